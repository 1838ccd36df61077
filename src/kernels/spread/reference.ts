import { toFloat64, type Matrix } from '../../core/matrix';

/** exp(−gamma·‖q − x‖²) for every row q of Q and x of X: (Q.rows × X.rows). */
export function rbfReference(Q: Matrix, X: Matrix, gamma: number): Float64Array {
  const [q, x] = [toFloat64(Q), toFloat64(X)];
  return Float64Array.from({ length: Q.rows * X.rows }, (_, at) => {
    const [r, c] = [Math.floor(at / X.rows), at % X.rows];
    let squared = 0;
    for (let j = 0; j < X.cols; j++) squared += (q[r * X.cols + j] - x[c * X.cols + j]) ** 2;
    return Math.exp(-gamma * squared);
  });
}

/** W·F for row-major W (rows × columns) and F (columns × classes). */
export function productReference(
  W: Float64Array,
  F: Float64Array,
  columns: number,
  classes: number,
): Float64Array {
  const out = new Float64Array((W.length / columns) * classes);
  W.forEach((weight, at) => {
    const [r, c] = [Math.floor(at / columns), at % columns];
    for (let k = 0; k < classes; k++) out[r * classes + k] += weight * F[c * classes + k];
  });
  return out;
}
