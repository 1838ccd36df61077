import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';

/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 4e8;

/** Pairs of blocks that may run at the same time, as (query block, row block, both). */
export type Round = [number, number, number][];

/**
 * Every unordered pair of blocks once, in rounds where no block occurs twice, so that each pair fills the lists of both its
 * blocks without two threads ever writing to one list. Round r pairs block i with i xor r: where blocks are the subtrees of a
 * k-d tree, the nearest come first, and lists are nearly right early.
 */
export function tournament(blocks: number): Round[] {
  const rounds: Round[] = [Array.from({ length: blocks }, (_, b) => [b, b, 0])];
  const all = Array.from({ length: blocks }, (_, b) => b);
  for (let turn = 1; turn < 2 * blocks; turn++) {
    const firsts = all.filter((b) => (b ^ turn) > b && (b ^ turn) < blocks);
    if (firsts.length > 0) rounds.push(firsts.map((b) => [b, b ^ turn, 1]));
  }
  return rounds;
}

/** Every block of queries with every block of rows; a round for each block of rows. */
export const againstAll = (queryBlocks: number, rowBlocks: number): Round[] =>
  Array.from({ length: rowBlocks }, (_, r) =>
    Array.from({ length: queryBlocks }, (_, q) => [q, r, 0] as [number, number, number]),
  );

/** Rows of a block, a multiple of 8: about 20 ms for a pair of blocks, yet blocks enough for all threads. */
export function blockRowsOf(rows: number, columns: number): number {
  const wanted = Math.min(Math.sqrt(WORK_PER_SLICE / columns), rows / 16);
  return Math.ceil(Math.max(64, wanted) / 8) * 8;
}

export interface RoundsCall {
  /** Export with the signature `(block, thread, pairs, ...params)`, `pairs` the rounds as u32 triples. */
  kernel: string;
  rounds: Round[];
  blockRows: number;
  columns: number;
  params: number[];
  stage: string;
}

/**
 * Runs a parallel kernel over the pairs of each round in turn, yielding every 20 ms or so; returns 'stop' as soon as it is
 * told to. The list of pairs stays in kernel memory until the caller's mark is released.
 */
export function* inRounds(
  kernels: KernelRuntime,
  { kernel, rounds, blockRows, columns, params, stage }: RoundsCall,
): Task<Signal> {
  const pairs = rounds.flat();
  const list = kernels.alloc(pairs.length * 12);
  kernels.u32(list, pairs.length * 3).set(pairs.flat());
  const perThread = Math.max(1, Math.round(WORK_PER_SLICE / (blockRows ** 2 * columns)));
  let from = 0;
  for (const round of rounds) {
    const end = from + round.length;
    while (from < end) {
      const to = Math.min(end, from + perThread * kernels.threads);
      kernels.parallel(kernel, from, to, list, ...params);
      from = to;
      const signal = yield { fraction: from / pairs.length, stage };
      if (signal === 'stop') return 'stop';
    }
  }
  return 'go';
}
