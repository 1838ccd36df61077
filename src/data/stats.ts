import type { ImageTable } from './dataset';

/** Rows of each class, by code; unlabelled rows are not counted. */
export function classCounts({ labels, classes }: ImageTable): number[] {
  const counts = new Array<number>(classes.length).fill(0);
  if (labels) for (const code of labels) if (code >= 0) counts[code]++;
  return counts;
}

/** Mean image of each class (classes × cols), in stored values; a class without rows is all 0. */
export function meanImages(table: ImageTable): Float32Array {
  const { pixels, labels, cols, rows, classes } = table;
  const sums = new Float64Array(classes.length * cols);
  for (let row = 0; row < rows; row++) {
    const code = labels ? labels[row] : -1;
    if (code < 0) continue;
    for (let c = 0; c < cols; c++) sums[code * cols + c] += pixels[row * cols + c];
  }
  const counts = classCounts(table);
  return Float32Array.from(sums, (sum, i) => sum / Math.max(1, counts[Math.floor(i / cols)]));
}
