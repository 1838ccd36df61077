import { part, type Signal, type Task } from '../../../core/task';
import type { Mixture, MixtureRows } from '../../../kernels/gaussian-mixture/wasm';
import { densitiesOf } from './densities';
import { maximise, type MaximiseOptions } from './maximise';
import type { Gaussians } from './model';

export interface EmOptions extends MaximiseOptions {
  maxIter: number;
  /** Settled when the mean log-likelihood changes by less than this. */
  tol: number;
}

export interface EmRun {
  gaussians: Gaussians;
  /** Mean log-likelihood of the rows before the last M-step; −∞ when there was none. */
  lowerBound: number;
  nIter: number;
  converged: boolean;
  signal: Signal;
}

/** Half the bar after so many iterations: how many there will be is not known. */
const HALF_WAY = 10;

/** Gaussians of the responsibilities given: moments about the origin first, so that the rest is taken about means. */
function* firstGaussians(
  mixture: Mixture,
  samples: MixtureRows,
  sums: Float64Array,
  options: MaximiseOptions,
): Task<Gaussians> {
  const { cols } = samples;
  const origin = new Float64Array(sums.length * cols);
  const { first } = yield* mixture.moments(0, origin, new Float64Array(sums.length));
  const means = first.map((sum, i) => sum / Math.max(sums[Math.floor(i / cols)], Number.MIN_VALUE));
  return yield* maximise(mixture, means, sums, options);
}

/** Expectation-maximisation (Dempster, Laird & Rubin 1977) from the responsibilities in `mixture`. */
export function* expectationMaximisation(
  mixture: Mixture,
  samples: MixtureRows,
  begin: { sums: Float64Array; signal: Signal },
  options: EmOptions,
): Task<EmRun> {
  let { signal } = begin;
  let gaussians = yield* part(firstGaussians(mixture, samples, begin.sums, options), 0, 0);
  let lowerBound = -Infinity;
  let nIter = 0;
  let converged = false;
  while (nIter < options.maxIter && !converged && signal === 'go') {
    const done = nIter / (nIter + HALF_WAY);
    const expected = yield* part(mixture.expect(densitiesOf(gaussians)), done, done);
    const { means } = gaussians;
    gaussians = yield* part(maximise(mixture, means, expected.sums, options), done, done);
    nIter++;
    converged = Math.abs(expected.logLikelihood - lowerBound) < options.tol;
    lowerBound = expected.logLikelihood;
    signal = yield { fraction: nIter / (nIter + HALF_WAY), stage: 'Maximisation' };
    if (expected.signal === 'stop') signal = 'stop';
  }
  return { gaussians, lowerBound, nIter, converged, signal };
}
