import type { Contingency } from './contingency';

/**
 * The most common class of each cluster, of equally common ones the smallest code; −1 for a cluster without any counted
 * row. Several clusters may take one class. Rows of the table are classes, columns clusters.
 */
export function majorityMap({ counts, rows, cols, colSums }: Contingency): Int32Array {
  return Int32Array.from({ length: cols }, (_, cluster) => {
    if (colSums[cluster] === 0) return -1;
    let best = 0;
    for (let code = 1; code < rows; code++) {
      if (counts[code * cols + cluster] > counts[best * cols + cluster]) best = code;
    }
    return best;
  });
}

/** Share of the counted rows whose cluster maps to their class; NaN when there are none. */
export function mappedAccuracy(
  { counts, cols, total }: Contingency,
  mapping: ArrayLike<number>,
): number {
  let right = 0;
  for (let cluster = 0; cluster < cols; cluster++) {
    if (mapping[cluster] >= 0) right += counts[mapping[cluster] * cols + cluster];
  }
  return right / total;
}
