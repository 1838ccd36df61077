import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import { part, type Task } from '../../core/task';
import { prepareRows, squaredDistanceBlock } from '../distances/wasm';

const WORK_PER_SLICE = 4e8;

/**
 * Rank, 1 = nearest, of given rows among all other rows of X by distance from each row, ties by lower index. `lists` and
 * result row-major (rows × width).
 */
export function* inputRanks(
  kernels: KernelRuntime,
  X: Matrix,
  lists: Uint32Array,
  width: number,
): Task<Uint32Array> {
  const n = X.rows;
  const mark = kernels.mark();
  try {
    const prepared = yield* part(prepareRows(kernels, X), 0, 0.1);
    const ranks = new Uint32Array(lists.length);
    const wanted = (WORK_PER_SLICE / (n * Math.max(20, prepared.columns))) * kernels.threads;
    const step = Math.max(4, Math.floor(wanted / 4) * 4);
    for (let from = 0; from < n; from += step) {
      const to = Math.min(n, from + step);
      const squares = squaredDistanceBlock(kernels, prepared, from, to);
      for (let row = from; row < to; row++) {
        const near = squares.subarray((row - from) * n, (row - from + 1) * n);
        for (let i = row * width; i < (row + 1) * width; i++) {
          const other = lists[i];
          let rank = 1;
          for (let r = 0; r < n; r++) {
            if (r === row) continue;
            if (near[r] < near[other] || (near[r] === near[other] && r < other)) rank++;
          }
          ranks[i] = rank;
        }
      }
      yield { fraction: 0.1 + (0.9 * to) / n, stage: 'Ranks' };
    }
    return ranks;
  } finally {
    kernels.release(mark);
  }
}
