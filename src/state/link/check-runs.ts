import { ExpectedFailure, success, toFailure, type Outcome } from '../../core/failure';
import { defaultsOf, validateParams } from '../../core/params';
import {
  scalings,
  type GivenLabels,
  type InputSpec,
  type LabelBudget,
  type RowSelection,
  type RunSpec,
} from '../../core/run';
import { methods } from '../../methods/registry';
import { referencedRun, type LinkedRun } from './shared-link';

type Plain = Record<string, unknown>;

const bad = (message: string): never => {
  throw new ExpectedFailure('badInput', message, 'link');
};
const plain = (value: unknown, what: string): Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : bad(`The link is damaged: ${what} is missing.`);
const whole = (value: unknown, what: string): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : bad(`The link is damaged: ${what} is not a whole number.`);
const oneOf = <T extends string>(value: unknown, allowed: readonly T[], what: string): T =>
  allowed.find((one) => one === value) ?? bad(`The link is damaged: ${what} is not known here.`);

const MOST_RUNS = 500;
const MOST_LABELS = 1_000_000;

/**
 * Runs of a link, checked value by value: a link is text from a stranger. What comes out has only known methods,
 * parameters in their ranges, and references to earlier runs.
 */
export function checkRuns(value: unknown): Outcome<LinkedRun[]> {
  try {
    if (!Array.isArray(value) || value.length > MOST_RUNS)
      return bad('The link has no list of runs.');
    return success(value.map((run, i) => checkRun(plain(run, `run ${i + 1}`), i)));
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) return { ok: false, error: toFailure(thrown) };
    throw thrown;
  }
}

function checkRun(run: Plain, index: number): LinkedRun {
  const scoring = plain(run.scoring, 'what to score');
  const backends = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'] as const;
  return {
    name: typeof run.name === 'string' ? run.name.slice(0, 200) : bad('A run has no name.'),
    spec: checkSpec(plain(run.spec, 'a run'), index),
    scoring: {
      embeddingRows: whole(scoring.embeddingRows, 'the number of scored rows'),
      silhouetteRows: whole(scoring.silhouetteRows, 'the number of scored rows'),
    },
    ...(run.tensorBackend === undefined
      ? {}
      : { tensorBackend: oneOf(run.tensorBackend, backends, 'a backend') }),
    ...(run.figures === undefined ? {} : { figures: checkFigures(plain(run.figures, 'figures')) }),
  };
}

function checkFigures(figures: Plain): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name.slice(0, 60),
      typeof value === 'number' ? value : bad('The link is damaged: a figure is not a number.'),
    ]),
  );
}

function checkSpec(spec: Plain, index: number): RunSpec {
  const action = oneOf(spec.action, ['fit', 'transform', 'predict'] as const, 'what a run does');
  const input = checkInput(plain(spec.input, 'the input of a run'), index);
  if (action !== 'fit') return { action, model: earlier(spec.model, index), input };
  const method = methods.find((one) => one.id === spec.method);
  if (!method)
    return bad(`The link uses a method called ${String(spec.method)}, which is not here.`);
  // A link made before a parameter existed means its default.
  const given = { ...defaultsOf(method.params), ...plain(spec.params, 'the parameters of a run') };
  const params = validateParams(method.params, given);
  if (!params.ok) return bad(`The link sets ${method.title} wrongly: ${params.error.message}`);
  const labels = spec.labels === undefined ? undefined : checkLabels(plain(spec.labels, 'labels'));
  return { action, method: method.id, params: params.value, input, ...(labels && { labels }) };
}

const list = (value: unknown, what: string): readonly unknown[] =>
  Array.isArray(value) && value.length <= MOST_LABELS
    ? value
    : bad(`The link is damaged: ${what} are missing.`);

/** Which rows and classes there are is known only when the data is open: there a run says what does not fit. */
function checkLabels(labels: Plain): GivenLabels {
  const classes = list(labels.classes, 'names of classes').map((name) =>
    typeof name === 'string' ? name.slice(0, 60) : bad('A class in the link has no name.'),
  );
  const rows = list(labels.rows, 'labelled rows').map((row) => whole(row, 'a labelled row'));
  const codes = list(labels.codes, 'labels').map((code) => whole(code, 'a label'));
  if (codes.length !== rows.length || codes.some((code) => code >= classes.length))
    return bad('The link is damaged: its labels do not fit their rows.');
  return { classes, rows, codes, andFile: labels.andFile === true };
}

function earlier(reference: unknown, index: number): string {
  const run = typeof reference === 'string' ? referencedRun(reference) : -1;
  return run >= 0 && run < index
    ? (reference as string)
    : bad('The link is damaged: a run starts from one that is not before it.');
}

function checkInput(input: Plain, index: number): InputSpec {
  if (input.from === 'result') return { from: 'result', result: earlier(input.result, index) };
  oneOf(input.from, ['pixels'] as const, 'the input of a run');
  return {
    from: 'pixels',
    table: oneOf(input.table, ['train', 'test'] as const, 'a table'),
    scaling: oneOf(input.scaling, scalings, 'a scaling'),
    rows: checkRows(plain(input.rows, 'the rows of a run'), index),
  };
}

function checkRows(rows: Plain, index: number): RowSelection {
  const kinds = ['all', 'stride', 'random', 'stratified', 'budget', 'splitOf'] as const;
  const kind = oneOf(rows.kind, kinds, 'a choice of rows');
  switch (kind) {
    case 'all':
      return { kind };
    case 'stride':
      return { kind, step: whole(rows.step, 'a stride') };
    case 'random':
    case 'stratified':
      return {
        kind,
        count: whole(rows.count, 'a number of rows'),
        randomState: whole(rows.randomState, 'a seed'),
      };
    case 'budget':
      return { kind, budget: checkBudget(plain(rows.budget, 'a label budget')) };
    case 'splitOf':
      return {
        kind,
        result: earlier(rows.result, index),
        part: oneOf(rows.part, ['train', 'validation'] as const, 'a part of a split'),
      };
  }
}

function checkBudget(budget: Plain): LabelBudget {
  const kind = oneOf(budget.kind, ['blanks', 'share', 'perClass'] as const, 'a label budget');
  if (kind === 'blanks') return { kind };
  const randomState = whole(budget.randomState, 'a seed');
  if (kind === 'perClass') return { kind, count: whole(budget.count, 'a count'), randomState };
  const share = budget.trainSize;
  return {
    kind,
    trainSize:
      typeof share === 'number' && share > 0 && share < 1 ? share : bad('A label share is wrong.'),
    randomState,
    stratify: budget.stratify === true,
  };
}
