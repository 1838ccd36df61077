import { entropies, margins } from '../../core/metrics/confidence';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { coloringsFor, type Coloring } from '../scatter/coloring';
import { downloadCsv, fileNameOf } from '../download';
import { pointsOf } from '../scatter/points';

type Cell = string | number;

/**
 * A result as rows of a CSV: the table's row, what the method found, the true label where there is one, and what
 * other results found for the very same rows: a map with its clusters beside its coordinates.
 */
export function downloadResultCsv(
  result: RunResult,
  table: ImageTable | undefined,
  results: readonly RunResult[],
): void {
  const { header, cells } = columnsOf(result, table);
  const labels = table?.labels;
  const others = foundElsewhere(result, results, table);
  const rows = Array.from(result.rows, (row, i): Cell[] => [
    row,
    ...cells(i),
    ...(labels ? [table.classes[labels[row]] ?? ''] : []),
    ...others.map(({ codes, names }) => names[codes[i]] ?? ''),
  ]);
  downloadCsv(
    `${fileNameOf(result.name)}.csv`,
    ['row', ...header, ...(labels ? ['label'] : []), ...others.map(({ title }) => title)],
    rows,
  );
}

/** Clusters, spread labels and predictions of other results for the rows of this one. */
const foundElsewhere = (
  result: RunResult,
  results: readonly RunResult[],
  table: ImageTable | undefined,
): Coloring[] =>
  coloringsFor(result, results, table).filter(
    ({ key, kind }) => key !== 'label' && kind !== 'correctness' && !key.endsWith(`:${result.id}`),
  );

function columnsOf(
  result: RunResult,
  table: ImageTable | undefined,
): { header: string[]; cells: (row: number) => Cell[] } {
  const points = pointsOf(result);
  const classes = ownNames(result) ?? table?.classes;
  const className = (code: number): string => classes?.[code] ?? String(code);
  if (points) {
    const { coordinates, dims } = points;
    const names =
      dims <= 3 ? ['x', 'y', 'z'].slice(0, dims) : Array.from({ length: dims }, (_, i) => `c${i}`);
    return { header: names, cells: (row) => names.map((_, c) => coordinates[row * dims + c]) };
  }
  if (result.value.kind === 'predictions') {
    const { labels, probabilities, nClasses } = result.value.prediction;
    const sure = probabilities && confidenceColumns(labels, probabilities, nClasses);
    return {
      header: ['predicted', ...(sure?.header ?? [])],
      cells: (row) => [className(labels[row]), ...(sure?.cells(row) ?? [])],
    };
  }
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  if (model?.kind === 'clustering') {
    return { header: ['cluster', 'score'], cells: (row) => [model.labels[row], model.scores[row]] };
  }
  if (model?.kind === 'labelling') {
    const sure = confidenceColumns(model.labels, model.distributions, model.nClasses);
    return {
      header: ['spread', 'reached', 'given', ...sure.header],
      cells: (row) => [
        className(model.labels[row]),
        model.reached[row],
        row < (result.labelledCount ?? 0) ? 1 : 0,
        ...sure.cells(row),
      ],
    };
  }
  if (model?.kind === 'network') return networkColumns(model, className);
  return { header: [], cells: () => [] };
}

/** Of a network from a file, which may know other classes than the table. */
function ownNames({ value }: RunResult): readonly string[] | undefined {
  if (value.kind === 'predictions') return value.prediction.classes;
  return value.kind === 'model' && value.model.kind === 'network' ? value.model.classes : undefined;
}

/** How sure a class is: its own probability, its lead over the second, and the entropy of all. */
function confidenceColumns(labels: Int32Array, distributions: Float32Array, nClasses: number) {
  const [lead, doubt] = [margins(distributions, nClasses), entropies(distributions, nClasses)];
  return {
    header: ['probability', 'margin', 'entropy'],
    cells: (row: number): Cell[] => [
      distributions[row * nClasses + labels[row]],
      lead[row],
      doubt[row],
    ],
  };
}

function networkColumns(
  model: Pick<NetworkModel, 'trainRows' | 'validationRows' | 'validationPredictions'>,
  className: (code: number) => string,
) {
  // A network from a file was trained on none of the rows.
  const trained = new Set(model.trainRows);
  const predicted = new Map<number, number>();
  model.validationRows.forEach((row, i) => predicted.set(row, model.validationPredictions[i]));
  return {
    header: ['part', 'predicted'],
    cells: (row: number): Cell[] => {
      const code = predicted.get(row);
      if (code !== undefined) return ['validation', className(code)];
      return [trained.has(row) ? 'train' : '', ''];
    },
  };
}
