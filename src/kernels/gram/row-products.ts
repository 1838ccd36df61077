import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import { part, type Task } from '../../core/task';
import { scatterMatrix } from './scatter';

export interface RowProducts {
  /** Column means of X (cols), in meant values. */
  mean: Float64Array;
  /** (X − mean)(X − mean)ᵀ, symmetric, row-major (rows × rows), in meant values. */
  products: Float64Array;
  /** Xᵀ, pixels as they are, other values less their mean: `projectRows` of it sums rows of X. */
  transposed: Matrix;
}

/**
 * Centred products of all pairs of rows, for tables wider than high: cols · rows² / 2 multiply-adds, of whole numbers where
 * X holds pixels.
 */
export function* rowProducts(kernels: KernelRuntime, X: Matrix): Task<RowProducts> {
  const { rows, cols } = X;
  const { mean, transposed } = transpose(X);
  yield { fraction: 0.1, stage: 'Covariance' };
  const { mean: rowMeans, scatter } = yield* part(scatterMatrix(kernels, transposed), 0.1, 0.95);
  // `scatter` is centred along the rows of X: that is undone, and centred along its columns instead.
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) scatter[i * rows + j] += cols * rowMeans[i] * rowMeans[j];
  }
  centre(scatter, rows);
  return { mean, products: scatter, transposed };
}

function transpose({ data, rows, cols, scale }: Matrix): {
  mean: Float64Array;
  transposed: Matrix;
} {
  const pixels = data instanceof Uint8Array;
  const turned = pixels ? new Uint8Array(data.length) : new Float64Array(data.length);
  const mean = new Float64Array(cols);
  for (let c = 0; c < cols; c++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += data[r * cols + c];
    const shift = pixels ? 0 : sum / rows;
    for (let r = 0; r < rows; r++) turned[c * rows + r] = data[r * cols + c] - shift;
    mean[c] = (sum / rows) * scale;
  }
  return { mean, transposed: { data: turned, rows: cols, cols: rows, scale } };
}

/** A − rowmean − columnmean + grandmean, in place. */
function centre(A: Float64Array, n: number): void {
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) means[i] += A[i * n + j] / n;
  const grand = means.reduce((sum, value) => sum + value / n, 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) A[i * n + j] += grand - means[i] - means[j];
  }
}
