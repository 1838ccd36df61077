import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import type { Task } from '../../../core/task';
import { principalScores } from '../shared/principal-scores';
import type { TsneParams } from './params';

/** Width of the start, scikit-learn's. */
const SPREAD = 1e-4;

function deviation(scores: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const score of scores) sum += score;
  const mean = sum / scores.length;
  for (const score of scores) squares += (score - mean) ** 2;
  return Math.sqrt(squares / scores.length);
}

/** Scores on the first principal components, all divided by the deviation of the first, times 1e-4. */
function* principalStart(kernels: KernelRuntime, X: Matrix, dims: number): Task<Float32Array> {
  const columns = yield* principalScores(kernels, X, dims);
  const width = deviation(columns[0]);
  const scale = width > 0 ? SPREAD / width : 0;
  return Float32Array.from({ length: X.rows * dims }, (_, i) => {
    return columns[i % dims][Math.floor(i / dims)] * scale;
  });
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
