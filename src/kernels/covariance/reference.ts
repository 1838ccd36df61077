import type { Matrix } from '../../core/matrix';

/** The covariance matrix of the stored values (divided by n) times v, in double precision. */
export function covarianceProductReference(
  { data, rows, cols }: Matrix,
  v: Float64Array,
): Float64Array {
  const means = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) means[i % cols] += data[i] / rows;
  const out = new Float64Array(cols);
  for (let r = 0; r < rows; r++) {
    let score = 0;
    for (let c = 0; c < cols; c++) score += (data[r * cols + c] - means[c]) * v[c];
    for (let c = 0; c < cols; c++) out[c] += ((data[r * cols + c] - means[c]) * score) / rows;
  }
  return out;
}
