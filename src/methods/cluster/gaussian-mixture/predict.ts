import { ExpectedFailure } from '../../../core/failure';
import type { Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { Mixture, packMixtureRows } from '../../../kernels/gaussian-mixture/wasm';
import { densitiesOf } from './densities';
import type { MixtureModel } from './model';

/** The most probable component of each new row, the first of equals, and all probabilities. */
export function* predictMixture(
  { centers, nClusters, covarianceType, weights, covariances }: MixtureModel,
  X: Matrix,
  { kernels }: FitContext,
): Task<Prediction> {
  const cols = centers.length / nClusters;
  if (X.cols !== cols) {
    throw new ExpectedFailure(
      'badInput',
      `The components are of ${cols} columns, these rows have ${X.cols}.`,
    );
  }
  const mark = kernels.mark();
  try {
    const offsets = centers.slice(0, cols);
    const samples = yield* part(packMixtureRows(kernels, X, offsets), 0, 0.5);
    const mixture = new Mixture(kernels, samples, nClusters);
    const means = centers.map((center, i) => center - offsets[i % cols]);
    const densities = densitiesOf({ covarianceType, weights, means, covariances });
    yield* part(mixture.expect(densities), 0.5, 1);
    const probabilities = new Float32Array(mixture.responsibilities);
    return { labels: mixture.labels, probabilities, nClasses: nClusters };
  } finally {
    kernels.release(mark);
  }
}
