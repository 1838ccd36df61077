import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import { copyIn, storageOf } from '../runtime/copy-in';
import { inSlices } from '../runtime/slices';

const ROWS = 64;
const KERNELS = { 1: 'projectBytes', 2: 'projectSingles', 3: 'projectDoubles' };

/**
 * base[j] + x·weights[j] for every row x of X, in meant values and double precision: row-major (rows × weights.length).
 * rows · cols · weights multiply-adds at most; zeros of X are left out.
 */
export function* projectRows(
  kernels: KernelRuntime,
  X: Matrix,
  weights: readonly Float64Array[],
  base: Float64Array,
): Task<Float64Array> {
  const { rows, cols, scale } = X;
  const count = weights.length;
  const stride = Math.ceil(count / 4) * 4;
  const mark = kernels.mark();
  try {
    const [w, b] = [kernels.alloc(cols * stride * 8), kernels.alloc(stride * 8)];
    const out = kernels.alloc(rows * stride * 8);
    const data = copyIn(kernels, X);
    const packed = kernels.f64(w, cols * stride);
    weights.forEach((vector, j) => {
      for (let c = 0; c < cols; c++) packed[c * stride + j] = vector[c] * scale;
    });
    kernels.f64(b, stride).set(base);
    yield* inSlices(kernels, {
      kernel: KERNELS[storageOf(X)],
      blocks: Math.ceil(rows / ROWS),
      perSlice: Math.ceil(3e7 / (ROWS * cols * stride)) * kernels.threads,
      params: [data, rows, cols, w, b, stride, out],
      stage: 'Projection',
    });
    const padded = kernels.f64(out, rows * stride);
    if (stride === count) return padded.slice();
    const result = new Float64Array(rows * count);
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < count; j++) result[r * count + j] = padded[r * stride + j];
    }
    return result;
  } finally {
    kernels.release(mark);
  }
}
