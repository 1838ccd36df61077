import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { Mixture, packMixtureRows } from '../../../kernels/gaussian-mixture/wasm';
import { scatterMatrix } from '../../../kernels/gram/scatter';
import { columnMoments } from '../../../kernels/kmeans/moments';
import { densitiesOf } from './densities';
import { expectationMaximisation, type EmRun } from './expectation-maximisation';
import type { CovarianceType, MixtureModel } from './model';
import { predictMixture } from './predict';
import { start, type InitParams } from './starts';

export interface MixtureParams {
  nComponents: number;
  covarianceType: CovarianceType;
  tol: number;
  regCovar: number;
  maxIter: number;
  nInit: number;
  initParams: InitParams;
  randomState: number;
}

function* prepare(kernels: KernelRuntime, X: Matrix, covarianceType: CovarianceType) {
  const { means } = yield* part(columnMoments(kernels, X), 0, 0.4);
  const scatter =
    covarianceType === 'tied'
      ? (yield* part(scatterMatrix(kernels, X), 0.4, 0.7)).scatter
      : undefined;
  const offsets = means.map((mean) => mean * X.scale);
  return { scatter, samples: yield* part(packMixtureRows(kernels, X, offsets), 0.7, 1) };
}

function warningsOf({ nIter, converged }: EmRun, stopped: boolean): string[] {
  const iterations = `${nIter} iteration${nIter === 1 ? '' : 's'}`;
  if (stopped) return [`Stopped after ${iterations}: the likelihood may still have grown.`];
  if (converged) return [];
  return [`Did not settle within ${iterations}: allow more, or a larger tolerance.`];
}

/**
 * Gaussian mixture by expectation-maximisation with scikit-learn's choices. An iteration costs about rows · k · cols²
 * multiply-adds with full covariances, rows · k · cols with diagonal ones; 8 · rows · (cols + k) bytes.
 */
function* fitMixture(
  { X }: FitInput,
  params: MixtureParams,
  { kernels }: FitContext,
): Task<MixtureModel> {
  const { nComponents: k, covarianceType, nInit, initParams } = params;
  const mark = kernels.mark();
  try {
    const { scatter, samples } = yield* part(prepare(kernels, X, covarianceType), 0, 0.04);
    const mixture = new Mixture(kernels, samples, k);
    const random = new RandomState(params.randomState);
    let best: EmRun | undefined;
    let stopped = false;
    for (let run = 0; run < nInit && !stopped; run++) {
      const at = (share: number) => 0.04 + (0.94 * (run + share)) / nInit;
      const beginning = start(kernels, mixture, { init: initParams, X, k, random });
      const begun = yield* part(beginning, at(0), at(0.3));
      const em = expectationMaximisation(mixture, samples, begun, { ...params, scatter });
      const ended = yield* part(em, at(0.3), at(1));
      stopped = ended.signal === 'stop' && (!ended.converged || run + 1 < nInit);
      if (!best || ended.lowerBound > best.lowerBound) best = ended;
    }
    const found = best as EmRun;
    const { gaussians, nIter, converged, lowerBound } = found;
    // Once more, so that labels and probabilities belong to the parameters returned.
    const last = yield* part(mixture.expect(densitiesOf(gaussians)), 0.98, 1);
    return {
      kind: 'clustering',
      labels: mixture.labels,
      nClusters: k,
      centers: gaussians.means.map((mean, i) => mean + samples.offsets[i % X.cols]),
      scores: mixture.ownLogs,
      nIter,
      converged,
      stopped,
      warnings: warningsOf(found, stopped),
      figures: { lowerBound: nIter > 0 ? lowerBound : last.logLikelihood, nIter },
      covarianceType,
      weights: gaussians.weights,
      covariances: gaussians.covariances,
      probabilities: new Float32Array(mixture.responsibilities),
    };
  } finally {
    kernels.release(mark);
  }
}

export const gaussianMixture: Algorithm<MixtureParams, MixtureModel> = {
  fit: fitMixture,
  predict: predictMixture,
};
