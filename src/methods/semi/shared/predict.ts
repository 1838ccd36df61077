import { ExpectedFailure } from '../../../core/failure';
import { nearestRows } from '../../../core/graph/nearest';
import { takeRows, type Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import type { Task } from '../../../core/task';
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
  const F = new Float64Array(X.rows * nClasses);
  const trained = Float64Array.from(model.distributions);
  for (let from = 0; from < X.rows; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, X.rows - from);
    const Q = takeRows(
      X,
      Uint32Array.from({ length: count }, (_, i) => from + i),
    );
    const mark = kernels.mark();
    try {
      if (model.graph.kernel === 'knn') {
        F.set(yield* sumOfNeighbors(model, trained, Q), from * nClasses);
      } else {
        const weights = yield* rbfAffinities(kernels, Q, model.X, model.graph.gamma, false);
        if (weights.signal === 'stop') stopped();
        F.set(yield* denseSpread(kernels, weights, trained, nClasses), from * nClasses);
      }
    } finally {
      kernels.release(mark);
    }
    const signal = yield { fraction: (from + count) / X.rows, stage: 'Labelling' };
    if (signal === 'stop' && from + count < X.rows) stopped();
  }
  const { labels, distributions, reached } = decide(F, X.rows, nClasses);
  return { labels, probabilities: distributions, reached, nClasses };
}

function stopped(): never {
  throw new ExpectedFailure(
    'stoppedEmpty',
    'Stopped before all rows were labelled: there is no result.',
  );
}

function* sumOfNeighbors(
  { X, graph, nClasses }: GraphLabellingModel,
  trained: Float64Array,
  Q: Matrix,
): Task<Float64Array> {
  const k = graph.nNeighbors;
  const { indices } = yield* nearestRows(Q, X, k);
  const sums = new Float64Array(Q.rows * nClasses);
  indices.forEach((neighbor, at) => {
    const row = Math.floor(at / k);
    for (let c = 0; c < nClasses; c++) sums[row * nClasses + c] += trained[neighbor * nClasses + c];
  });
  return sums;
}
