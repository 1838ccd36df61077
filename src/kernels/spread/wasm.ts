import type { KernelRuntime } from '../../core/kernel-runtime';
import { toFloat64, type Matrix } from '../../core/matrix';
import type { Signal, Task } from '../../core/task';
import { evenStride, readPadded, writePadded } from '../runtime/padded';
import { inSlices } from '../runtime/slices';
import { wholePass } from '../runtime/whole-pass';

const ROWS = 8;
const STAGE = 'Spreading';
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
 * to = W·from, both f64 in kernel memory, (columns × stride) and (rows × stride), stride even. Goes on to its end when
 * asked to stop: half a product is of no use, and a whole one takes at most about a second.
 */
export function* denseProduct(
  kernels: KernelRuntime,
  { pointer, rows, columns }: Affinities,
  from: number,
  to: number,
  stride: number,
): Task<Signal> {
  return yield* wholePass(kernels, {
    kernel: 'denseSpread',
    blocks: Math.ceil(rows / ROWS),
    workPerBlock: ROWS * columns * stride,
    params: [pointer, from, to, rows, columns, stride],
    stage: STAGE,
  });
}

/** W·F, a new array (rows × classes); F is (columns × classes). */
export function* denseSpread(
  kernels: KernelRuntime,
  affinities: Affinities,
  F: Float64Array,
  classes: number,
): Task<Float64Array> {
  const { rows, columns } = affinities;
  const stride = evenStride(classes);
  const mark = kernels.mark();
  try {
    const [from, to] = [kernels.alloc(columns * stride * 8), kernels.alloc(rows * stride * 8)];
    writePadded(kernels, F, classes, from);
    yield* denseProduct(kernels, affinities, from, to, stride);
    return readPadded(kernels, to, rows, classes);
  } finally {
    kernels.release(mark);
  }
}
