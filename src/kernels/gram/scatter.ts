import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import { copyIn } from '../runtime/copy-in';

export interface Scatter {
  /** Column means (cols), in meant values. */
  mean: Float64Array;
  /** (X − mean)ᵀ(X − mean), symmetric, row-major (cols × cols), in meant values. */
  scatter: Float64Array;
}

/** Samples of one step: their packed form stays in the second-level cache. */
const SAMPLES = 512;
const STAGE = 'Covariance';

/**
 * Column means and centred products of all pairs of columns: rows · cols² / 2 multiply-adds. Pixels are multiplied as
 * whole numbers without any rounding; other values are centred first and multiplied in double precision.
 */
export function* scatterMatrix(kernels: KernelRuntime, X: Matrix): Task<Scatter> {
  const mark = kernels.mark();
  try {
    return X.data instanceof Uint8Array ? yield* ofPixels(kernels, X) : yield* ofReals(kernels, X);
  } finally {
    kernels.release(mark);
  }
}

function* ofPixels(kernels: KernelRuntime, X: Matrix): Task<Scatter> {
  const { rows, cols, scale } = X;
  const panels = Math.ceil(cols / 8);
  const padded = panels * 8;
  const gram = kernels.alloc(padded * padded * 8);
  const sums = kernels.alloc(padded * 4);
  const packed = kernels.alloc(panels * (SAMPLES / 2) * 32);
  const data = copyIn(kernels, X);
  const totals = new Float64Array(padded);
  for (let from = 0; from < rows; from += SAMPLES) {
    const count = Math.min(SAMPLES, rows - from);
    kernels.i32(sums, padded).fill(0);
    kernels.parallel('gramPackWhole', 0, panels, data, cols, from, count, packed, sums);
    kernels.parallel('gramWhole', 0, panels, packed, (count + 1) >> 1, panels, gram);
    kernels.i32(sums, padded).forEach((sum, c) => (totals[c] += sum));
    yield { fraction: (from + count) / rows, stage: STAGE };
  }
  const products = kernels.f64(gram, padded * padded);
  const scatter = new Float64Array(cols * cols);
  for (let i = 0; i < cols; i++) {
    for (let j = i; j < cols; j++) {
      // n·Σxy − Σx·Σy is a whole number: below 2⁵³ for up to 372,000 rows of pixels, so nothing is lost here either.
      const whole = rows * products[i * padded + j] - totals[i] * totals[j];
      scatter[i * cols + j] = scatter[j * cols + i] = (whole / rows) * scale * scale;
    }
  }
  return { mean: totals.subarray(0, cols).map((sum) => (sum / rows) * scale), scatter };
}

function* ofReals(kernels: KernelRuntime, X: Matrix): Task<Scatter> {
  const { data, rows, cols, scale } = X;
  const mean = new Float64Array(cols);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) mean[c] += data[r * cols + c];
  for (let c = 0; c < cols; c++) mean[c] /= rows;
  const panels = Math.ceil(cols / 4);
  const padded = panels * 4;
  const gram = kernels.alloc(padded * padded * 8);
  const packed = kernels.alloc(panels * SAMPLES * 32);
  for (let from = 0; from < rows; from += SAMPLES) {
    const count = Math.min(SAMPLES, rows - from);
    const values = kernels.f64(packed, panels * count * 4);
    for (let s = 0; s < count; s++) {
      for (let c = 0, at = (from + s) * cols; c < cols; c++, at++) {
        values[((c >> 2) * count + s) * 4 + (c & 3)] = data[at] - mean[c];
      }
    }
    kernels.parallel('gramDouble', 0, panels, packed, count, panels, gram);
    yield { fraction: (from + count) / rows, stage: STAGE };
  }
  const products = kernels.f64(gram, padded * padded);
  const scatter = new Float64Array(cols * cols);
  for (let i = 0; i < cols; i++) {
    for (let j = i; j < cols; j++) {
      scatter[i * cols + j] = scatter[j * cols + i] = products[i * padded + j] * scale * scale;
    }
  }
  return { mean: mean.map((value) => value * scale), scatter };
}
