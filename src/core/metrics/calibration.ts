/** Rows whose confidence is at least a threshold, and how many of them are right. */
export interface CoveragePoint {
  threshold: number;
  /** Share of all rows. */
  coverage: number;
  /** Share of right ones among those whose truth is known; undefined where none is. */
  accuracy?: number;
}

/** Whether each row is right: 1, 0, or −1 where its truth is unknown. */
export type Rightness = Int8Array;

/** 1 where both codes agree, 0 where they don't, −1 where the truth is unknown (−1). */
export const rightness = (labels: ArrayLike<number>, truth: ArrayLike<number>): Rightness =>
  Int8Array.from({ length: labels.length }, (_, row) =>
    truth[row] < 0 ? -1 : Number(truth[row] === labels[row]),
  );

/** The rows at or above one threshold. */
export function coverageAt(
  confidence: Float32Array,
  right: Rightness,
  threshold: number,
): CoveragePoint & { kept: number } {
  let [kept, known, correct] = [0, 0, 0];
  confidence.forEach((value, row) => {
    if (value < threshold) return;
    kept++;
    if (right[row] < 0) return;
    known++;
    correct += right[row];
  });
  return {
    threshold,
    kept,
    coverage: kept / confidence.length,
    ...(known > 0 ? { accuracy: correct / known } : {}),
  };
}

/**
 * Accuracy of the surest rows by how many of them are taken, at up to `points` places, from few rows to all. Rows of equal
 * confidence are taken together.
 */
export function coverageCurve(
  confidence: Float32Array,
  right: Rightness,
  points = 200,
): CoveragePoint[] {
  const rows = confidence.length;
  const order = Uint32Array.from(confidence.keys()).sort((a, b) => confidence[b] - confidence[a]);
  const curve: CoveragePoint[] = [];
  let [known, correct, next] = [0, 0, 1];
  order.forEach((row, i) => {
    if (right[row] >= 0) {
      known++;
      correct += right[row];
    }
    const taken = i + 1;
    const tied = taken < rows && confidence[order[taken]] === confidence[row];
    if (tied || (taken < (next * rows) / points && taken < rows)) return;
    next = Math.floor((taken * points) / rows) + 1;
    curve.push({
      threshold: confidence[row],
      coverage: taken / rows,
      ...(known > 0 ? { accuracy: correct / known } : {}),
    });
  });
  return curve;
}

export interface CalibrationBin {
  from: number;
  to: number;
  /** Rows of known truth. */
  count: number;
  meanConfidence: number;
  accuracy: number;
}

/**
 * Mean confidence beside accuracy, in bins of equal width; empty bins are left out (reliability diagram). Rows of unknown
 * truth count nowhere.
 */
export function calibrationBins(
  confidence: Float32Array,
  right: Rightness,
  bins = 10,
): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, correct: 0 }));
  confidence.forEach((value, row) => {
    if (right[row] < 0) return;
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.floor(value * bins)))];
    bin.count++;
    bin.confidence += value;
    bin.correct += right[row];
  });
  return sums.flatMap(({ count, confidence: sum, correct }, i) =>
    count === 0
      ? []
      : [
          {
            from: i / bins,
            to: (i + 1) / bins,
            count,
            meanConfidence: sum / count,
            accuracy: correct / count,
          },
        ],
  );
}

/** Expected calibration error: the mean distance of confidence and accuracy, bins weighed by their rows (Guo et al. 2017). */
export function calibrationError(bins: readonly CalibrationBin[]): number | undefined {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const gaps = bins.map(
    ({ count, meanConfidence, accuracy }) => count * Math.abs(meanConfidence - accuracy),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / total;
}
