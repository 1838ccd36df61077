/** What pandas would make of one column. */
type Kind = 'float64' | 'int64' | 'object';

/** Bytes of pandas' RangeIndex. */
const INDEX_BYTES = 128;

const isWhole = (value: number): boolean => value === Math.floor(value);

function labelKind(classes: readonly string[], hasBlanks: boolean): Kind {
  const numbers = classes.map(Number);
  if (numbers.some(Number.isNaN)) return 'object';
  return hasBlanks || !numbers.every(isWhole) ? 'float64' : 'int64';
}

function wholeColumns(pixels: Uint8Array | Float32Array, cols: number): number {
  if (pixels instanceof Uint8Array) return cols;
  const fractional = new Uint8Array(cols);
  for (let i = 0, c = 0; i < pixels.length; i++, c = c + 1 === cols ? 0 : c + 1) {
    if (!isWhole(pixels[i])) fractional[c] = 1;
  }
  return cols - fractional.reduce((sum, flag) => sum + flag, 0);
}

/** The `dtypes` line of `DataFrame.info()`: one name, or each with its number of columns. */
export function pandasDtype(
  pixels: Uint8Array | Float32Array,
  cols: number,
  labels: Int32Array | undefined,
  classes: readonly string[],
): string {
  const whole = wholeColumns(pixels, cols);
  const counts: Record<Kind, number> = { float64: cols - whole, int64: whole, object: 0 };
  if (labels) counts[labelKind(classes, labels.includes(-1))]++;
  const present = (Object.keys(counts) as Kind[]).filter((kind) => counts[kind] > 0);
  if (present.length === 1) return present[0];
  return present.map((kind) => `${kind}(${counts[kind]})`).join(', ');
}

/** The `memory usage` of `DataFrame.info()`, in bytes: eight a cell, and the index. */
export const pandasMemory = (rows: number, columns: number): number =>
  rows * columns * 8 + INDEX_BYTES;
