import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import { storageOf } from '../runtime/copy-in';

/** Columns per block of `kmeansMoments`. */
const COLUMNS = 64;
/** Raw values copied into kernel memory at a time. */
const VALUES_PER_CHUNK = 2 ** 21;

/** Copies raw rows into kernel memory a chunk at a time and has each worked on: (pointer, first row, rows). */
export function* overChunks(
  kernels: KernelRuntime,
  { data, rows, cols }: Matrix,
  work: (raw: number, from: number, count: number) => void,
): Task<void> {
  const most = Math.min(rows, Math.max(1, Math.floor(VALUES_PER_CHUNK / cols)));
  const rowBytes = cols * data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const mark = kernels.mark();
  try {
    const raw = kernels.alloc(most * rowBytes);
    for (let from = 0; from < rows; from += most) {
      const count = Math.min(most, rows - from);
      const chunk = bytes.subarray(from * rowBytes, (from + count) * rowBytes);
      kernels.u8(raw, chunk.length).set(chunk);
      work(raw, from, count);
      yield { fraction: (from + count) / rows, stage: 'Samples' };
    }
  } finally {
    kernels.release(mark);
  }
}

/** Means and variances of the stored values. Columns of one value have variance 0 exactly. */
export function* columnMoments(
  kernels: KernelRuntime,
  X: Matrix,
): Task<{ means: Float64Array; variances: Float64Array }> {
  const { data, rows, cols } = X;
  const first = Float64Array.from(data.subarray(0, cols));
  const mark = kernels.mark();
  try {
    const [base, sums, squares] = [0, 1, 2].map(() => kernels.alloc(cols * 8));
    kernels.f64(base, cols).set(first);
    const blocks = Math.ceil(cols / COLUMNS);
    yield* overChunks(kernels, X, (raw, _, count) => {
      const params = [storageOf(X), raw, count, cols, base, sums, squares];
      kernels.parallel('kmeansMoments', 0, blocks, ...params);
    });
    const ways = kernels.f64(sums, cols).slice();
    return {
      means: ways.map((sum, c) => first[c] + sum / rows),
      variances: kernels
        .f64(squares, cols)
        .map((square, c) => Math.max(0, square - (ways[c] * ways[c]) / rows) / rows),
    };
  } finally {
    kernels.release(mark);
  }
}
