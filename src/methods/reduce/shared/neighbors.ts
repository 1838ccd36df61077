import type { KernelRuntime } from '../../../core/kernel-runtime';
import { topEigenpairs } from '../../../core/linalg/top-eigenpairs';
import { takeRows, type Matrix } from '../../../core/matrix';
import { part, type Task } from '../../../core/task';
import { knn, knnQuery, type Neighbors } from '../../../kernels/knn/wasm';
import { CovarianceProduct } from '../../../kernels/covariance/wasm';
import { padRows, project, rerank } from '../../../kernels/rerank/wasm';
import { spatialOrder } from './order';
import type { NeighborSearch } from './neighbors-param';

/** From here on a search in few dimensions and a second look pay (two threads, 784 columns). */
const RERANK_ROWS = 15_000;
const RERANK_COLUMNS = 100;
const COMPONENTS = 50;
/** Rows that the components are computed from: any basis finds true neighbours, a good one finds more of them. */
const BASIS_ROWS = 4096;
/** Candidates per wanted neighbour. */
const CANDIDATES = 2.5;
/** Rows whose lists are compared with an exact search. */
const SAMPLE_ROWS = 500;
const TOLERANCE = 1e-3;

/** Whether the search goes through principal components first. */
const usesRerank = ({ rows, cols }: Matrix, search: NeighborSearch): boolean =>
  search === 'pcaRerank'
    ? cols > COMPONENTS
    : search === 'auto' && rows >= RERANK_ROWS && cols >= RERANK_COLUMNS;

const everyNth = (rows: number, most: number): Uint32Array => {
  const count = Math.min(rows, most);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
};

/** Scores of all rows on the leading components of a spread of them. */
function* scoresOf(kernels: KernelRuntime, X: Matrix): Task<Matrix> {
  const mark = kernels.mark();
  const padded = yield* part(padRows(kernels, X, 'Components'), 0, 0.3);
  const sample = takeRows(X, everyNth(X.rows, BASIS_ROWS));
  const rows = yield* part(padRows(kernels, sample, 'Components'), 0.3, 0.4);
  const covariance = new CovarianceProduct(kernels, rows);
  const multiply = (v: Float64Array) => covariance.multiply(v);
  const leading = topEigenpairs(multiply, X.cols, COMPONENTS, { tolerance: TOLERANCE });
  const { vectors } = yield* part(leading, 0.4, 1);
  const scores = project(kernels, padded, vectors, covariance.means);
  kernels.release(mark);
  return scores;
}

/** Share of the true neighbours of sampled rows that their lists hold; an equally far one counts as found. */
function* measureRecall(
  kernels: KernelRuntime,
  X: Matrix,
  squaredDistances: Float64Array,
  k: number,
): Task<number> {
  const sample = everyNth(X.rows, SAMPLE_ROWS);
  // One more: a queried row finds itself, or a row in the same place.
  const truth = yield* knnQuery(kernels, X, takeRows(X, sample), k + 1);
  let found = 0;
  sample.forEach((row, s) => {
    const limit = truth.squaredDistances[s * (k + 1) + k] * (1 + 1e-6);
    for (let j = 0; j < k; j++) if (squaredDistances[row * k + j] <= limit) found++;
  });
  return found / (sample.length * k);
}

/**
 * Exact search for candidates among the scores on 50 components, 2.5 for each neighbour wanted, then their true distances;
 * the recall is measured on 500 rows. About O(n²·25 + n·k·2.5·p).
 */
function* searchAndRerank(
  kernels: KernelRuntime,
  X: Matrix,
  scores: Matrix,
  k: number,
): Task<Neighbors> {
  const mark = kernels.mark();
  try {
    const count = Math.min(X.rows - 1, Math.ceil(CANDIDATES * k));
    const candidates = yield* part(knn(kernels, scores, count), 0, 0.6);
    const padded = yield* padRows(kernels, X, 'Neighbours');
    const lists = yield* part(rerank(kernels, padded, candidates.indices, k), 0.6, 0.9);
    const recall = yield* part(measureRecall(kernels, X, lists.squaredDistances, k), 0.9, 1);
    return { ...lists, recall };
  } finally {
    kernels.release(mark);
  }
}

export interface OrderedNeighbors extends Neighbors {
  /** The rows in the order used: place i holds row order[i] of the input, and the lists speak of places. */
  X: Matrix;
  order: Uint32Array;
}

/**
 * The k nearest other rows of each row by the chosen strategy, with the share of true neighbours among them. A search
 * through components also brings near rows together, since large tables are walked by neighbours a thousand times after.
 */
export function* findNeighbors(
  kernels: KernelRuntime,
  X: Matrix,
  k: number,
  search: NeighborSearch,
): Task<OrderedNeighbors> {
  if (!usesRerank(X, search)) {
    const order = Uint32Array.from({ length: X.rows }, (_, row) => row);
    return { ...(yield* knn(kernels, X, k)), X, order };
  }
  const scores = yield* part(scoresOf(kernels, X), 0, 0.15);
  yield { fraction: 0.15, stage: 'Components' };
  const order = spatialOrder(scores);
  yield { fraction: 0.15, stage: 'Components' };
  const ordered = takeRows(X, order);
  yield { fraction: 0.15, stage: 'Components' };
  const lists = searchAndRerank(kernels, ordered, takeRows(scores, order), k);
  return { ...(yield* part(lists, 0.15, 1)), X: ordered, order };
}
