/** Log density of one row x (cols) under a Gaussian of this mean, L⁻¹ (cols × cols) of its covariance L·Lᵀ. */
export function logDensityReference(
  x: Float64Array,
  mean: Float64Array,
  inverse: Float64Array,
): number {
  const cols = x.length;
  let log = (-cols / 2) * Math.log(2 * Math.PI);
  for (let i = 0; i < cols; i++) {
    let y = 0;
    for (let c = 0; c < cols; c++) y += inverse[i * cols + c] * (x[c] - mean[c]);
    log += Math.log(inverse[i * cols + i]) - (y * y) / 2;
  }
  return log;
}

/** Σ r·(x − mean) and Σ r·(x − mean)(x − mean)ᵀ (cols × cols) over the rows of X (rows × cols). */
export function momentsReference(
  X: Float64Array,
  shares: ArrayLike<number>,
  mean: Float64Array,
): { first: Float64Array; second: Float64Array } {
  const cols = mean.length;
  const first = new Float64Array(cols);
  const second = new Float64Array(cols * cols);
  for (let r = 0; r < shares.length; r++) {
    for (let a = 0; a < cols; a++) {
      const way = X[r * cols + a] - mean[a];
      first[a] += shares[r] * way;
      for (let b = 0; b < cols; b++) {
        second[a * cols + b] += shares[r] * way * (X[r * cols + b] - mean[b]);
      }
    }
  }
  return { first, second };
}
