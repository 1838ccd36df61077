import type { KernelRuntime } from '../../../core/kernel-runtime';
import { part, type Signal, type Task } from '../../../core/task';
import { rowOf, type Samples } from '../../../kernels/kmeans/samples';
import { assignRows, type Partition } from '../../../kernels/kmeans/wasm';
import { named } from './named';

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

/** Centres to the means of their rows; returns the sum of squared ways they went. */
function* centresToMeans(
  kernels: KernelRuntime,
  samples: Samples,
  partition: Partition,
): Task<number> {
  const sums = yield* partition.sums();
  const sizes = partition.sizes.slice();
  yield* relocateEmpty(kernels, samples, partition, sums, sizes);
  return partition.moveTo(average(sums, sizes, samples.stride));
}

interface UnderWay {
  partition: Partition;
  nIter: number;
  /** No row changed. */
  settled: boolean;
  converged: boolean;
}

/**
 * Lloyd's iterations (1982) with scikit-learn's rules, several runs in step: rows to centres, centres to means, until no row
 * changes or the centres hardly move; in the latter case, or at the end, rows are assigned once more so that labels and centres
 * belong together. A stop ends all after the iteration under way.
 */
export function* lloyd(
  kernels: KernelRuntime,
  samples: Samples,
  partitions: readonly Partition[],
  { k, maxIter, tolerance }: LloydOptions,
): Task<{ runs: LloydRun[]; signal: Signal }> {
  const runs = partitions.map((partition): UnderWay => ({
    partition,
    nIter: 0,
    settled: false,
    converged: false,
  }));
  const assign = (some: UnderWay[]) =>
    assignRows(
      kernels,
      samples,
      k,
      some.map(({ partition }) => partition),
    );
  let signal: Signal = 'go';
  for (let iteration = 1, active = runs; active.length > 0 && signal === 'go'; iteration++) {
    const done = iteration / (iteration + HALF_WAY);
    const stage = `Iteration ${iteration}`;
    const assigned = yield* part(named(assign(active), stage), done, done);
    ({ signal } = assigned);
    for (const run of active) {
      const moving = named(centresToMeans(kernels, samples, run.partition), stage);
      const { result: way } = yield* part(moving, done, done);
      run.nIter = iteration;
      run.settled = run.partition.moved === 0;
      run.converged = run.settled || way <= tolerance;
      if ((yield { fraction: done, stage }) === 'stop') signal = 'stop';
    }
    active = active.filter(({ converged, nIter }) => !converged && nIter < maxIter);
  }
  const open = runs.filter(({ settled }) => !settled);
  if (open.length > 0) yield* part(named(assign(open), 'Inertia'), 1, 1);
  const finished: LloydRun[] = [];
  for (const { partition, nIter, converged } of runs) {
    const { result: squares } = yield* part(named(partition.ownSquares(), 'Inertia'), 1, 1);
    const inertia = squares.reduce((sum, square) => sum + square, 0);
    const { labels, centers } = partition;
    finished.push({ labels, centers, squares, inertia, nIter, converged });
    yield { fraction: 1, stage: 'Inertia' };
  }
  return { runs: finished, signal };
}
