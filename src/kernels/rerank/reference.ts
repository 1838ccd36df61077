import type { Matrix } from '../../core/matrix';

/** The k nearest of each row's candidates as [index, squared distance in meant values], ties by lower index. */
export function rerankReference(
  { data, rows, cols, scale }: Matrix,
  candidates: Uint32Array,
  k: number,
): [number, number][][] {
  const count = candidates.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const list = Array.from(candidates.subarray(row * count, (row + 1) * count), (other) => {
      let square = 0;
      for (let c = 0; c < cols; c++)
        square += (data[row * cols + c] - data[other * cols + c]) ** 2 * scale ** 2;
      return [other, square] as [number, number];
    });
    return list.sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, k);
  });
}
