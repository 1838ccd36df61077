import { ExpectedFailure } from '../failure';
import { RandomState } from '../random/random-state';

/** Shares (0 … 1, exclusive) or counts of rows; at least one of the two sizes. */
export interface SplitOptions {
  testSize?: number;
  trainSize?: number;
  randomState: number;
}

export interface Split {
  train: Uint32Array;
  test: Uint32Array;
}

const isShare = (size: number): boolean => size > 0 && size < 1;

/** How many rows go to each side: test rounded up, train rounded down, the absent one the complement. */
export function splitSizes(
  n: number,
  { testSize, trainSize }: SplitOptions,
): { nTrain: number; nTest: number } {
  const given = { testSize: trainSize === undefined ? (testSize ?? 0.25) : testSize, trainSize };
  let nTest =
    given.testSize === undefined
      ? -1
      : isShare(given.testSize)
        ? Math.ceil(given.testSize * n)
        : given.testSize;
  let nTrain =
    given.trainSize === undefined
      ? -1
      : isShare(given.trainSize)
        ? Math.floor(given.trainSize * n)
        : given.trainSize;
  if (nTest < 0) nTest = n - nTrain;
  if (nTrain < 0) nTrain = n - nTest;
  const whole = Number.isInteger(nTest) && Number.isInteger(nTrain);
  if (!whole || nTrain < 1 || nTest < 1 || nTrain + nTest > n) {
    throw new ExpectedFailure(
      'badParameter',
      `${n} rows cannot be split into ${nTrain} and ${nTest}: both sides need at least one row.`,
    );
  }
  return { nTrain, nTest };
}

/** scikit-learn's `train_test_split` without stratification: test is the head of the permutation, train follows. */
export function trainTestSplit(n: number, options: SplitOptions): Split {
  const { nTrain, nTest } = splitSizes(n, options);
  const order = new RandomState(options.randomState).permutation(n);
  return { test: order.slice(0, nTest), train: order.slice(nTest, nTest + nTrain) };
}
