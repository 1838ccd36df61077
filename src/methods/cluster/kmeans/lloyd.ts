import { part, type Signal, type Task } from '../../../core/task';
import { rowOf, type Samples } from '../../../kernels/kmeans/samples';
import type { Partition } from '../../../kernels/kmeans/wasm';
import type { KernelRuntime } from '../../../core/kernel-runtime';

/** One run from one start, in the samples' stored values. */
export interface LloydRun {
  labels: Int32Array;
  /** (k × stride). */
  centers: Float64Array;
  /** Of each row to its own centre. */
  squares: Float64Array;
  /** Sum of `squares`. */
  inertia: number;
  nIter: number;
  converged: boolean;
  stopped: boolean;
}

export interface LloydOptions {
  k: number;
  maxIter: number;
  /** Settled when the squared ways of all centres sum up to no more than this. */
  tolerance: number;
}

/** Half the bar after so many iterations: how many there will be is not known. */
const HALF_WAY = 20;

/**
 * Gives each empty cluster a row: the farthest from their own centres go first, and leave their old clusters' sums. With as
 * many centres as distinct rows nothing is far, and nothing moves. Changes `sums` and `sizes`.
 */
function* relocateEmpty(
  kernels: KernelRuntime,
  samples: Samples,
  partition: Partition,
  sums: Float64Array,
  sizes: Float64Array,
): Task<void> {
  const empty = [...sizes.keys()].filter((j) => sizes[j] === 0);
  if (empty.length === 0) return;
  const squares = yield* partition.ownSquares();
  const order = Uint32Array.from(squares.keys()).sort((a, b) => squares[b] - squares[a] || b - a);
  if (squares[order[0]] === 0) return;
  const { labels } = partition;
  const { stride } = samples;
  empty.forEach((cluster, i) => {
    const donor = labels[order[i]];
    rowOf(kernels, samples, order[i]).forEach((value, c) => {
      sums[donor * stride + c] -= value;
      sums[cluster * stride + c] = value;
    });
    sizes[cluster] = 1;
    sizes[donor]--;
  });
}

/** Sums to means; what is still empty is put where the largest cluster is. */
function average(sums: Float64Array, sizes: Float64Array, stride: number): Float64Array {
  const largest = sizes.indexOf(Math.max(...sizes));
  const centers = new Float64Array(sums.length);
  sizes.forEach((size, j) => {
    const from = size > 0 ? j : largest;
    for (let c = 0; c < stride; c++)
      centers[j * stride + c] = sums[from * stride + c] / sizes[from];
  });
  return centers;
}

/**
 * Lloyd's iterations (1982) with scikit-learn's rules: rows to centres, centres to means, until no row changes or the centres
 * hardly move; in the latter case, or at the end, rows are assigned once more so that labels and centres belong together. A
 * stop ends it after the iteration under way.
 */
export function* lloyd(
  kernels: KernelRuntime,
  samples: Samples,
  partition: Partition,
  start: Float64Array,
  { maxIter, tolerance }: LloydOptions,
): Task<LloydRun> {
  partition.begin(start);
  let nIter = 0;
  let settled = false;
  let converged = false;
  let signal: Signal = 'go';
  while (nIter < maxIter && !converged && signal === 'go') {
    const done = nIter / (nIter + HALF_WAY);
    const pass = yield* part(partition.assign(), done, done);
    nIter++;
    const sums = yield* part(partition.sums(), done, done);
    const sizes = partition.sizes.slice();
    yield* part(relocateEmpty(kernels, samples, partition, sums, sizes), done, done);
    const way = partition.moveTo(average(sums, sizes, samples.stride));
    settled = pass.moved === 0;
    converged = settled || way <= tolerance;
    signal = yield { fraction: nIter / (nIter + HALF_WAY), stage: `Iteration ${nIter}` };
    if (pass.signal === 'stop') signal = 'stop';
  }
  if (!settled) yield* part(partition.assign(), 1, 1);
  const squares = yield* part(partition.ownSquares(), 1, 1);
  const inertia = squares.reduce((sum, square) => sum + square, 0);
  const { labels, centers } = partition;
  return {
    labels,
    centers,
    squares,
    inertia,
    nIter,
    converged,
    stopped: signal === 'stop' && !converged,
  };
}
