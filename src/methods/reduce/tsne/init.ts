import type { KernelRuntime } from '../../../core/kernel-runtime';
import { signOf } from '../../../core/linalg/sign';
import { topEigenpairs } from '../../../core/linalg/top-eigenpairs';
import type { Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { CovarianceProduct } from '../../../kernels/tsne-init/wasm';
import { padRows } from '../../../kernels/tsne-rerank/wasm';
import type { TsneParams } from './params';

/** Width of the start, scikit-learn's. */
const SPREAD = 1e-4;
/** Single-precision products carry about seven digits; a start needs far fewer. */
const TOLERANCE = 1e-5;

function deviation(scores: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const score of scores) sum += score;
  const mean = sum / scores.length;
  for (const score of scores) squares += (score - mean) ** 2;
  return Math.sqrt(squares / scores.length);
}

/** Scores on the first principal components, all divided by the deviation of the first, times 1e-4. */
function* principalStart(kernels: KernelRuntime, X: Matrix, dims: number): Task<Float32Array> {
  const mark = kernels.mark();
  try {
    const padded = yield* part(padRows(kernels, X, 'Start'), 0, 0.2);
    const covariance = new CovarianceProduct(kernels, padded);
    yield { fraction: 0.2, stage: 'Start' };
    const multiply = (v: Float64Array) => covariance.multiply(v);
    const leading = topEigenpairs(multiply, X.cols, dims, { tolerance: TOLERANCE });
    const { vectors } = yield* part(leading, 0.2, 1);
    const columns = vectors.map((vector) => covariance.scores(vector));
    const width = deviation(columns[0]);
    const coordinates = new Float32Array(X.rows * dims);
    columns.forEach((scores, axis) => {
      const scale = width > 0 ? (signOf(scores) * SPREAD) / width : 0;
      for (let row = 0; row < X.rows; row++) coordinates[row * dims + axis] = scores[row] * scale;
    });
    return coordinates;
  } finally {
    kernels.release(mark);
  }
}

/** Where the points start, row-major (rows × nComponents), in the order given. A random start belongs to the rows' own. */
export function* startCoordinates(
  kernels: KernelRuntime,
  { X, order }: { X: Matrix; order: Uint32Array },
  { init, nComponents: dims, randomState }: TsneParams,
): Task<Float32Array> {
  if (init === 'pca') return yield* principalStart(kernels, X, dims);
  const normals = new RandomState(randomState).standardNormals(X.rows * dims);
  return Float32Array.from(normals, (_, i) => {
    return SPREAD * normals[order[Math.floor(i / dims)] * dims + (i % dims)];
  });
}
