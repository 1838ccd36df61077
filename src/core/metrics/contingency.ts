/** How often each pair of labels occurs: the table that every comparison of two labelings starts from. */
export interface Contingency {
  /** Row-major (rows × cols), whole numbers in double precision: their products pass 2³¹, and 2⁵³ is far. */
  counts: Float64Array;
  rows: number;
  cols: number;
  rowSums: Float64Array;
  colSums: Float64Array;
  total: number;
}

/**
 * Counts pairs of codes a[i] (0 … rows−1) and b[i] (0 … cols−1). Codes that never occur leave an empty row or column,
 * which no metric here minds. Throws RangeError for labelings of different lengths or a code out of range.
 */
export function contingency(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rows: number,
  cols: number,
): Contingency {
  if (a.length !== b.length)
    throw new RangeError(`contingency: ${a.length} labels against ${b.length}`);
  const counts = new Float64Array(rows * cols);
  const rowSums = new Float64Array(rows);
  const colSums = new Float64Array(cols);
  for (let i = 0; i < a.length; i++) {
    const [row, col] = [a[i], b[i]];
    if (!(row >= 0 && row < rows && col >= 0 && col < cols))
      throw new RangeError(`contingency: labels ${row}, ${col} outside ${rows} × ${cols}`);
    counts[row * cols + col]++;
    rowSums[row]++;
    colSums[col]++;
  }
  return { counts, rows, cols, rowSums, colSums, total: a.length };
}
