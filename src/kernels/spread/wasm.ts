import type { KernelRuntime } from '../../core/kernel-runtime';
import { toFloat64, type Matrix } from '../../core/matrix';
import type { Signal, Task } from '../../core/task';
import { inSlices } from '../runtime/slices';

const ROWS = 8;
/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 15_000_000;

const perSlice = (kernels: KernelRuntime, workPerRow: number): number =>
  Math.ceil((WORK_PER_SLICE * kernels.threads) / (workPerRow * ROWS));

const copyIn = (kernels: KernelRuntime, values: Float64Array): number => {
  const pointer = kernels.alloc(values.byteLength);
  kernels.f64(pointer, values.length).set(values);
  return pointer;
};

export interface Affinities {
  /** Pointer to f64 (rows × columns) in kernel memory, the caller's to release. */
  pointer: number;
  rows: number;
  columns: number;
  signal: Signal;
}

/**
 * Weights exp(−gamma·d²) between the rows of Q and those of X; `withoutSelf` puts zeros on the diagonal (Q = X).
 * rows × columns × 8 bytes, and as many exponentials.
 */
export function* rbfAffinities(
  kernels: KernelRuntime,
  Q: Matrix,
  X: Matrix,
  gamma: number,
  withoutSelf: boolean,
): Task<Affinities> {
  const [rows, columns] = [Q.rows, X.rows];
  const pointer = kernels.alloc(rows * columns * 8);
  const mark = kernels.mark();
  try {
    const x = copyIn(kernels, toFloat64(X));
    const q = Q === X ? x : copyIn(kernels, toFloat64(Q));
    const signal = yield* inSlices(kernels, {
      kernel: 'rbfAffinities',
      blocks: Math.ceil(rows / ROWS),
      perSlice: perSlice(kernels, columns * (X.cols + 20)),
      params: [q, x, pointer, gamma, rows, columns, X.cols, withoutSelf ? 0 : columns],
      stage: 'Affinities',
    });
    return { pointer, rows, columns, signal };
  } finally {
    kernels.release(mark);
  }
}

/**
 * W·F, a new array (rows × classes); F is (columns × classes). Goes on to its end when asked to stop: half a product is
 * of no use, and a whole one takes at most about a second.
 */
export function* denseSpread(
  kernels: KernelRuntime,
  { pointer, rows, columns }: Affinities,
  F: Float64Array,
  classes: number,
): Task<Float64Array> {
  const stride = classes + (classes % 2);
  const mark = kernels.mark();
  try {
    const [f, out] = [kernels.alloc(columns * stride * 8), kernels.alloc(rows * stride * 8)];
    const padded = kernels.f64(f, columns * stride);
    for (let c = 0; c < columns; c++)
      padded.set(F.subarray(c * classes, (c + 1) * classes), c * stride);
    const blocks = Math.ceil(rows / ROWS);
    const slice = perSlice(kernels, columns * stride);
    for (let from = 0; from < blocks; from += slice) {
      const to = Math.min(blocks, from + slice);
      kernels.parallel('denseSpread', from, to, pointer, f, out, rows, columns, stride);
      yield { fraction: to / blocks, stage: 'Spreading' };
    }
    const sums = kernels.f64(out, rows * stride);
    const result = new Float64Array(rows * classes);
    for (let r = 0; r < rows; r++)
      result.set(sums.subarray(r * stride, r * stride + classes), r * classes);
    return result;
  } finally {
    kernels.release(mark);
  }
}
