import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { packSamples, toMeant } from '../../../kernels/kmeans/samples';
import { warningsOf, type KMeansModel } from './model';
import { predictKMeans } from './predict';
import { bestRun } from './runs';
import type { Init } from './starts';

export interface KMeansParams {
  nClusters: number;
  init: Init;
  nInit: number;
  maxIter: number;
  tol: number;
  randomState: number;
}

/**
 * k-means (Lloyd 1982) with scikit-learn's choices, exact: distances that cannot decide are left out. At most
 * rows · nClusters · cols multiply-adds an iteration; memory for one copy of the rows and 4 · rows · nClusters bytes.
 */
function* fitKMeans(
  { X }: FitInput,
  { nClusters, init, nInit, maxIter, tol, randomState }: KMeansParams,
  { kernels }: FitContext,
): Task<KMeansModel> {
  const mark = kernels.mark();
  try {
    const samples = yield* part(packSamples(kernels, X), 0, 0.03);
    const options = { k: nClusters, init, nInit, maxIter, tol };
    const runs = bestRun(kernels, samples, options, new RandomState(randomState));
    const best = yield* part(runs, 0.03, 1);
    const { labels, squares, inertia, nIter, converged, stopped } = best;
    return {
      kind: 'clustering',
      labels,
      nClusters,
      centers: toMeant(samples, best.centers, X),
      scores: Float32Array.from(squares, (square) => Math.sqrt(square) * X.scale),
      nIter,
      converged,
      stopped,
      warnings: warningsOf(best, { nClusters, nInit }),
      figures: { inertia: inertia * X.scale ** 2, nIter },
    };
  } finally {
    kernels.release(mark);
  }
}

export const kMeans: Algorithm<KMeansParams, KMeansModel> = {
  fit: fitKMeans,
  predict: predictKMeans,
};
