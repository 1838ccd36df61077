import type { Matrix } from './matrix';

/** Leading columns worth splitting along. */
const COLUMNS = 32;

/** Column, among the leading ones, in which the listed rows vary most. */
function widestColumn({ data, cols }: Matrix, order: Uint32Array): number {
  const columns = Math.min(cols, COLUMNS);
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let i = 0; i < order.length; i++) {
    const first = order[i] * cols;
    for (let c = 0; c < columns; c++) {
      const value = data[first + c];
      sums[c] += value;
      squares[c] += value * value;
    }
  }
  let [widest, most] = [0, -1];
  for (let c = 0; c < columns; c++) {
    const variance = squares[c] - (sums[c] * sums[c]) / order.length;
    if (variance > most) [widest, most] = [c, variance];
  }
  return widest;
}

/** Rearranges the list so that no row before `middle` has a larger value in the column than any from there on. */
function splitAt({ data, cols }: Matrix, order: Uint32Array, column: number, middle: number): void {
  let [low, high] = [0, order.length - 1];
  while (low < high) {
    const pivot = data[order[(low + high) >> 1] * cols + column];
    let [i, j] = [low, high];
    while (i <= j) {
      while (data[order[i] * cols + column] < pivot) i++;
      while (data[order[j] * cols + column] > pivot) j--;
      if (i > j) break;
      const kept = order[i];
      order[i++] = order[j];
      order[j--] = kept;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/**
 * An order of the rows in which near rows are mostly near: that of the leaves of a k-d tree (Bentley 1975). Whatever
 * gathers over neighbours then finds them in the cache. `leaf` rows may stay in any order among themselves. O(n·log n).
 */
export function spatialOrder(X: Matrix, leaf: number): Uint32Array {
  const order = Uint32Array.from({ length: X.rows }, (_, row) => row);
  const split = (part: Uint32Array): void => {
    if (part.length <= leaf) return;
    const middle = part.length >> 1;
    splitAt(X, part, widestColumn(X, part), middle);
    split(part.subarray(0, middle));
    split(part.subarray(middle));
  };
  split(order);
  return order;
}
