import { ExpectedFailure } from '../failure';
import { RandomState } from '../random/random-state';
import { splitSizes, type Split, type SplitOptions } from './train-test-split';

/**
 * `draws` shared out over classes of these sizes as nearly in proportion as whole numbers allow; ties between equal
 * remainders are drawn (scikit-learn's `_approximate_mode`).
 */
export function approximateMode(
  counts: readonly number[],
  draws: number,
  random: RandomState,
): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const continuous = counts.map((count) => (count / total) * draws);
  const floored = continuous.map(Math.floor);
  let missing = draws - floored.reduce((sum, count) => sum + count, 0);
  if (missing <= 0) return floored;
  const remainders = continuous.map((value, i) => value - floored[i]);
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    const tied = remainders.flatMap((remainder, i) => (remainder === value ? [i] : []));
    const add = Math.min(tied.length, missing);
    for (const pick of random.choiceWithoutReplacement(tied.length, add)) floored[tied[pick]]++;
    missing -= add;
    if (missing === 0) break;
  }
  return floored;
}

/** scikit-learn's `StratifiedShuffleSplit`, first split. Labels are class codes ≥ 0, one for each row. */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  nClasses: number,
  options: SplitOptions,
): Split {
  const { nTrain, nTest } = splitSizes(labels.length, options);
  const members: number[][] = Array.from({ length: nClasses }, () => []);
  for (let row = 0; row < labels.length; row++) members[labels[row]].push(row);
  const present = members.filter((rows) => rows.length > 0);
  const short = present.find((rows) => rows.length < 2);
  if (short)
    throw new ExpectedFailure(
      'badInput',
      'A class has only one row: a stratified split needs two of each.',
    );
  if (nTrain < present.length || nTest < present.length) {
    throw new ExpectedFailure(
      'badParameter',
      `Each side needs at least ${present.length} rows, one for each class.`,
    );
  }
  const random = new RandomState(options.randomState);
  const counts = present.map((rows) => rows.length);
  const trainCounts = approximateMode(counts, nTrain, random);
  const testCounts = approximateMode(
    counts.map((count, i) => count - trainCounts[i]),
    nTest,
    random,
  );
  const train: number[] = [];
  const test: number[] = [];
  present.forEach((rows, i) => {
    const order = Array.from(random.permutation(rows.length), (j) => rows[j]);
    train.push(...order.slice(0, trainCounts[i]));
    test.push(...order.slice(trainCounts[i], trainCounts[i] + testCounts[i]));
  });
  const shuffled = (rows: number[]): Uint32Array =>
    random.permutation(rows.length).map((j) => rows[j]);
  return { train: shuffled(train), test: shuffled(test) };
}
