import { inputBytes, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';

/** Passes over all rows and clusters that a run of 4,000 rows takes the time of; later ones leave most distances out. */
const PASSES = 35;
const PASS_ROWS = 4000;
const PASS = 1.2;
/** Values that are not pixels. */
const REAL = 3;
/** Runs that go in step take at most this much kernel memory, beside the first. */
const TOGETHER_BYTES = 128 * 2 ** 20;

/** Bytes of one run: bounds, labels and candidates for starting centres. */
const runBytes = (rows: number, cols: number, k: number): number =>
  Math.max(rows * ((k + 3) * 4 + 24) + k * cols * 24, rows * 16 * Math.ceil(2 + Math.log(k)));

export function kMeansCost(
  input: InputFacts,
  { nClusters, nInit, maxIter }: { nClusters: number; nInit: number; maxIter: number },
): Cost {
  const { rows, cols, valueBytes = 4 } = input;
  const passes = Math.min(PASS * (maxIter + 2), PASSES * (rows / PASS_ROWS) ** 0.3);
  const each = runBytes(rows, cols, nClusters);
  return {
    shared: nInit * rows * nClusters * cols * passes * (valueBytes === 1 ? 1 : REAL),
    alone: 0,
    bytes:
      inputBytes(input) + Math.min(nInit * each, each + TOGETHER_BYTES) + rows * 8 + LITTLE_BYTES,
  };
}
