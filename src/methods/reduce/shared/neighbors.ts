import type { KernelRuntime } from '../../../core/kernel-runtime';
import { topEigenpairs } from '../../../core/linalg/top-eigenpairs';
import { takeRows, type Matrix } from '../../../core/matrix';
import { part, type Task } from '../../../core/task';
import { CovarianceProduct } from '../../../kernels/covariance/wasm';
import { packRows, quantiserOf } from '../../../kernels/distances/pack';
import { groupedNeighbors } from '../../../kernels/grouped-knn/wasm';
import { knn, knnQuery, type Neighbors } from '../../../kernels/knn/wasm';
import { nearestOfListed, padRows, project, type PaddedRows } from '../../../kernels/rerank/wasm';
import { groupCentres, lookTable, looksFor, orderByGroup } from './groups';
import { someRows } from './order';
import { COMPONENTS, searchesInGroups, type NeighborSearch } from './neighbors-param';

/** Rows that the components are computed from: any basis finds true neighbours, a good one finds more of them. */
const BASIS_ROWS = 4096;
/** Candidates per wanted neighbour, and the fewest of all: few neighbours are missed more easily. */
const CANDIDATES = 2.5;
const CANDIDATES_MIN = 64;
/** Rows compared with all others, to know how wide to search and how well it went. */
const SAMPLE_ROWS = 160;
/** Share of their true neighbours that the groups looked at must hold. */
const COVERAGE = 0.998;
const TOLERANCE = 1e-3;

/** Scores of all rows on the leading components of a spread of them. */
function* scoresOf(kernels: KernelRuntime, X: Matrix, padded: PaddedRows): Task<Matrix> {
  const mark = kernels.mark();
  const sample = takeRows(X, someRows(X.rows, BASIS_ROWS));
  const rows = yield* part(padRows(kernels, sample, 'Components'), 0, 0.1);
  const covariance = new CovarianceProduct(kernels, rows);
  const multiply = (v: Float64Array) => covariance.multiply(v);
  const leading = topEigenpairs(multiply, X.cols, COMPONENTS, { tolerance: TOLERANCE });
  const { vectors } = yield* part(leading, 0.1, 1);
  const scores = project(kernels, padded, vectors, covariance.means);
  kernels.release(mark);
  return scores;
}

/** Share of the sampled rows' true neighbours that their lists hold; an equally far one counts as found. */
function recallOf(
  places: Uint32Array,
  truth: Float64Array,
  squaredDistances: Float64Array,
  k: number,
): number {
  let found = 0;
  places.forEach((place, s) => {
    const limit = truth[s * k + k - 1] * (1 + 1e-6);
    for (let j = 0; j < k; j++) if (squaredDistances[place * k + j] <= limit) found++;
  });
  return found / (places.length * k);
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
  if (!searchesInGroups(X, search)) {
    const order = Uint32Array.from({ length: X.rows }, (_, row) => row);
    return { ...(yield* knn(kernels, X, k)), X, order };
  }
  return yield* searchInGroups(kernels, X, k);
}

/**
 * Candidates among the scores on 50 components, 2.5 for each neighbour wanted, then their true distances. A row looks for
 * candidates in the nearest of some groups of near rows only: as many as the true neighbours of 160 sampled rows ask for,
 * found by comparing those with all rows. The same rows tell the recall.
 */
function* searchInGroups(kernels: KernelRuntime, X: Matrix, k: number): Task<OrderedNeighbors> {
  const mark = kernels.mark();
  try {
    const sample = someRows(X.rows, SAMPLE_ROWS);
    const padded = yield* part(padRows(kernels, X, 'Components'), 0, 0.02);
    const scores = yield* part(scoresOf(kernels, X, padded), 0.02, 0.2);
    const truth = yield* part(nearestOfListed(kernels, padded, sample, k), 0.2, 0.3);
    kernels.release(mark);
    const centres = yield* part(groupCentres(kernels, scores), 0.3, 0.34);
    const groups = centres.rows;
    const near = yield* knnQuery(kernels, centres, centres, groups);
    const own = yield* part(knnQuery(kernels, centres, scores, 1), 0.34, 0.36);
    const nearSample = yield* knnQuery(kernels, centres, takeRows(scores, sample), groups);
    const looks = looksFor(COVERAGE, nearSample.indices, truth.indices, own.indices, groups);
    const { starts, order } = orderByGroup(own.indices, groups);
    const [ordered, orderedScores] = [takeRows(X, order), takeRows(scores, order)];
    yield { fraction: 0.37, stage: 'Neighbours' };
    const nearest = yield* part(knnQuery(kernels, centres, orderedScores, looks), 0.37, 0.42);
    const keep = Math.min(X.rows - 1, Math.max(CANDIDATES_MIN, Math.ceil(CANDIDATES * k)));
    const table = lookTable(nearest.indices, starts, near.indices, keep);
    const packed = yield* packRows(kernels, orderedScores, quantiserOf([orderedScores]));
    const rows = yield* padRows(kernels, ordered, 'Neighbours');
    const search = groupedNeighbors(kernels, { packed, X: rows, groups: table, keep }, k);
    const lists = yield* part(search, 0.42, 1);
    const placeOf = new Uint32Array(X.rows);
    order.forEach((row, place) => (placeOf[row] = place));
    const places = sample.map((row) => placeOf[row]);
    const recall = recallOf(places, truth.squaredDistances, lists.squaredDistances, k);
    return { ...lists, recall, X: ordered, order };
  } finally {
    kernels.release(mark);
  }
}
