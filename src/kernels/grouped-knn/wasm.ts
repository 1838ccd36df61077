import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { part, type Task } from '../../core/task';
import type { PackedRows } from '../distances/pack';
import type { Candidates } from '../knn/candidates';
import type { Neighbors } from '../knn/wasm';
import { allocateLists, readLists, rerank, type PaddedRows } from '../rerank/wasm';

/** As in the kernel. */
const CHUNK = 64;
/** Rows whose candidates are held at once: at 2.5 candidates for each of 91 neighbours, 25 MB. */
const SLAB_ROWS = 8192;
/** Multiply-adds of one thread in about 20 ms. */
const WORK_PER_SLICE = 3e8;
const LARGEST = 2 ** 31 - 1;

/** Rows that lie group by group, and where each of them looks for near ones. */
export interface RowGroups {
  /** First row of each group (groups + 1). */
  starts: Uint32Array;
  /** For each group all groups, nearest first (groups × groups). */
  near: Uint32Array;
  /** Bit g of a row's words (rows × words): it looks at group g. Those groups hold at least `keep` other rows. */
  looks: Uint32Array;
  words: number;
  /** Groups a row looks at, on average. */
  looksPerRow: number;
}

interface Search {
  /** The rows in few dimensions: candidates are the nearest here. */
  packed: PackedRows;
  /** The rows themselves, for true distances. */
  X: PaddedRows;
  groups: RowGroups;
  /** Candidates for each row. */
  keep: number;
}

const place = (kernels: KernelRuntime, values: Uint32Array): number => {
  const pointer = kernels.alloc(values.byteLength);
  kernels.u32(pointer, values.length).set(values);
  return pointer;
};

/** Ranges of groups of about SLAB_ROWS rows each. */
function slabsOf(starts: Uint32Array): { first: number; last: number }[] {
  const slabs: { first: number; last: number }[] = [];
  for (let first = 0; first < starts.length - 1;) {
    let last = first + 1;
    while (last < starts.length - 1 && starts[last + 1] - starts[first] <= SLAB_ROWS) last++;
    slabs.push({ first, last });
    first = last;
  }
  return slabs;
}

/**
 * The k nearest of each row: candidates in few dimensions among the groups it looks at, ranked by true distance. About
 * rows² · (groups looked at / groups) · columns + rows · keep · cols multiply-adds.
 */
export function* groupedNeighbors(
  kernels: KernelRuntime,
  { packed, X, groups, keep }: Search,
  k: number,
): Task<Omit<Neighbors, 'recall'>> {
  const mark = kernels.mark();
  try {
    const store = allocateLists(kernels, X.rows, k);
    const slabs = slabsOf(groups.starts);
    const { starts } = groups;
    const most = Math.max(...slabs.map(({ first, last }) => starts[last] - starts[first]));
    const capacity = keep + Math.max(8, keep >> 3);
    const lists: Candidates = {
      keys: kernels.alloc(most * capacity * 8),
      counts: kernels.alloc(most * 4),
      capacity,
      keep,
    };
    const limits = kernels.alloc(most * 4);
    const { columns } = packed;
    const scratchBytes = CHUNK * (2 * columns + 12) + 128;
    const tables = [starts, groups.near, groups.looks].map((values) => place(kernels, values));
    const scratch = kernels.alloc(kernels.threads * scratchBytes);
    for (const { first, last } of slabs) {
      const slab = { base: starts[first], rows: starts[last] - starts[first] };
      kernels.u32(lists.counts, most).fill(0);
      kernels.i32(limits, most).fill(LARGEST);
      const table = [starts.length - 1, ...tables, groups.words];
      const rows = [packed.packed, packed.norms, columns, slab.base];
      const ends = [lists.keys, lists.counts, limits, capacity, keep, scratch];
      const work = (X.rows ** 2 * groups.looksPerRow * packed.columns) / (starts.length - 1) ** 2;
      const perSlice = Math.ceil(WORK_PER_SLICE / work) * kernels.threads;
      const [begin, end] = [slab.base / X.rows, (slab.base + slab.rows) / X.rows];
      for (let from = first; from < last; from += perSlice) {
        const count = Math.min(last - from, perSlice);
        kernels.parallel('groupedCandidates', 0, count, from, ...table, ...rows, ...ends);
        if ((yield { fraction: begin, stage: 'Neighbours' }) === 'stop') stopped();
      }
      yield* part(rerank(kernels, X, lists, slab, store), (begin + end) / 2, end);
    }
    return readLists(kernels, store, X.rows, X.scale);
  } finally {
    kernels.release(mark);
  }
}

function stopped(): never {
  throw new ExpectedFailure('stoppedEmpty', 'Stopped before the neighbours were found.');
}
