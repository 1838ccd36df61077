import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import { part, type Task } from '../../core/task';
import { storageOf } from '../runtime/copy-in';

const ROWS_PER_YIELD = 2048;
/** Values of one vector, by storage. */
const LANES = { 1: 16, 2: 4, 3: 2 };

/** A matrix in kernel memory as the k-means kernels read it: columns that differ between rows, padded to whole vectors. */
export interface Samples {
  kind: 1 | 2 | 3;
  data: number;
  rows: number;
  /** Values per row, padding included. */
  stride: number;
  /** Column of the matrix behind each value. */
  columns: Uint32Array;
  /** What was taken off each of these columns, in stored values: its mean, but nothing off pixels. */
  offsets: Float64Array;
  /** Variance of the stored values, averaged over all columns of the matrix. */
  variance: number;
  /** No row is farther than this from the mean, in stored values. */
  radius: number;
  /** Stored to meant values. */
  scale: number;
}

/** Means and variances of the stored values. Columns of one value have variance 0 exactly. */
export function* columnMoments({
  data,
  rows,
  cols,
}: Matrix): Task<{ means: Float64Array; variances: Float64Array }> {
  const first = data.subarray(0, cols);
  const [sums, squares] = [new Float64Array(cols), new Float64Array(cols)];
  for (let from = 0; from < rows; from += ROWS_PER_YIELD) {
    const to = Math.min(rows, from + ROWS_PER_YIELD);
    for (let r = from, at = from * cols; r < to; r++) {
      for (let c = 0; c < cols; c++, at++) {
        const difference = data[at] - first[c];
        sums[c] += difference;
        squares[c] += difference * difference;
      }
    }
    yield { fraction: to / rows, stage: 'Samples' };
  }
  return {
    means: sums.map((sum, c) => first[c] + sum / rows),
    variances: squares.map((square, c) => Math.max(0, square - (sums[c] * sums[c]) / rows) / rows),
  };
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
  const kind = storageOf(X);
  const { means, variances } = yield* part(columnMoments(X), 0, 0.5);
  const columns = Uint32Array.from(variances.keys()).filter(
    (c) => which === 'all' || variances[c] > 0,
  );
  const offsets =
    kind === 1 ? new Float64Array(columns.length) : Float64Array.from(columns, (c) => means[c]);
  const stride = Math.max(1, Math.ceil(columns.length / LANES[kind])) * LANES[kind];
  const variance = variances.reduce((sum, value) => sum + value, 0) / cols;
  const samples = { kind, data: 0, rows, stride, columns, offsets, variance, radius: 0, scale };
  samples.data = kernels.alloc(rows * stride * X.data.BYTES_PER_ELEMENT + 16);
  samples.radius = yield* part(copyRows(kernels, X, samples), 0.5, 1);
  return samples;
}

/** Fills `samples.data`; returns the radius. */
function* copyRows(
  kernels: KernelRuntime,
  { data, rows, cols }: Matrix,
  samples: Samples,
): Task<number> {
  const { stride, columns, offsets } = samples;
  let farthest = 0;
  for (let from = 0; from < rows; from += ROWS_PER_YIELD) {
    const to = Math.min(rows, from + ROWS_PER_YIELD);
    const values = valuesOf(kernels, samples);
    for (let r = from; r < to; r++) {
      let square = 0;
      for (let i = 0; i < columns.length; i++) {
        const value = data[r * cols + columns[i]] - offsets[i];
        values[r * stride + i] = value;
        square += value * value;
      }
      farthest = Math.max(farthest, square);
    }
    yield { fraction: to / rows, stage: 'Samples' };
  }
  return Math.sqrt(farthest);
}

/** The rows in kernel memory (rows × stride); valid until the next allocation. */
function valuesOf(kernels: KernelRuntime, { kind, data, rows, stride }: Samples): Matrix['data'] {
  if (kind === 1) return kernels.u8(data, rows * stride);
  return kind === 2 ? kernels.f32(data, rows * stride) : kernels.f64(data, rows * stride);
}

/** One row as a centre: f64 (stride). */
export function rowOf(kernels: KernelRuntime, samples: Samples, row: number): Float64Array {
  const { stride } = samples;
  return Float64Array.from(valuesOf(kernels, samples).subarray(row * stride, (row + 1) * stride));
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
