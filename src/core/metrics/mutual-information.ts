import type { Contingency } from './contingency';
import { expectedMutualInformation } from './expected-mutual-information';

/** All in natural logarithms, with the limit cases of scikit-learn. */
export interface InformationScores {
  /** Mutual information over the mean of both entropies. */
  nmi: number;
  /** The same, both less what chance would give: 0 by chance, 1 for the same groups. */
  ami: number;
  /** 1 when every column (cluster) holds rows of one row label (class) only. */
  homogeneity: number;
  /** 1 when every class lies in one cluster. */
  completeness: number;
  /** Harmonic mean of both; equal to `nmi` but for the limit cases. */
  vMeasure: number;
}

const entropy = (sums: Float64Array, total: number): number => {
  let sum = 0;
  for (const count of sums)
    if (count > 0) sum -= (count / total) * (Math.log(count) - Math.log(total));
  return sum;
};

/** Mutual information in nats; rounding to below zero counts as zero, as do terms below the double's epsilon. */
export function mutualInformation(table: Contingency): number {
  const { counts, rows, cols, rowSums, colSums, total } = table;
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) {
      const count = counts[r * cols + c];
      if (count === 0) continue;
      const term =
        (count / total) *
        (Math.log(count) + Math.log(total) - Math.log(rowSums[r]) - Math.log(colSums[c]));
      if (Math.abs(term) >= Number.EPSILON) sum += term;
    }
  }
  return Math.max(0, sum);
}

const groups = (sums: Float64Array): number => sums.filter((count) => count > 0).length;

/** Scores of the columns' grouping against the rows'; O(min(rows, cols) · total) for the expectation at most. */
export function informationScores(table: Contingency): InformationScores {
  const { rowSums, colSums, total } = table;
  const information = mutualInformation(table);
  const classes = entropy(rowSums, total);
  const clusters = entropy(colSums, total);
  const homogeneity = classes === 0 ? 1 : information / classes;
  const completeness = clusters === 0 ? 1 : information / clusters;
  const both = homogeneity + completeness;
  const vMeasure = both === 0 ? 0 : (2 * homogeneity * completeness) / both;
  const shared = { homogeneity, completeness, vMeasure };
  if (groups(rowSums) <= 1 && groups(colSums) <= 1) return { ...shared, nmi: 1, ami: 1 };

  const mean = (classes + clusters) / 2;
  const expected = expectedMutualInformation(table);
  const room = mean - expected;
  const divisor = room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON);
  return {
    ...shared,
    nmi: information / mean,
    ami: (information - expected) / divisor,
  };
}
