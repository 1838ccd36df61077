import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { potentialBytes } from '../../../kernels/kmeans/potential';
import type { Samples } from '../../../kernels/kmeans/samples';
import { Partition, partitionBytes } from '../../../kernels/kmeans/wasm';
import { lloyd, type LloydRun } from './lloyd';
import { named } from './named';
import { startingCenters, trialsOf, type Init } from './starts';

export interface RunsOptions {
  k: number;
  init: Init;
  nInit: number;
  maxIter: number;
  /** Relative to the mean variance of the columns. */
  tol: number;
}

/** The best run, and whether a stop kept it, or others, from their end. */
export interface BestRun extends LloydRun {
  stopped: boolean;
}

/** Runs that go in step take at most this much kernel memory together, beside the first. */
const TOGETHER_BYTES = 128 * 2 ** 20;
/** Share of the progress that belongs to the starting centres. */
const START_SHARE = 0.2;

/** Whether two labellings divide the rows alike, whatever the clusters' numbers. */
export function sameClustering(a: Int32Array, b: Int32Array, k: number): boolean {
  const partner = new Int32Array(k).fill(-1);
  for (let r = 0; r < a.length; r++) {
    if (partner[a[r]] === -1) partner[a[r]] = b[r];
    else if (partner[a[r]] !== b[r]) return false;
  }
  return true;
}

/**
 * k-means from several starts, all drawn from one stream; the best is the one of lowest inertia, where an equal clustering
 * with the inertia a rounding error lower does not count as better. As many runs as memory allows go in step. A stop keeps the
 * best there is, runs under way included: labels and centres of each belong together.
 */
export function* bestRun(
  kernels: KernelRuntime,
  samples: Samples,
  { k, init, nInit, maxIter, tol }: RunsOptions,
  random: RandomState,
): Task<BestRun> {
  const each = Math.max(partitionBytes(samples, k), potentialBytes(samples, trialsOf(k)));
  const together = Math.min(nInit, 1 + Math.floor(TOGETHER_BYTES / each));
  const options = { k, maxIter, tolerance: tol * samples.variance };
  let best: LloydRun | undefined;
  for (let done = 0; done < nInit; done += together) {
    const count = Math.min(together, nInit - done);
    const at = (share: number) => (done + share * count) / nInit;
    const starting = startingCenters(kernels, samples, { k, init, count }, random);
    const { result: starts, signal } = yield* part(
      named(starting, 'Starting centres'),
      at(0),
      at(START_SHARE),
    );
    if (signal === 'stop') {
      if (best) return { ...best, stopped: true };
      throw new ExpectedFailure(
        'stoppedEmpty',
        'Stopped before the first clusters were made: there is no result yet.',
      );
    }
    const mark = kernels.mark();
    try {
      const partitions = starts.map((start) => {
        const partition = new Partition(kernels, samples, k);
        partition.begin(start);
        return partition;
      });
      const running = lloyd(kernels, samples, partitions, options);
      const ended = yield* part(running, at(START_SHARE), at(1));
      for (const run of ended.runs) {
        const better = !best || run.inertia < best.inertia;
        if (better && !(best && sameClustering(run.labels, best.labels, k))) best = run;
      }
      if (ended.signal === 'stop') {
        const open = ended.runs.some(({ converged }) => !converged) || done + count < nInit;
        return { ...(best as LloydRun), stopped: open };
      }
    } finally {
      kernels.release(mark);
    }
  }
  return { ...(best as LloydRun), stopped: false };
}
