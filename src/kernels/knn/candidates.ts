import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import type { PackedRows } from '../distances/pack';

/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 4e8;
const LARGEST = 2 ** 31 - 1;

/** Lists of the `keep` nearest candidates of each query row, in kernel memory (see `append` in select.as.ts). */
export interface Candidates {
  keys: number;
  counts: number;
  capacity: number;
  keep: number;
}

/** Pairs of blocks that may run at the same time, as (query block, row block, both). */
type Round = [number, number, number][];

/**
 * Every unordered pair of blocks once, in rounds where no block occurs twice (the circle method of a round-robin
 * tournament): each pair fills the lists of both its blocks without two threads ever writing to one list.
 */
export function tournament(blocks: number): Round[] {
  const rounds: Round[] = [Array.from({ length: blocks }, (_, b) => [b, b, 0])];
  // An odd number of blocks gets a partner that does not exist: whoever meets it sits out.
  const last = blocks - 1 + (blocks % 2);
  for (let turn = 0; turn < last; turn++) {
    const round: Round = [];
    if (last < blocks) round.push([turn, last, 1]);
    for (let step = 1; step <= last >> 1; step++) {
      round.push([(turn + step) % last, (turn + last - step) % last, 1]);
    }
    rounds.push(round);
  }
  return rounds;
}

const againstAll = (queryBlocks: number, rowBlocks: number): Round[] =>
  Array.from({ length: rowBlocks }, (_, r) =>
    Array.from({ length: queryBlocks }, (_, q) => [q, r, 0] as [number, number, number]),
  );

/** Rows of a block: about 20 ms for a pair of blocks, yet blocks enough for all threads. */
function blockRowsOf(rows: number, columns: number): number {
  const wanted = Math.min(Math.sqrt(WORK_PER_SLICE / columns), rows / 16);
  return Math.ceil(Math.max(64, wanted) / 8) * 8;
}

/** Finds the `keep` nearest rows of X for each query; without `queries`, of each row of X among the others. */
export function* searchCandidates(
  kernels: KernelRuntime,
  X: PackedRows,
  queries: PackedRows | undefined,
  keep: number,
): Task<Candidates> {
  const Q = queries ?? X;
  const capacity = keep + Math.max(32, keep >> 1);
  const padded = Math.ceil(Q.rows / 8) * 8;
  const keys = kernels.alloc(padded * capacity * 8);
  const counts = kernels.alloc(padded * 4);
  const limits = kernels.alloc(padded * 4);
  kernels.i32(limits, padded).fill(LARGEST, 0, Q.rows).fill(-1, Q.rows);
  const blockRows = blockRowsOf(Math.max(X.rows, Q.rows), X.columns);
  const blocks = Math.ceil(X.rows / blockRows);
  const rounds = queries ? againstAll(Math.ceil(Q.rows / blockRows), blocks) : tournament(blocks);
  const list = kernels.alloc(rounds.flat().length * 12);
  kernels.u32(list, rounds.flat().length * 3).set(rounds.flat(2));
  const scratch = kernels.alloc(kernels.threads * 128);
  const pairs = [list, Q.packed, Q.norms, Q.rows, X.packed, X.norms, X.rows, X.columns, blockRows];
  const lists = [keys, counts, limits, capacity, keep, queries ? 0 : 1, scratch];
  const perSlice =
    Math.max(1, Math.round(WORK_PER_SLICE / (blockRows ** 2 * X.columns))) * kernels.threads;
  let from = 0;
  for (const [number, round] of rounds.entries()) {
    const end = from + round.length;
    for (; from < end; from += perSlice) {
      kernels.parallel('knnPairs', from, Math.min(end, from + perSlice), ...pairs, ...lists);
      const signal = yield { fraction: number / rounds.length, stage: 'Neighbours' };
      if (signal === 'stop')
        throw new ExpectedFailure('stoppedEmpty', 'Stopped before the neighbours were found.');
    }
    from = end;
  }
  return { keys, counts, capacity, keep };
}
