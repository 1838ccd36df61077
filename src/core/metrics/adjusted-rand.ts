import type { Contingency } from './contingency';

const squares = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value * value, 0);

/**
 * Adjusted Rand index (Hubert & Arabie 1985) over ordered pairs of rows, as scikit-learn's `adjusted_rand_score`: 0 by
 * chance, 1 for the same groups, negative for worse than chance.
 */
export function adjustedRand({ counts, rowSums, colSums, total }: Contingency): number {
  const together = squares(counts);
  const inCols = squares(colSums) - together;
  const inRows = squares(rowSums) - together;
  if (inCols === 0 && inRows === 0) return 1;
  const inBoth = together - total;
  const inNone = total * total - inCols - inRows - together;
  return (
    (2 * (inBoth * inNone - inRows * inCols)) /
    ((inBoth + inRows) * (inRows + inNone) + (inBoth + inCols) * (inCols + inNone))
  );
}
