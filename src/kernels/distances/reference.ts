import type { Matrix } from '../../core/matrix';

/** Squared distances of rows `from … to−1` to all rows, row-major ((to − from) × rows), in meant values. */
export function squaredDistanceReference(X: Matrix, from: number, to: number): Float64Array {
  const { data, rows, cols, scale } = X;
  const out = new Float64Array((to - from) * rows);
  for (let q = from; q < to; q++) {
    for (let r = 0; r < rows; r++) {
      let square = 0;
      for (let c = 0; c < cols; c++) square += (data[q * cols + c] - data[r * cols + c]) ** 2;
      out[(q - from) * rows + r] = square * scale ** 2;
    }
  }
  return out;
}
