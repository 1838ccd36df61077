import type { Task } from '../../../core/task';

/** umap-learn's bisection. */
const STEPS_MAX = 64;
const TOLERANCE = 1e-5;
/** Smallest width as a share of the mean distance. */
const WIDTH_MIN = 1e-3;
const ROWS_PER_YIELD = 2048;
const STAGE = 'Memberships';

export interface Distances {
  /** Row-major (rows × k), ascending in each row. */
  values: Float64Array;
  rows: number;
  k: number;
}

const rowOf = ({ values, k }: Distances, row: number): Float64Array =>
  values.subarray(row * k, (row + 1) * k);

const nearness = (distance: number, near: number, width: number): number =>
  distance > near ? Math.exp(-(distance - near) / width) : 1;

/** The width σ for which Σ exp(−max(0, d − near)/σ) over the distances is `wanted`. */
export function smoothWidth(distances: Float64Array, near: number, wanted: number): number {
  let [low, high, width] = [0, Infinity, 1];
  for (let step = 0; step < STEPS_MAX; step++) {
    let sum = 0;
    for (const distance of distances) sum += nearness(distance, near, width);
    if (Math.abs(sum - wanted) < TOLERANCE) break;
    if (sum > wanted) {
      high = width;
      width = (low + high) / 2;
    } else {
      low = width;
      width = high === Infinity ? width * 2 : (low + high) / 2;
    }
  }
  return width;
}

/** First distance that is not 0; 0 where all are. */
const nearestOf = (distances: Float64Array): number =>
  distances.find((distance) => distance > 0) ?? 0;

export interface MembershipOptions {
  /** Nearness of a row's neighbours altogether: log2 of their number, the row itself counted. */
  wanted: number;
  /** Neighbours that distances are summed over, from the nearest on: all but the first for new rows, as in umap-learn. */
  from: number;
  /** Whether the nearest neighbour counts as being in the same place (for the rows fitted). */
  local: boolean;
  /** Places at distance 0 that are not in the list and count towards the mean distance: the row itself. */
  own: number;
}

/**
 * How much each neighbour belongs to its row (rows × k): exp(−(d − ρ)/σ), ρ the distance to the nearest, σ by bisection
 * (McInnes, Healy & Melville 2018, algorithm 3; umap-learn's `smooth_knn_dist` and `compute_membership_strengths`).
 */
export function* memberships(
  distances: Distances,
  { wanted, from, local, own }: MembershipOptions,
): Task<Float64Array> {
  const { rows, k, values } = distances;
  const overall = values.reduce((sum, value) => sum + value, 0) / (rows * (k + own));
  const out = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const list = rowOf(distances, row);
    const near = local ? nearestOf(list) : 0;
    const mean = list.reduce((sum, value) => sum + value, 0) / (k + own);
    const least = WIDTH_MIN * (near > 0 ? mean : overall);
    const width = Math.max(smoothWidth(list.subarray(from), near, wanted), least);
    list.forEach((distance, j) => (out[row * k + j] = nearness(distance, near, width)));
    if (row % ROWS_PER_YIELD === 0) yield { fraction: row / rows, stage: STAGE };
  }
  return out;
}
