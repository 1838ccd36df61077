import type { InputFacts } from '../core/method';
import { gradientColumns } from '../core/oriented-gradients';
import { isGradients, type InputSpec, type RowSelection, type RunResult } from '../core/run';
import type { Dataset, ImageTable } from '../data/dataset';

interface Source {
  dataset: Dataset;
  find: (id: string) => RunResult | undefined;
}

const known = ({ labels, rows }: ImageTable): number =>
  labels ? labels.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0) : rows;

function rowsOf(selection: RowSelection, table: ImageTable, find: Source['find']): number {
  switch (selection.kind) {
    case 'all':
    case 'budget':
      return table.rows;
    case 'stride':
      return Math.ceil(table.rows / selection.step);
    case 'random':
    case 'stratified':
      return Math.min(selection.count, table.rows);
    case 'splitOf': {
      const value = find(selection.result)?.value;
      if (value?.kind !== 'model' || value.model.kind !== 'network') return table.rows;
      const { trainRows, validationRows } = value.model;
      return (selection.part === 'train' ? trainRows : validationRows).length;
    }
  }
}

/** What a run will start from, told without gathering a value; undefined where there is no such table or result. */
export function factsOf(input: InputSpec, { dataset, find }: Source): InputFacts | undefined {
  const nClasses = dataset.train.classes.length;
  if (input.from === 'result') {
    const result = find(input.result);
    if (!result) return undefined;
    const { value, rows } = result;
    if (value.kind === 'features')
      return { ...value.X, nClasses, valueBytes: value.X.data.BYTES_PER_ELEMENT };
    if (value.kind !== 'model' || value.model.kind !== 'embedding') return undefined;
    const { dims, coordinates } = value.model;
    return { rows: rows.length, cols: dims, nClasses, valueBytes: coordinates.BYTES_PER_ELEMENT };
  }
  const table = dataset[input.table];
  if (!table) return undefined;
  const rows = rowsOf(input.rows, table, find);
  const stored = input.scaling === 'raw' || input.scaling === 'unit';
  const gradients = isGradients(input.scaling);
  return {
    rows,
    cols: gradients ? gradientColumns(table.shape) : table.cols,
    valueBytes: stored ? table.pixels.BYTES_PER_ELEMENT : 4,
    nClasses,
    labelled: Math.round((known(table) * rows) / table.rows),
    imageShape: gradients ? undefined : table.shape,
  };
}
