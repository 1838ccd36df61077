import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import type { PackedRows } from '../distances/pack';
import { againstAll, blockRowsOf, inRounds, tournament } from '../distances/rounds';

const LARGEST = 2 ** 31 - 1;

/** Lists of the `keep` nearest candidates of each query row, in kernel memory (see `append` in select.as.ts). */
export interface Candidates {
  keys: number;
  counts: number;
  capacity: number;
  keep: number;
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
  const scratch = kernels.alloc(kernels.threads * 128);
  const { columns } = X;
  const blockRows = blockRowsOf(Math.max(X.rows, Q.rows), columns);
  const blocks = Math.ceil(X.rows / blockRows);
  const rows = [Q.packed, Q.norms, Q.rows, X.packed, X.norms, X.rows, columns, blockRows];
  const lists = [keys, counts, limits, capacity, keep, queries ? 0 : 1, scratch];
  const signal = yield* inRounds(kernels, {
    kernel: 'knnPairs',
    rounds: queries ? againstAll(Math.ceil(Q.rows / blockRows), blocks) : tournament(blocks),
    blockRows,
    columns,
    params: [...rows, ...lists],
    stage: 'Neighbours',
  });
  if (signal === 'stop')
    throw new ExpectedFailure('stoppedEmpty', 'Stopped before the neighbours were found.');
  return { keys, counts, capacity, keep };
}
