import type { Progress, Signal, Task } from '../../../core/task';
import type { Repulsion } from '../../../kernels/tsne-attraction/points';
import type { Descent } from '../../../kernels/tsne-attraction/wasm';

/** Iterations with exaggerated attraction, scikit-learn's. */
export const EARLY_ITERATIONS = 250;
const CHECK_EVERY = 50;
const SHOW_EVERY = 10;

export interface Schedule {
  nIter: number;
  earlyExaggeration: number;
  learningRate: number;
  nIterWithoutProgress: number;
  minGradNorm: number;
}

export interface Optimised {
  /** Index of the last iteration done. */
  nIter: number;
  klDivergence: number;
  stopped: boolean;
}

interface Phase {
  from: number;
  to: number;
  exaggeration: number;
  momentum: number;
  /** Stop when the divergence has not fallen for so many iterations. */
  patience: number;
}

interface PhaseEnd {
  last: number;
  stopped: boolean;
}

/** Runs the repulsion, with the iteration's own progress in place of its parts'; 'stop' is kept for later. */
function* repel(
  descent: Descent,
  repulsion: Repulsion,
  progress: Progress,
): Task<{ normalizer: number; signal: Signal }> {
  const task = repulsion.run(descent.points, descent.repulsion);
  let signal: Signal = 'go';
  for (;;) {
    const step = task.next('go');
    if (step.done) return { normalizer: step.value, signal };
    if ((yield progress) === 'stop') signal = 'stop';
  }
}

class Optimiser {
  private klDivergence: number | undefined;

  constructor(
    private readonly descent: Descent,
    private readonly repulsion: Repulsion,
    private readonly schedule: Schedule,
    private readonly picture: () => Float32Array,
  ) {}

  private progressAt(iteration: number): Progress {
    const { nIter } = this.schedule;
    return { fraction: iteration / nIter, stage: `Iteration ${iteration} of ${nIter}` };
  }

  private progressAfter(iteration: number): Progress {
    const progress = this.progressAt(iteration + 1);
    if ((iteration + 1) % SHOW_EVERY !== 0) return progress;
    const { klDivergence, descent } = this;
    const coordinates = this.picture();
    const shown = { coordinates, dims: descent.dims, iteration: iteration + 1, klDivergence };
    return { ...progress, partial: { kind: 'coordinates', ...shown } };
  }

  private *phase({ from, to, exaggeration, momentum, patience }: Phase): Task<PhaseEnd> {
    const { descent, repulsion, schedule } = this;
    const { learningRate, minGradNorm } = schedule;
    descent.resetMomentum();
    let best = { divergence: Infinity, iteration: from };
    for (let i = from; i < to; i++) {
      const { normalizer, signal } = yield* repel(descent, repulsion, this.progressAt(i));
      const check = (i + 1) % CHECK_EVERY === 0;
      if (check) this.klDivergence = descent.divergence(normalizer);
      const gradient = descent.step({ exaggeration, normalizer, momentum, learningRate });
      if ((yield this.progressAfter(i)) === 'stop' || signal === 'stop')
        return { last: i, stopped: true };
      if (!check) continue;
      const divergence = this.klDivergence ?? Infinity;
      if (divergence < best.divergence) best = { divergence, iteration: i };
      else if (i - best.iteration > patience) return { last: i, stopped: false };
      if (gradient <= minGradNorm) return { last: i, stopped: false };
    }
    return { last: to - 1, stopped: false };
  }

  *run(): Task<Optimised> {
    const { nIter, earlyExaggeration, nIterWithoutProgress } = this.schedule;
    let end = yield* this.phase({
      from: 0,
      to: EARLY_ITERATIONS,
      exaggeration: earlyExaggeration,
      momentum: 0.5,
      patience: EARLY_ITERATIONS,
    });
    if (!end.stopped && end.last + 1 < nIter) {
      end = yield* this.phase({
        from: end.last + 1,
        to: nIter,
        exaggeration: 1,
        momentum: 0.8,
        patience: nIterWithoutProgress,
      });
    }
    const { descent, repulsion } = this;
    const { normalizer } = yield* repel(descent, repulsion, this.progressAt(end.last + 1));
    return {
      nIter: end.last,
      klDivergence: descent.divergence(normalizer),
      stopped: end.stopped,
    };
  }
}

/**
 * scikit-learn's gradient descent in two phases: 250 iterations on exaggerated P with momentum 0.5, then on P with 0.8;
 * velocities and gains begin anew. Ends early when the divergence, looked at every 50 iterations, has not fallen for long
 * enough or the gradient vanishes. The divergence is that of the points returned, without exaggeration.
 * `picture` gives the coordinates to show on the way.
 */
export function optimise(
  descent: Descent,
  repulsion: Repulsion,
  schedule: Schedule,
  picture: () => Float32Array,
): Task<Optimised> {
  return new Optimiser(descent, repulsion, schedule, picture).run();
}
