import type { KernelRuntime } from '../../../core/kernel-runtime';
import { signOf } from '../../../core/linalg/sign';
import { topEigenpairs } from '../../../core/linalg/top-eigenpairs';
import type { Matrix } from '../../../core/matrix';
import { part, type Task } from '../../../core/task';
import { CovarianceProduct } from '../../../kernels/covariance/wasm';
import { padRows } from '../../../kernels/rerank/wasm';

/** Single-precision products carry about seven digits; a start needs far fewer. */
const TOLERANCE = 1e-5;

/**
 * Scores on the first principal components in stored units, good enough for a map to start from: one array (rows) for each,
 * turned so that the score of largest size is positive, as scikit-learn 1.2's PCA.
 */
export function* principalScores(
  kernels: KernelRuntime,
  X: Matrix,
  dims: number,
): Task<Float32Array[]> {
  const mark = kernels.mark();
  try {
    const padded = yield* part(padRows(kernels, X, 'Start'), 0, 0.2);
    const covariance = new CovarianceProduct(kernels, padded);
    yield { fraction: 0.2, stage: 'Start' };
    const multiply = (v: Float64Array) => covariance.multiply(v);
    const leading = topEigenpairs(multiply, X.cols, dims, { tolerance: TOLERANCE });
    const { vectors } = yield* part(leading, 0.2, 1);
    return vectors.map((vector) => {
      const scores = covariance.scores(vector);
      const sign = signOf(scores);
      return scores.map((score) => sign * score);
    });
  } finally {
    kernels.release(mark);
  }
}
