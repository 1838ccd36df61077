/** A given label that what was learned from others contradicts. */
export interface DoubtedLabel {
  /** Place in the input. */
  entry: number;
  /** Class code that speaks against the given one. */
  suggested: number;
  /** Its probability minus that of the given class: the larger, the more doubtful. */
  margin: number;
}

/**
 * Likely wrong labels, the most doubtful first, by confident learning (Northcutt, Jiang & Chuang, _Confident learning:
 * estimating uncertainty in dataset labels_, JAIR 2021). A class speaks for a row where its probability reaches the mean
 * that the rows given this label have for it; the likeliest of those classes is what the row counts as. A row that counts
 * as another class than its label is doubted. So a class the model is never sure of is not held against its rows.
 *
 * @param probabilities (rows × nClasses) from a model that has not seen the row's own label. Rows of zeros, of which
 *   nothing is known, are left alone.
 * @param given class code of each row, −1 for none
 */
export function doubtedLabels(
  probabilities: Float32Array,
  given: Int32Array,
  nClasses: number,
): DoubtedLabel[] {
  const thresholds = meanSelfConfidence(probabilities, given, nClasses);
  const doubted: DoubtedLabel[] = [];
  given.forEach((label, entry) => {
    if (label < 0) return;
    const row = probabilities.subarray(entry * nClasses, (entry + 1) * nClasses);
    let suggested = -1;
    row.forEach((p, code) => {
      if (p > 0 && p >= thresholds[code] && (suggested < 0 || p > row[suggested])) suggested = code;
    });
    if (suggested >= 0 && suggested !== label)
      doubted.push({ entry, suggested, margin: row[suggested] - row[label] });
  });
  return doubted.sort((a, b) => b.margin - a.margin || a.entry - b.entry);
}

/** Mean probability of each class over the rows given it; no row reaches the threshold of a class that none was given. */
function meanSelfConfidence(
  probabilities: Float32Array,
  given: Int32Array,
  nClasses: number,
): Float64Array {
  const sums = new Float64Array(nClasses);
  const counts = new Float64Array(nClasses);
  given.forEach((label, entry) => {
    if (label < 0) return;
    const row = probabilities.subarray(entry * nClasses, (entry + 1) * nClasses);
    if (row.every((p) => p === 0)) return;
    sums[label] += row[label];
    counts[label]++;
  });
  return sums.map((sum, code) => (counts[code] > 0 ? sum / counts[code] : Infinity));
}
