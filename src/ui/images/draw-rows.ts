import { RandomState } from '../../core/random/random-state';

/** `count` different rows of `total`, as numpy's `RandomState(seed).choice(total, count, replace=False)` draws them. */
export function drawRows(total: number, count: number, seed: number): number[] {
  return Array.from(new RandomState(seed).permutation(total).subarray(0, Math.min(count, total)));
}
