import { RandomState } from '../../core/random/random-state';

/** Seed of every sample that scores are computed on, whatever the method's own seed. */
const SAMPLE_SEED = 42;

/** `count` of n rows as scikit-learn samples them, `RandomState(42).permutation(n)[:count]`; all, in order, if not more. */
export function sampleRows(n: number, count: number): Uint32Array {
  return count < n
    ? new RandomState(SAMPLE_SEED).choiceWithoutReplacement(n, count)
    : Uint32Array.from({ length: n }, (_, row) => row);
}
