import { toFloat64, type Matrix } from '../../core/matrix';

/** Column means and (X − mean)ᵀ(X − mean), row-major (cols × cols), by the definition. */
export function scatterReference(X: Matrix): { mean: Float64Array; scatter: Float64Array } {
  const { rows, cols } = X;
  const values = toFloat64(X);
  const mean = new Float64Array(cols);
  for (let i = 0; i < values.length; i++) mean[i % cols] += values[i] / rows;
  const scatter = new Float64Array(cols * cols);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < cols; i++) {
      for (let j = 0; j < cols; j++) {
        scatter[i * cols + j] +=
          (values[r * cols + i] - mean[i]) * (values[r * cols + j] - mean[j]);
      }
    }
  }
  return { mean, scatter };
}

/** base[j] + Σ_c x_rc·W[j][c] for every row r; W: one array of length cols for each j. Row-major (rows × W.length). */
export function projectReference(X: Matrix, W: Float64Array[], base: Float64Array): Float64Array {
  const values = toFloat64(X);
  const out = new Float64Array(X.rows * W.length);
  for (let r = 0; r < X.rows; r++) {
    W.forEach((weights, j) => {
      let sum = base[j];
      for (let c = 0; c < X.cols; c++) sum += values[r * X.cols + c] * weights[c];
      out[r * W.length + j] = sum;
    });
  }
  return out;
}

/** Column means and (X − mean)(X − mean)ᵀ, row-major (rows × rows), by the definition. */
export function rowProductsReference(X: Matrix): { mean: Float64Array; products: Float64Array } {
  const { rows, cols } = X;
  const values = toFloat64(X);
  const mean = new Float64Array(cols);
  for (let i = 0; i < values.length; i++) mean[i % cols] += values[i] / rows;
  const products = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      for (let c = 0; c < cols; c++) {
        products[i * rows + j] +=
          (values[i * cols + c] - mean[c]) * (values[j * cols + c] - mean[c]);
      }
    }
  }
  return { mean, products };
}
