/** K = −½·D∘D (rows × columns), entry by entry. */
export const scaledSquares = (D: ArrayLike<number>): Float64Array =>
  Float64Array.from(D, (distance) => -0.5 * distance * distance);

/** K with its row means and its column means taken off and its grand mean added (n × n). */
export function doubleCentred(K: Float64Array, n: number): Float64Array {
  const rowMeans = new Float64Array(n);
  const columnMeans = new Float64Array(n);
  let grand = 0;
  K.forEach((value, i) => {
    rowMeans[Math.floor(i / n)] += value / n;
    columnMeans[i % n] += value / n;
    grand += value / (n * n);
  });
  return K.map((value, i) => value - rowMeans[Math.floor(i / n)] - columnMeans[i % n] + grand);
}
