import type { Matrix } from '../../../core/matrix';

/** The meant values of some rows (rows.length × cols), one after another; room for augmentation. */
export function gatherImages(X: Matrix, rows: ArrayLike<number>): Float32Array {
  const { data, cols, scale } = X;
  const out = new Float32Array(rows.length * cols);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * cols;
    const to = i * cols;
    for (let c = 0; c < cols; c++) out[to + c] = data[from + c] * scale;
  }
  return out;
}

export const gatherLabels = (y: Int32Array, rows: ArrayLike<number>): Int32Array =>
  Int32Array.from({ length: rows.length }, (_, i) => y[rows[i]]);
