import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { takeRows, type Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { knnQuery } from '../../../kernels/knn/wasm';
import { denseSpread, rbfAffinities } from '../../../kernels/spread/wasm';
import { decide, type GraphLabellingModel } from './model';

/** New rows weighed at once against all fitted ones. */
const ROWS_AT_ONCE = 256;

/**
 * Labels new rows by their neighbours' distributions (or all, RBF-weighted), as scikit-learn's `predict_proba`. Rows
 * whose neighbours were never reached get zero probabilities and `reached` 0, where scikit-learn divides by zero.
 */
export function* predictLabelling(
  model: GraphLabellingModel,
  X: Matrix,
  { kernels }: FitContext,
): Task<Prediction> {
  const { nClasses } = model;
  const sums = model.graph.kernel === 'knn' ? sumOfNeighbors : sumOfAll;
  const F = yield* sums(kernels, model, X);
  const { labels, distributions, reached } = decide(F, X.rows, nClasses);
  return { labels, probabilities: distributions, reached, nClasses };
}

function* sumOfNeighbors(
  kernels: KernelRuntime,
  { X, graph, nClasses, distributions }: GraphLabellingModel,
  Q: Matrix,
): Task<Float64Array> {
  const k = graph.nNeighbors;
  const { indices } = yield* knnQuery(kernels, X, Q, k);
  const sums = new Float64Array(Q.rows * nClasses);
  indices.forEach((neighbor, at) => {
    const [to, from] = [Math.floor(at / k) * nClasses, neighbor * nClasses];
    for (let c = 0; c < nClasses; c++) sums[to + c] += distributions[from + c];
  });
  return sums;
}

function* sumOfAll(
  kernels: KernelRuntime,
  { X, graph, nClasses, distributions }: GraphLabellingModel,
  Q: Matrix,
): Task<Float64Array> {
  const sums = new Float64Array(Q.rows * nClasses);
  const fitted = Float64Array.from(distributions);
  for (let from = 0; from < Q.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(Q.rows, from + ROWS_AT_ONCE);
    const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i);
    const mark = kernels.mark();
    try {
      const weigh = rbfAffinities(kernels, takeRows(Q, rows), X, graph.gamma, false);
      const weights = yield* part(weigh, from / Q.rows, to / Q.rows);
      if (weights.signal === 'stop') stopped();
      const spread = denseSpread(kernels, weights, fitted, nClasses);
      sums.set(yield* part(spread, to / Q.rows, to / Q.rows), from * nClasses);
    } finally {
      kernels.release(mark);
    }
    const signal = yield { fraction: to / Q.rows, stage: 'Labelling' };
    if (signal === 'stop' && to < Q.rows) stopped();
  }
  return sums;
}

function stopped(): never {
  throw new ExpectedFailure(
    'stoppedEmpty',
    'Stopped before all rows were labelled: there is no result.',
  );
}
