import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { RandomState } from '../../../core/random/random-state';
import { part, type Signal, type Task } from '../../../core/task';
import type { Samples } from '../../../kernels/kmeans/samples';
import { Partition } from '../../../kernels/kmeans/wasm';
import { lloyd, type LloydRun } from './lloyd';
import { startingCenters, type Init } from './starts';

export interface RunsOptions {
  k: number;
  init: Init;
  nInit: number;
  maxIter: number;
  /** Relative to the mean variance of the columns. */
  tol: number;
}

/** Share of one run's progress that belongs to its starting centres. */
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

/** Passes a task's progress on under a stage's name, and remembers whether a stop came. */
function* named<R>(task: Task<R>, name: string): Task<{ result: R; signal: Signal }> {
  let [last, next]: Signal[] = ['go', 'go'];
  try {
    for (;;) {
      const step = task.next(next);
      if (step.done) return { result: step.value, signal: last };
      next = yield { ...step.value, stage: name };
      if (next === 'stop') last = 'stop';
    }
  } finally {
    task.return(undefined as R);
  }
}

/**
 * k-means from several starts, all drawn from one stream; the best is the one of lowest inertia, where an equal clustering
 * with the inertia a rounding error lower does not count as better. A stop keeps the best so far, or the run under way when it
 * is the first.
 */
export function* bestRun(
  kernels: KernelRuntime,
  samples: Samples,
  { k, init, nInit, maxIter, tol }: RunsOptions,
  random: RandomState,
): Task<LloydRun> {
  const mark = kernels.mark();
  try {
    const partition = new Partition(kernels, samples, k);
    const options = { k, maxIter, tolerance: tol * samples.variance };
    let best: LloydRun | undefined;
    for (let run = 0; run < nInit; run++) {
      const at = (share: number) => (run + share) / nInit;
      const which = nInit > 1 ? `Run ${run + 1} of ${nInit}, ` : '';
      const starting = named(
        startingCenters(kernels, samples, { k, init }, random),
        `${which}starting centres`,
      );
      const { result: start, signal } = yield* part(starting, at(0), at(START_SHARE));
      if (signal === 'stop') {
        if (best) return { ...best, stopped: true };
        throw new ExpectedFailure(
          'stoppedEmpty',
          'Stopped before the first clusters were made: there is no result yet.',
        );
      }
      const running = named(
        lloyd(kernels, samples, partition, start, options),
        `${which}iterations`,
      );
      const ended = yield* part(running, at(START_SHARE), at(1));
      const { result } = ended;
      // A run cut short counts as well: its labels and centres belong together.
      if (
        !best ||
        (result.inertia < best.inertia && !sameClustering(result.labels, best.labels, k))
      )
        best = result;
      if (ended.signal === 'stop') return { ...best, stopped: result.stopped || run + 1 < nInit };
    }
    return best as LloydRun;
  } finally {
    kernels.release(mark);
  }
}
