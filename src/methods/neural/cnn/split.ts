import { trainTestSplit } from '../../../core/split/train-test-split';
import type { CnnParams } from './params';

export interface LabelledSplit {
  /** Row numbers within the input, in the order of `train_test_split`. */
  train: Uint32Array;
  validation: Uint32Array;
  warnings: string[];
}

/** `train_test_split` of the rows with a known label; the others take no part. */
export function splitLabelled(
  y: Int32Array,
  nClasses: number,
  { validationShare, randomState }: CnnParams,
): LabelledSplit {
  const known = Uint32Array.from(y.keys()).filter((row) => y[row] >= 0);
  const split = trainTestSplit(known.length, { testSize: validationShare, randomState });
  const train = split.train.map((i) => known[i]);
  const validation = split.test.map((i) => known[i]);
  const warnings: string[] = [];
  const blank = y.length - known.length;
  if (blank > 0)
    warnings.push(`${blank} rows without a label were left out of training and validation.`);
  const trained = new Set(train.map((row) => y[row]));
  const untrained = new Set(known.map((row) => y[row]).filter((code) => !trained.has(code))).size;
  if (untrained > 0) {
    warnings.push(
      `${untrained} of ${nClasses} classes have no row in the training part: the network cannot know them.`,
    );
  }
  return { train, validation, warnings };
}
