import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { RandomState } from '../../../core/random/random-state';
import type { Task } from '../../../core/task';
import { principalScores } from '../shared/principal-scores';

/** Half the width of a start, and of the noise on it: umap-learn's. */
const REACH = 10;
const NOISE = 1e-4;

/** Where the points start, row-major (X.rows × dims), within ±10. */
export function* startCoordinates(
  kernels: KernelRuntime,
  X: Matrix,
  { init, dims }: { init: 'pca' | 'random'; dims: number },
  random: RandomState,
): Task<Float32Array> {
  const length = X.rows * dims;
  if (init === 'random') return Float32Array.from({ length }, () => random.uniform(-REACH, REACH));
  const columns = yield* principalScores(kernels, X, dims);
  let largest = 0;
  for (const scores of columns)
    for (const score of scores) largest = Math.max(largest, Math.abs(score));
  const scale = largest > 0 ? REACH / largest : 0;
  // Rows that are alike would stay in one place for ever: a distance of 0 has no direction.
  return Float32Array.from(random.standardNormals(length), (noise, i) => {
    return columns[i % dims][Math.floor(i / dims)] * scale + NOISE * noise;
  });
}
