import type { Task } from '../core/task';
import type { ImageTable } from './dataset';

/** Rows of each class, by code; unlabelled rows are not counted. */
export function classCounts({ labels, classes }: Pick<ImageTable, 'labels' | 'classes'>): number[] {
  const counts = new Array<number>(classes.length).fill(0);
  if (labels) for (const code of labels) if (code >= 0) counts[code]++;
  return counts;
}

/** Rows between two yields: a millisecond or two at 784 columns. */
const ROWS_PER_TURN = 2048;

/** Mean image of each class (classes × cols), in stored values; a class without rows is all 0. */
export function* meanImages(table: ImageTable): Task<Float32Array> {
  const { pixels, labels, cols, rows, classes } = table;
  const sums = new Float64Array(classes.length * cols);
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_PER_TURN === 0) yield { fraction: row / rows, stage: 'Mean images' };
    const code = labels ? labels[row] : -1;
    if (code < 0) continue;
    for (let c = 0; c < cols; c++) sums[code * cols + c] += pixels[row * cols + c];
  }
  const counts = classCounts(table);
  return Float32Array.from(sums, (sum, i) => sum / Math.max(1, counts[Math.floor(i / cols)]));
}

/** What `DataFrame.info()` prints of a table. */
export function tableInfo(table: ImageTable): string {
  const { rows, columns, dtype, memoryBytes } = table;
  const kinds = dtype.includes('(') ? dtype : `${dtype}(${columns.length})`;
  const plus = kinds.includes('object') ? '+' : '';
  return [
    `RangeIndex: ${rows} entries, 0 to ${rows - 1}`,
    `Columns: ${columns.length} entries, ${columns[0]} to ${columns.at(-1)}`,
    `dtypes: ${kinds}`,
    `memory usage: ${pandasSize(memoryBytes, plus)}`,
  ].join('\n');
}

function pandasSize(bytes: number, plus: string): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${plus} ${units[unit]}`;
}
