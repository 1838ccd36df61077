/** Squared distance of row r of X to centre j, both row-major with `cols` columns. */
export function squareReference(
  X: ArrayLike<number>,
  r: number,
  centers: Float64Array,
  j: number,
  cols: number,
): number {
  let square = 0;
  for (let c = 0; c < cols; c++) square += (X[r * cols + c] - centers[j * cols + c]) ** 2;
  return square;
}

/** The nearest centre of each row, the first of equals. X: row-major (rows × cols); centers: (k × cols). */
export function nearestReference(
  X: ArrayLike<number>,
  centers: Float64Array,
  cols: number,
): Int32Array {
  return Int32Array.from({ length: X.length / cols }, (_, r) => {
    let nearest = 0;
    for (let j = 1; j * cols < centers.length; j++) {
      if (squareReference(X, r, centers, j, cols) < squareReference(X, r, centers, nearest, cols))
        nearest = j;
    }
    return nearest;
  });
}

/** Sums of each cluster's rows, row-major (k × cols). */
export function sumsReference(
  X: ArrayLike<number>,
  labels: Int32Array,
  k: number,
  cols: number,
): Float64Array {
  const sums = new Float64Array(k * cols);
  for (let i = 0; i < X.length; i++) sums[labels[Math.floor(i / cols)] * cols + (i % cols)] += X[i];
  return sums;
}
