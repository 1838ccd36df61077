import type { KernelRuntime } from '../../core/kernel-runtime';
import { takeRows, type Matrix } from '../../core/matrix';
import { meanSilhouette } from '../../core/metrics/silhouette';
import { part, type Task } from '../../core/task';
import { prepareRows, squaredDistanceBlock } from '../../kernels/distances/wasm';
import { sampleRows } from './sample';

/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 4e8;
/** What adding up one distance costs, in multiply-adds of the kernel that measures it. */
const ADDING = 200;

export interface SampledSilhouette {
  /** Undefined where there is none: see `meanSilhouette`. */
  silhouette: number | undefined;
  silhouetteRows: number;
}

/** Sum of the distances of each row to the rows of each cluster, row-major (rows × nClusters). */
function* clusterSums(
  kernels: KernelRuntime,
  X: Matrix,
  labels: Int32Array,
  nClusters: number,
): Task<Float64Array> {
  const mark = kernels.mark();
  try {
    const prepared = yield* part(prepareRows(kernels, X), 0, 0.1);
    const sums = new Float64Array(X.rows * nClusters);
    const perRow = X.rows * (prepared.columns + ADDING);
    const wanted = (WORK_PER_SLICE / perRow) * kernels.threads;
    const step = Math.max(4, Math.floor(wanted / 4) * 4);
    for (let from = 0; from < X.rows; from += step) {
      const to = Math.min(X.rows, from + step);
      const squares = squaredDistanceBlock(kernels, prepared, from, to);
      for (let row = from, at = 0; row < to; row++) {
        for (let other = 0; other < X.rows; other++, at++)
          sums[row * nClusters + labels[other]] += Math.sqrt(squares[at]);
      }
      yield { fraction: 0.1 + (0.9 * to) / X.rows, stage: 'Silhouette' };
    }
    return sums;
  } finally {
    kernels.release(mark);
  }
}

/** Silhouette of a clustering in the space that was clustered, on a seeded sample of at most `count` rows. */
export function* sampledSilhouette(
  kernels: KernelRuntime,
  X: Matrix,
  labels: Int32Array,
  nClusters: number,
  count: number,
): Task<SampledSilhouette> {
  const rows = sampleRows(X.rows, count);
  const sampled = Int32Array.from(rows, (row) => labels[row]);
  const sums = yield* clusterSums(kernels, takeRows(X, rows), sampled, nClusters);
  return {
    silhouette: meanSilhouette(sums, sampled, nClusters),
    silhouetteRows: rows.length,
  };
}
