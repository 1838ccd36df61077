import { ExpectedFailure, type Outcome } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import type { KernelRuntime } from '../core/kernel-runtime';
import type { FitContext, NeighborLists } from '../core/method';
import type { LabellingModel, Model } from '../core/models';
import { validateParams } from '../core/params';
import { drive, type DriveControl, type Driven } from '../core/runner';
import { selectRows } from '../core/split/rows';
import type { SweepAnswer, SweepFit, SweepRequest, SweepScore } from '../core/sweep';
import type { AsyncTask, Progress, Signal, Task } from '../core/task';
import { knn } from '../kernels/knn/wasm';
import { knownRows, labelScores } from './evaluate/labels';
import { neighborsWanted } from './known-neighbors';
import { methodById } from './registry';

/** The search for neighbours counts as so many fits on the progress bar: about what it takes at 42,000 × 50. */
const SEARCH_FITS = 6;

/** The labels a budget lets a fit see, and no other (−1). */
export function visibleOf(
  { truth, nClasses }: Pick<SweepRequest, 'truth' | 'nClasses'>,
  budget: SweepFit['budget'],
): { y: Int32Array; labelled: number } {
  if (budget.kind === 'withheld') {
    const y = truth.slice();
    for (const row of budget.rows) y[row] = -1;
    return { y, labelled: y.reduce((count, code) => count + (code >= 0 ? 1 : 0), 0) };
  }
  const facts = { rows: truth.length, labels: truth, nClasses };
  const drawn = selectRows({ kind: 'budget', budget }, facts);
  if (!drawn.ok) {
    const { code, message, where } = drawn.error;
    throw new ExpectedFailure(code, message, where);
  }
  const { rows, labelledCount: labelled = 0 } = drawn.value;
  const y = new Int32Array(truth.length).fill(-1);
  for (const row of rows.subarray(0, labelled)) y[row] = truth[row];
  return { y, labelled };
}

function scoreOf(
  { truth, nClasses }: SweepRequest,
  y: Int32Array,
  budget: SweepFit['budget'],
  model: Model,
): Omit<SweepScore, 'key' | 'labelled' | 'seconds'> {
  if (model.kind !== 'labelling') throw new Error(`a sweep got a model of kind ${model.kind}`);
  const rows = knownRows(truth).filter((row) => y[row] < 0);
  const [right, found] = [truth, model.labels].map((codes) =>
    Int32Array.from(rows, (row) => codes[row]),
  );
  const scores = labelScores(right, found, nClasses);
  if (!scores) {
    const message = 'Every known label is kept: there is no row left to score.';
    throw new ExpectedFailure('badInput', message);
  }
  const unreached = model.reached.reduce((count, reached) => count + (reached ? 0 : 1), 0);
  const { accuracy, scoredRows } = scores;
  const figures = { accuracy, scoredRows, unreached };
  return budget.kind === 'withheld'
    ? { ...figures, distributions: distributionsOf(model, budget.rows) }
    : figures;
}

function distributionsOf({ distributions, nClasses }: LabellingModel, rows: Uint32Array) {
  const chosen = new Float32Array(rows.length * nClasses);
  rows.forEach((row, i) =>
    chosen.set(distributions.subarray(row * nClasses, (row + 1) * nClasses), i * nClasses),
  );
  return chosen;
}

/** Drives a task as a part of the sweep's progress; undefined once Stop was pressed, whatever it returned. */
async function* untilStopped<R>(
  task: Task<R> | AsyncTask<R>,
  toWhole: (progress: Progress) => Progress,
): AsyncTask<R | undefined> {
  let signal: Signal = 'go';
  try {
    while (signal === 'go') {
      const step: IteratorResult<Progress, R> = await task.next(signal);
      if (step.done) return step.value;
      signal = yield toWhole(step.value);
    }
    return undefined;
  } finally {
    await task.return(undefined as R);
  }
}

/**
 * Fits one after another on the same rows. Neighbours are searched once, for the most that any fit wants. A fit under way
 * when Stop is pressed is dropped: half a fit is no result.
 */
export async function* sweep(
  request: SweepRequest,
  context: FitContext,
  onScore: (score: SweepScore) => void,
): AsyncTask<SweepAnswer> {
  const { X, nClasses, fits } = request;
  const now = context.now ?? (() => 0);
  const total = SEARCH_FITS + fits.length;
  const scores: SweepScore[] = [];
  const k = neighborsWanted(fits);
  const searched = now();
  let neighbors: NeighborLists | undefined;
  if (k > 0) {
    if (k >= X.rows) {
      const message = `Neighbours must be below the number of rows: ${k} of ${X.rows}.`;
      throw new ExpectedFailure('badParameter', message, 'nNeighbors');
    }
    const lists = yield* untilStopped(knn(context.kernels, X, k), ({ fraction }) => ({
      fraction: (fraction * SEARCH_FITS) / total,
      stage: 'Neighbours',
    }));
    if (!lists) return { scores, neighborSeconds: 0, stopped: true };
    neighbors = { k, ...lists };
  }
  const neighborSeconds = (now() - searched) / 1000;

  for (const [done, { key, method: id, params, budget }] of fits.entries()) {
    const method = methodById(id);
    const { y, labelled } = visibleOf(request, budget);
    const checked = validateParams(method.params, params);
    const problem = checked.ok
      ? method.checkInput(inputFacts({ X, y, nClasses }), checked.value)
      : checked.error;
    if (problem) throw new ExpectedFailure(problem.code, problem.message, problem.where);
    const algorithm = await method.load();
    const started = now();
    const model = yield* untilStopped(
      algorithm.fit({ X, y, nClasses, neighbors }, params, context),
      ({ fraction }) => ({
        fraction: (SEARCH_FITS + done + fraction) / total,
        stage: `${method.title}, fit ${done + 1} of ${fits.length}`,
      }),
    );
    if (!model) return { scores, neighborSeconds, stopped: true };
    const seconds = (now() - started) / 1000;
    const score = { key, labelled, ...scoreOf(request, y, budget, model), seconds };
    scores.push(score);
    onScore(score);
    const fraction = (SEARCH_FITS + done + 1) / total;
    const signal = yield { fraction, stage: `Fit ${done + 1} of ${fits.length}` };
    if (signal === 'stop' && done + 1 < fits.length)
      return { scores, neighborSeconds, stopped: true };
  }
  return { scores, neighborSeconds, stopped: false };
}

/** Runs a sweep as the worker does. */
export function runSweep(
  request: SweepRequest,
  kernels: KernelRuntime,
  control: DriveControl,
  onScore: (score: SweepScore) => void,
): Promise<Outcome<Driven<SweepAnswer>>> {
  const context = { kernels, now: () => control.host.now() };
  return drive(sweep(request, context, onScore), control);
}
