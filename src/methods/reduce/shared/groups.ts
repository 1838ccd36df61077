import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, takeRows, type Matrix } from '../../../core/matrix';
import { spatialOrder } from '../../../core/spatial-order';
import type { Task } from '../../../core/task';
import type { RowGroups } from '../../../kernels/grouped-knn/wasm';
import { knnQuery } from '../../../kernels/knn/wasm';
import { someRows } from './order';

/** Rows of a group, about, and rows the centres are computed from for each. */
const GROUP_ROWS = 164;
const SAMPLE_PER_GROUP = 48;
const ROUNDS = 5;

/** Centres of groups of near rows, in an order in which near ones are mostly near (groups × cols). */
export function* groupCentres(kernels: KernelRuntime, X: Matrix): Task<Matrix> {
  const count = Math.max(2, Math.round(X.rows / GROUP_ROWS));
  const sample = takeRows(X, someRows(X.rows, count * SAMPLE_PER_GROUP));
  let centres = takeRows(sample, someRows(sample.rows, count));
  for (let round = 0; round < ROUNDS; round++) {
    const { indices } = yield* knnQuery(kernels, centres, sample, 1);
    centres = meansOf(sample, indices, centres);
  }
  return takeRows(centres, spatialOrder(centres, 1));
}

/** Mean of each group's rows; a group without rows keeps its centre. */
function meansOf(X: Matrix, groupOf: Uint32Array, centres: Matrix): Matrix {
  const { cols } = X;
  const sums = new Float64Array(centres.rows * cols);
  const counts = new Uint32Array(centres.rows);
  groupOf.forEach((group, row) => {
    counts[group]++;
    for (let c = 0; c < cols; c++) sums[group * cols + c] += X.data[row * cols + c];
  });
  const means = Float32Array.from(sums, (sum, i) => {
    const size = counts[Math.floor(i / cols)];
    return size > 0 ? sum / size : centres.data[i];
  });
  return matrix(means, centres.rows, cols, X.scale);
}

/**
 * How many of the groups nearest to a row one has to look at to meet the given share of the sampled rows' true neighbours.
 * rank: for each sampled row its groups, nearest first (sample × groups); neighbours: (sample × k) rows.
 */
export function looksFor(
  share: number,
  nearest: Uint32Array,
  neighbours: Uint32Array,
  groupOf: Uint32Array,
  groups: number,
): number {
  const samples = nearest.length / groups;
  const k = neighbours.length / samples;
  const met = new Uint32Array(groups);
  const rank = new Uint32Array(groups);
  for (let s = 0; s < samples; s++) {
    for (let r = 0; r < groups; r++) rank[nearest[s * groups + r]] = r;
    for (let j = 0; j < k; j++) met[rank[groupOf[neighbours[s * k + j]]]]++;
  }
  let sum = 0;
  const looks = met.findIndex((count) => (sum += count) >= share * neighbours.length);
  return looks + 1;
}

/** The rows' order by group, first group first, rows of a group in their own order. */
export function orderByGroup(groupOf: Uint32Array, groups: number) {
  const starts = new Uint32Array(groups + 1);
  for (const group of groupOf) starts[group + 1]++;
  for (let g = 0; g < groups; g++) starts[g + 1] += starts[g];
  const next = starts.slice();
  const order = new Uint32Array(groupOf.length);
  groupOf.forEach((group, row) => (order[next[group]++] = row));
  return { starts, order };
}

/**
 * Where each row looks. nearest: its groups, nearest first (rows × looks), rows in the order of their groups. A row whose
 * groups hold fewer than `keep` others looks everywhere.
 */
export function lookTable(
  nearest: Uint32Array,
  starts: Uint32Array,
  near: Uint32Array,
  keep: number,
): RowGroups {
  const groups = starts.length - 1;
  const rows = starts[groups];
  const perRow = nearest.length / rows;
  const words = Math.ceil(groups / 32);
  const looks = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    let others = -1;
    for (let r = 0; r < perRow; r++) {
      const group = nearest[row * perRow + r];
      looks[row * words + (group >> 5)] |= 1 << (group & 31);
      others += starts[group + 1] - starts[group];
    }
    if (others < keep) looks.fill(0xffffffff, row * words, (row + 1) * words);
  }
  return { starts, near, looks, words, looksPerRow: perRow };
}
