import type { Matrix } from '../../core/matrix';

/**
 * The k rows of X nearest to each row of Q by sorting all distances, ties by lower index; with `self` = false a row is
 * left out of its own list (Q = X). The readable form of the search in `wasm.ts`.
 */
export function knnReference(
  Q: Matrix,
  X: Matrix,
  k: number,
  self: boolean,
): { indices: Uint32Array; squaredDistances: Float64Array } {
  const indices = new Uint32Array(Q.rows * k);
  const squaredDistances = new Float64Array(Q.rows * k);
  for (let q = 0; q < Q.rows; q++) {
    const all: [number, number][] = [];
    for (let r = 0; r < X.rows; r++) {
      if (!self && r === q) continue;
      let square = 0;
      for (let c = 0; c < X.cols; c++) {
        square += (Q.data[q * X.cols + c] - X.data[r * X.cols + c]) ** 2;
      }
      all.push([square * X.scale ** 2, r]);
    }
    all.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (let i = 0; i < k; i++) [squaredDistances[q * k + i], indices[q * k + i]] = all[i];
  }
  return { indices, squaredDistances };
}
