import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { part, type Task } from '../../core/task';
import type { PackedRows } from '../distances/pack';
import { againstAll, blockRowsOf, inRounds, tournament, type Round } from '../distances/rounds';
import { headColumns, headNorms } from './head';

const LARGEST = 2 ** 31 - 1;
/** As in the kernel. */
const SCRATCH = 128 + 256 * 4;

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
  const capacity = keep + Math.max(8, keep >> 3);
  const padded = Math.ceil(Q.rows / 8) * 8;
  const keys = kernels.alloc(padded * capacity * 8);
  const counts = kernels.alloc(padded * 4);
  const limits = kernels.alloc(padded * 4);
  kernels.i32(limits, padded).fill(LARGEST, 0, Q.rows).fill(-1, Q.rows);
  const scratch = kernels.alloc(kernels.threads * SCRATCH);
  const lists = [keys, counts, limits, capacity, keep, queries ? 0 : 1, scratch];
  const { columns } = X;
  const blockRows = blockRowsOf(Math.max(X.rows, Q.rows), columns);
  const blocks = Math.ceil(X.rows / blockRows);
  const rounds = queries ? againstAll(Math.ceil(Q.rows / blockRows), blocks) : tournament(blocks);
  const search = (some: Round[], head: number) => {
    const heads = head > 0 ? headNorms(kernels, X, head) : 0;
    const partsOf = ({ packed, norms, ids, rows }: PackedRows) => [packed, norms, heads, ids, rows];
    const params = [...partsOf(Q), ...partsOf(X), columns, head, blockRows, ...lists];
    const call = { kernel: 'knnPairs', rounds: some, blockRows, columns, params };
    return inRounds(kernels, { ...call, stage: 'Neighbours' });
  };
  // The first round, each block with itself, fills the lists: it shows what is too far.
  const share = rounds[0].length / rounds.flat().length;
  let signal = yield* part(search(rounds.slice(0, 1), 0), 0, share);
  if (signal === 'go' && rounds.length > 1) {
    const head = queries ? 0 : headColumns(kernels, X, limits);
    signal = yield* part(search(rounds.slice(1), head), share, 1);
  }
  if (signal === 'stop')
    throw new ExpectedFailure('stoppedEmpty', 'Stopped before the neighbours were found.');
  return { keys, counts, capacity, keep };
}
