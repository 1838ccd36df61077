import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';

/** Rows per block, as in the kernel. */
const ROWS = 64;
/** Squared distance whose Gaussian vanishes: fills odd rows up to an even length. */
const FAR = 3e38;
const ROWS_PER_YIELD = 16384;
/** Exponentials of one thread in about 20 ms. */
const WORK_PER_SLICE = 4_000_000;
/** Steps the bisection takes from 1 to the width of typical data, about. */
const STEPS = 30;

/** P as a symmetric sparse matrix by rows, in ordinary memory. */
export interface AffinityGraph {
  rows: number;
  /** Where each row's edges begin (rows + 1); every row has a multiple of 4, filled up with weightless edges to itself. */
  rowStarts: Uint32Array;
  columns: Uint32Array;
  /** Σ = 1. */
  values: Float32Array;
}

export interface NeighborLists {
  /** Row-major (rows × k), the row itself left out. */
  indices: Uint32Array;
  squaredDistances: Float64Array;
}

const STAGE = 'Affinities';

function stopped(): never {
  throw new ExpectedFailure('stoppedEmpty', 'Stopped before the map was begun.');
}

/** Exclusive prefix sums (counts.length + 1). */
function prefixSums(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
  return starts;
}

function place32(kernels: KernelRuntime, values: Uint32Array): number {
  const pointer = kernels.alloc(values.byteLength);
  kernels.u32(pointer, values.length).set(values);
  return pointer;
}

/**
 * Input similarities from lists of neighbours: Gaussians of the given perplexity, P = (C + Cᵀ)/Σ. The order of a row's
 * edges is fixed, so sums over them do not depend on threads. About 20 bytes per neighbour while it runs.
 */
export function* affinities(
  kernels: KernelRuntime,
  { indices, squaredDistances }: NeighborLists,
  k: number,
  perplexity: number,
): Task<AffinityGraph> {
  const mark = kernels.mark();
  try {
    const rows = indices.length / k;
    const stride = k + (k % 2);
    const links = place32(kernels, indices);
    const p = kernels.alloc(rows * stride * 8);
    const rowSums = kernels.alloc(rows * 8);
    yield* conditional(kernels, { squaredDistances, rows, k, p, rowSums, perplexity });
    const total = 2 * kernels.f64(rowSums, rows).reduce((sum, value) => sum + value, 0);
    const incoming = yield* incomingLinks(kernels, links, rows, k);
    const lists = [links, k, rows, incoming.starts, incoming.list];
    const marks = kernels.alloc(kernels.threads * rows * 4);
    const lengths = kernels.alloc(rows * 4);
    const blocks = Math.ceil(rows / ROWS);
    kernels.parallel('tsneUnionLengths', 0, blocks, ...lists, lengths, marks);
    const rowStarts = prefixSums(kernels.u32(lengths, rows));
    const edges = rowStarts[rows];
    const starts = place32(kernels, rowStarts);
    const columns = kernels.alloc(edges * 4);
    const values = kernels.alloc(edges * 4);
    kernels.u32(marks, kernels.threads * rows).fill(0);
    yield { fraction: 0.9, stage: STAGE };
    const weights = [p, stride, total > 0 ? 1 / total : 0, starts, columns, values, marks];
    kernels.parallel('tsneUnion', 0, blocks, ...lists, ...weights);
    return {
      rows,
      rowStarts,
      columns: kernels.u32(columns, edges).slice(),
      values: kernels.f32(values, edges).slice(),
    };
  } finally {
    kernels.release(mark);
  }
}

interface Conditional {
  squaredDistances: Float64Array;
  rows: number;
  k: number;
  p: number;
  rowSums: number;
  perplexity: number;
}

function* conditional(kernels: KernelRuntime, task: Conditional): Task<void> {
  const { squaredDistances, rows, k, p, rowSums, perplexity } = task;
  const stride = k + (k % 2);
  const mark = kernels.mark();
  const squares = kernels.alloc(rows * stride * 4);
  const copy = kernels.f32(squares, rows * stride).fill(FAR);
  for (let row = 0; row < rows; row++)
    copy.set(squaredDistances.subarray(row * k, (row + 1) * k), row * stride);
  const scratch = kernels.alloc(kernels.threads * 16);
  const params = [squares, p, rowSums, rows, stride, Math.log(perplexity), scratch];
  const blocks = Math.ceil(rows / ROWS);
  const perSlice = Math.ceil(WORK_PER_SLICE / (ROWS * stride * STEPS)) * kernels.threads;
  for (let from = 0; from < blocks; from += perSlice) {
    const to = Math.min(blocks, from + perSlice);
    kernels.parallel('tsneConditional', from, to, ...params);
    const signal = yield { fraction: (0.8 * to) / blocks, stage: STAGE };
    if (signal === 'stop') stopped();
  }
  kernels.release(mark);
}

function* incomingLinks(kernels: KernelRuntime, links: number, rows: number, k: number) {
  const starts = kernels.alloc((rows + 1) * 4);
  const next = kernels.alloc(rows * 4);
  const list = kernels.alloc(rows * k * 4);
  for (let from = 0; from < rows; from += ROWS_PER_YIELD) {
    kernels.call('tsneCountIncoming', from, Math.min(rows, from + ROWS_PER_YIELD), links, k, next);
    yield { fraction: 0.8, stage: STAGE };
  }
  const sums = prefixSums(kernels.u32(next, rows));
  kernels.u32(starts, rows + 1).set(sums);
  kernels.u32(next, rows).set(sums.subarray(0, rows));
  for (let from = 0; from < rows; from += ROWS_PER_YIELD) {
    const to = Math.min(rows, from + ROWS_PER_YIELD);
    kernels.call('tsneListIncoming', from, to, links, k, next, list);
    yield { fraction: 0.85, stage: STAGE };
  }
  return { starts, list };
}
