import { part, type Signal, type Task } from '../../../core/task';

export interface Iteration {
  /** One step F → F′ of a method, (rows × classes). */
  step: (F: Float64Array) => Task<Float64Array>;
  start: Float64Array;
  maxIter: number;
  tol: number;
}

export interface Iterated {
  F: Float64Array;
  /** Steps done, scikit-learn's `n_iter_`. */
  nIter: number;
  converged: boolean;
  stopped: boolean;
}

function totalChange(F: Float64Array, previous: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < F.length; i++) sum += Math.abs(F[i] - previous[i]);
  return sum;
}

/**
 * Steps until the entries change by less than `tol` in sum, as scikit-learn: the test comes before the step, and the
 * first one compares with zeros. Unlike there, the last step of `maxIter` is tested too, so `converged` is the truth.
 */
export function* iterate({ step, start, maxIter, tol }: Iteration): Task<Iterated> {
  let F = start;
  let previous: Float64Array = new Float64Array(F.length);
  let nIter = 0;
  let converged = totalChange(F, previous) < tol;
  let signal: Signal = 'go';
  while (!converged && nIter < maxIter && signal === 'go') {
    previous = F;
    F = yield* part(step(F), nIter / maxIter, (nIter + 1) / maxIter);
    nIter++;
    converged = totalChange(F, previous) < tol;
    signal = yield { fraction: nIter / maxIter, stage: 'Spreading' };
  }
  return { F, nIter, converged, stopped: signal === 'stop' && !converged };
}
