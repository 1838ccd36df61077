import type { ConfusionMatrix } from '../evaluation';
import { contingency } from './contingency';

/** Counts of (true, predicted) class codes, rows true; `size` classes, those that never occur included. */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  size: number,
): ConfusionMatrix {
  return { counts: Int32Array.from(contingency(truth, predicted, size, size).counts), size };
}

/** Share of the counts on the diagonal; NaN when there are none. */
export function accuracyOf({ counts, size }: ConfusionMatrix): number {
  let right = 0;
  for (let code = 0; code < size; code++) right += counts[code * size + code];
  return right / counts.reduce((sum, count) => sum + count, 0);
}
