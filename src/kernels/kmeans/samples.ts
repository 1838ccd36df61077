import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import { part, type Task } from '../../core/task';
import { storageOf } from '../runtime/copy-in';
import { columnMoments, overChunks } from './moments';

/** Rows per block of `kmeansPack`. */
const ROWS = 64;
/** Bytes of a value, and values that kernels take together, by kind. */
const VALUE_BYTES = { 1: 1, 2: 4, 3: 8 };
const LANES = { 1: 32, 2: 4, 3: 2 };
/** More columns of bytes could overflow sums of 32 bits. */
const BYTE_COLUMNS_MAX = 32_000;

/** A matrix in kernel memory as the k-means kernels read it: columns that differ between rows, padded to whole vectors. */
export interface Samples {
  /** 1 u8, 2 f32, 3 f64. */
  kind: 1 | 2 | 3;
  data: number;
  rows: number;
  /** Values per row, padding included. */
  stride: number;
  /** Column of the matrix behind each value. */
  columns: Uint32Array;
  /** What was taken off each of these columns, in stored values: its mean, but nothing off bytes. */
  offsets: Float64Array;
  /** Near the mean of the values (stride): whole numbers for bytes, zeros elsewhere. */
  shift: Float64Array;
  /** Pointer to ‖x‖² − 2·x·shift, i32 (rows), for bytes. */
  norms: number;
  /** Variance of the stored values, averaged over all columns of the matrix. */
  variance: number;
  /** No row is farther than this from the shift. */
  radius: number;
  /** Stored to meant values. */
  scale: number;
}

/**
 * Copies a matrix into kernel memory, the caller's to release. Values other than pixels are centred, as scikit-learn does.
 * `which`: columns that differ between rows are enough to compare rows of one matrix; rows and centres from elsewhere
 * need all.
 */
export function* packSamples(
  kernels: KernelRuntime,
  X: Matrix,
  which: 'varying' | 'all' = 'varying',
): Task<Samples> {
  const { rows, cols, scale } = X;
  const { means, variances } = yield* part(columnMoments(kernels, X), 0, 0.5);
  const columns = Uint32Array.from(variances.keys()).filter(
    (c) => which === 'all' || variances[c] > 0,
  );
  const stored = storageOf(X);
  const kind = stored === 1 && columns.length > BYTE_COLUMNS_MAX ? 2 : stored;
  const center = Float64Array.from(columns, (c) => means[c]);
  const stride = Math.max(1, Math.ceil(columns.length / LANES[kind])) * LANES[kind];
  const shift = new Float64Array(stride);
  if (kind === 1) shift.set(center.map(Math.round));
  const samples: Samples = {
    kind,
    data: kernels.alloc(rows * stride * VALUE_BYTES[kind] + 16),
    rows,
    stride,
    columns,
    offsets: kind === 1 ? new Float64Array(columns.length) : center,
    shift,
    norms: kind === 1 ? kernels.alloc(rows * 4) : 0,
    variance: variances.reduce((sum, value) => sum + value, 0) / cols,
    radius: 0,
    scale,
  };
  samples.radius = yield* part(copyRows(kernels, X, samples), 0.5, 1);
  return samples;
}

/** Fills `samples.data` and `samples.norms`; returns the radius. */
function* copyRows(kernels: KernelRuntime, X: Matrix, samples: Samples): Task<number> {
  const { kind, data, norms, stride, columns, offsets, shift } = samples;
  const mark = kernels.mark();
  try {
    const count = columns.length;
    const list = kernels.alloc(count * 4);
    const taken = kernels.alloc(count * 8);
    const near = kernels.alloc(stride * 8);
    kernels.u32(list, count).set(columns);
    kernels.f64(taken, count).set(offsets);
    kernels.f64(near, stride).set(shift);
    let most = -Infinity;
    yield* overChunks(kernels, X, (raw, from, rows) => {
      const blocks = Math.ceil(rows / ROWS);
      const inner = kernels.mark();
      const maxima = kernels.alloc(blocks * 8);
      const chosen = [list, count, taken, near];
      const out = [data + from * stride * VALUE_BYTES[kind], stride, norms + from * 4, maxima];
      const params = [storageOf(X), kind, raw, rows, X.cols, ...chosen, ...out];
      kernels.parallel('kmeansPack', 0, blocks, ...params);
      most = Math.max(most, ...kernels.f64(maxima, blocks));
      kernels.release(inner);
    });
    return Math.sqrt(Math.max(0, most + shift.reduce((sum, value) => sum + value * value, 0)));
  } finally {
    kernels.release(mark);
  }
}

function view(kernels: KernelRuntime, kind: 1 | 2 | 3, pointer: number, length: number) {
  if (kind === 1) return kernels.u8(pointer, length);
  return kind === 2 ? kernels.f32(pointer, length) : kernels.f64(pointer, length);
}

/** One row as a centre: f64 (stride). */
export function rowOf(
  kernels: KernelRuntime,
  { kind, data, rows, stride }: Samples,
  row: number,
): Float64Array {
  const values = view(kernels, kind, data, rows * stride);
  return new Float64Array(values.subarray(row * stride, (row + 1) * stride));
}

/** Centres in meant values (k × cols) as the samples' values (k × stride). */
export function toStored(samples: Samples, centers: Float64Array, cols: number): Float64Array {
  const { stride, columns, offsets, scale } = samples;
  const stored = new Float64Array((centers.length / cols) * stride);
  for (let j = 0; j * cols < centers.length; j++) {
    columns.forEach(
      (c, i) => (stored[j * stride + i] = centers[j * cols + c] / scale - offsets[i]),
    );
  }
  return stored;
}

/** Centres in the samples' values (k × stride) as meant values (k × cols); a column left out has one value, X's first. */
export function toMeant(samples: Samples, stored: Float64Array, X: Matrix): Float64Array {
  const { stride, columns, offsets, scale } = samples;
  const { data, cols } = X;
  const centers = new Float64Array((stored.length / stride) * cols);
  for (let j = 0; j * stride < stored.length; j++) {
    for (let c = 0; c < cols; c++) centers[j * cols + c] = data[c] * scale;
    columns.forEach(
      (c, i) => (centers[j * cols + c] = (stored[j * stride + i] + offsets[i]) * scale),
    );
  }
  return centers;
}
