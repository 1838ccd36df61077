import { part, type Signal, type Task } from '../../../core/task';

export interface Iteration {
  /** One step of a method: the sum of all entries' changes. */
  step: () => Task<number>;
  /** The sum of all entries at the start. */
  start: number;
  maxIter: number;
  tol: number;
}

export interface Iterated {
  /** Steps done, scikit-learn's `n_iter_`. */
  nIter: number;
  converged: boolean;
  stopped: boolean;
}

/**
 * Steps until the entries change by less than `tol` in sum, as scikit-learn: the test comes before the step, and the
 * first one compares with zeros. Unlike there, the last step of `maxIter` is tested too, so `converged` is the truth.
 */
export function* iterate({ step, start, maxIter, tol }: Iteration): Task<Iterated> {
  let nIter = 0;
  let converged = start < tol;
  let signal: Signal = 'go';
  while (!converged && nIter < maxIter && signal === 'go') {
    const change = yield* part(step(), nIter / maxIter, (nIter + 1) / maxIter);
    nIter++;
    converged = change < tol;
    signal = yield { fraction: nIter / maxIter, stage: 'Spreading' };
  }
  return { nIter, converged, stopped: signal === 'stop' && !converged };
}
