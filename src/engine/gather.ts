import { failure, success, type Outcome } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import type { AnyMethod } from '../core/method';
import type { Model } from '../core/models';
import { validateParams, type AnyParams } from '../core/params';
import type { JobRequest, ScoringOptions } from '../core/protocol';
import {
  preparationOf,
  type GivenLabels,
  type InputSpec,
  type RowSelection,
  type RunResult,
  type RunSpec,
} from '../core/run';
import type { Matrix } from '../core/matrix';
import { givenFirst } from '../core/split/given-first';
import { selectRows } from '../core/split/rows';
import type { Dataset, ImageTable } from '../data/dataset';
import { selectMatrix } from '../data/select';
import { methodById } from '../methods/registry';

/** A run ready to be sent: the request, and which rows of which table it is about. */
export interface Gathered {
  method: AnyMethod;
  request: JobRequest;
  table: 'train' | 'test';
  rows: Uint32Array;
  labelledCount?: number;
  fingerprint: string;
}

interface Source {
  dataset: Dataset;
  find: (id: string) => RunResult | undefined;
  /** The model that was read from a file, for a run that opens it. */
  opened?: Model;
}

interface Input {
  X: Matrix;
  /** The order of rows of X that the rest is in; undefined for their own. */
  order?: Uint32Array;
  table: 'train' | 'test';
  rows: Uint32Array;
  labelledCount?: number;
  /** Labels by hand, of `rows`; undefined where the table's own count. */
  y?: Int32Array;
}

const tableOf = (dataset: Dataset, table: 'train' | 'test'): Outcome<ImageTable> => {
  const found = dataset[table];
  return found
    ? success(found)
    : failure('badInput', 'There is no test file. Open one on the Data page.', 'test');
};

function rowsOf(
  selection: RowSelection,
  table: ImageTable,
  find: Source['find'],
): Outcome<{ rows: Uint32Array; labelledCount?: number }> {
  if (selection.kind !== 'splitOf') {
    return selectRows(selection, {
      rows: table.rows,
      labels: table.labels,
      nClasses: table.classes.length,
    });
  }
  const result = find(selection.result);
  if (result?.value.kind !== 'model' || result.value.model.kind !== 'network') {
    return failure(
      'badInput',
      'The network whose split is asked for is not among the results any more.',
    );
  }
  const { trainRows, validationRows } = result.value.model;
  const within = selection.part === 'train' ? trainRows : validationRows;
  return success({ rows: within.map((row) => result.rows[row]) });
}

function inputOf(input: InputSpec, { dataset, find }: Source): Outcome<Input> {
  if (input.from === 'pixels') {
    const table = tableOf(dataset, input.table);
    if (!table.ok) return table;
    const chosen = rowsOf(input.rows, table.value, find);
    if (!chosen.ok) return chosen;
    const X = selectMatrix(table.value, chosen.value.rows, input.scaling);
    return success({ X, table: input.table, ...chosen.value });
  }
  const result = find(input.result);
  if (!result)
    return failure(
      'badInput',
      'The result this run starts from was deleted. Choose another input.',
    );
  const { table, rows, labelledCount, value } = result;
  if (value.kind === 'features') return success({ X: value.X, table, rows, labelledCount });
  if (value.kind === 'model' && value.model.kind === 'embedding') {
    const { coordinates, dims } = value.model;
    const X: Matrix = { data: coordinates, rows: rows.length, cols: dims, scale: 1 };
    return success({ X, table, rows, labelledCount });
  }
  return failure('badInput', `${result.name} has no coordinates or features to start from.`);
}

/** The input of a run that has labels by hand: the rows with a label first. */
function withGiven(input: Input, given: GivenLabels, table: ImageTable): Outcome<Input> {
  if (input.table !== 'train')
    return failure('badInput', 'Labels by hand are of the training file.', 'labels');
  const ordered = givenFirst(input.rows, given, table);
  if (!ordered.ok) return ordered;
  const { order, labelledCount, y } = ordered.value;
  const rows = order.map((place) => input.rows[place]);
  return success({ X: input.X, order, table: input.table, rows, labelledCount, y });
}

/** The labels a method of this family may use: a network all of them, spreading those of the budget, others none. */
function visibleLabels(
  method: AnyMethod,
  labels: Int32Array | undefined,
  labelledCount: number | undefined,
) {
  if (!labels || method.family === 'reduce' || method.family === 'cluster') return undefined;
  if (method.family === 'neural') return labels;
  const y = new Int32Array(labels.length).fill(-1);
  y.set(labels.subarray(0, labelledCount ?? 0));
  return y;
}

/** The method of a run, and the model it starts from. */
function modelOf(
  spec: RunSpec,
  { find, opened }: Source,
): Outcome<{ method: AnyMethod; params: AnyParams; model?: Model }> {
  switch (spec.action) {
    case 'fit':
      return success({ method: methodById(spec.method), params: spec.params });
    case 'open':
      return opened
        ? success({ method: methodById(spec.method), params: {}, model: opened })
        : failure('badInput', `The model file ${spec.file} is not kept: open it again.`);
    case 'transform':
    case 'predict': {
      const result = find(spec.model);
      return result?.value.kind === 'model'
        ? success({
            method: methodById(result.method),
            params: result.params,
            model: result.value.model,
          })
        : failure('badInput', 'The model was deleted. Train or fit it again first.');
    }
  }
}

/** A model from a file may know classes that the data has not. */
const classCount = (table: ImageTable, model: Model | undefined): number =>
  Math.max(table.classes.length, model?.kind === 'network' ? model.build.nClasses : 0);

/** Turns a run spec into a job, or says why it cannot run. Nothing starts before this has succeeded. */
export function gather(spec: RunSpec, source: Source, scoring: ScoringOptions): Outcome<Gathered> {
  const started = modelOf(spec, source);
  if (!started.ok) return started;
  const { model, method } = started.value;
  const params =
    spec.action === 'fit'
      ? validateParams(method.params, spec.params)
      : success(started.value.params);
  if (!params.ok) return params;
  const found = inputOf(spec.input, source);
  if (!found.ok) return found;
  const tableData = source.dataset[found.value.table] as ImageTable;
  const learns = method.family === 'semi' || method.family === 'neural';
  const given = spec.action === 'fit' && learns ? spec.labels : undefined;
  const input = given ? withGiven(found.value, given, tableData) : found;
  if (!input.ok) return input;

  const { X, order, table, rows, labelledCount, y } = input.value;
  const truth =
    tableData.labels && Int32Array.from(rows, (row) => (tableData.labels as Int32Array)[row]);
  const request: JobRequest = {
    action: spec.action,
    method: method.id,
    params: params.value,
    X,
    order,
    prepare: spec.input.from === 'pixels' ? preparationOf(spec.input.scaling) : undefined,
    model,
    y: y ?? visibleLabels(method, truth, labelledCount),
    nClasses: classCount(tableData, model),
    imageShape: spec.input.from === 'pixels' ? tableData.shape : undefined,
    truth,
    labelledCount,
    scoring,
  };
  if (spec.action === 'fit') {
    const problem = method.checkInput(inputFacts(request), params.value);
    if (problem) return { ok: false, error: problem };
  }
  return success({
    method,
    request,
    table,
    rows,
    labelledCount,
    fingerprint: tableData.fingerprint,
  });
}
