/** How far the most likely class is before the second: 0 undecided … 1 sure. Distributions (rows × nClasses), one number a row. */
export function margins(distributions: Float32Array, nClasses: number): Float32Array {
  return byRow(distributions, nClasses, (row) => {
    let first = 0;
    let second = 0;
    for (const value of row) {
      if (value > first) [first, second] = [value, first];
      else if (value > second) second = value;
    }
    return first - second;
  });
}

/**
 * Entropy of each row as a share of the largest there could be: 0 sure … 1 nothing known. Rows of zeros, which nothing speaks
 * for, count as 1.
 */
export function entropies(distributions: Float32Array, nClasses: number): Float32Array {
  const largest = Math.log(nClasses);
  return byRow(distributions, nClasses, (row) => {
    if (row.every((value) => value === 0)) return 1;
    if (nClasses === 1) return 0;
    const entropy = row.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
    return Math.min(1, Math.max(0, entropy / largest));
  });
}

const byRow = (
  distributions: Float32Array,
  nClasses: number,
  measure: (row: Float32Array) => number,
): Float32Array =>
  Float32Array.from({ length: distributions.length / nClasses }, (_, row) =>
    measure(distributions.subarray(row * nClasses, (row + 1) * nClasses)),
  );
