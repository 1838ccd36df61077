import type { KernelRuntime } from '../../core/kernel-runtime';
import { takeRows, type Matrix } from '../../core/matrix';
import { meanSilhouette } from '../../core/metrics/silhouette';
import { part, type Task } from '../../core/task';
import { prepareRows, squaredDistanceBlock } from '../../kernels/distances/wasm';
import { sampleRows } from './sample';

/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 4e8;

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
    const wanted = (WORK_PER_SLICE / (X.rows * prepared.columns)) * kernels.threads;
    const step = Math.max(4, Math.floor(wanted / 4) * 4);
    for (let from = 0; from < X.rows; from += step) {
      const to = Math.min(X.rows, from + step);
      squaredDistanceBlock(kernels, prepared, from, to).forEach((square, i) => {
        const row = from + Math.floor(i / X.rows);
        sums[row * nClusters + labels[i % X.rows]] += Math.sqrt(square);
      });
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
