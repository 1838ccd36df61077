import { ExpectedFailure } from '../../../core/failure';
import { cholesky, invertLower } from '../../../core/linalg/cholesky';
import type { Densities } from '../../../kernels/gaussian-mixture/wasm';
import type { Gaussians } from './model';

function collapsed(): never {
  throw new ExpectedFailure(
    'badInput',
    'A component has collapsed onto too few different rows: its covariance cannot be inverted. Use fewer components, or a ' +
      'larger covariance floor.',
    'regCovar',
  );
}

/** The inverse of the Cholesky factor of a covariance, (n × n). */
function whitening(covariance: Float64Array, n: number): Float64Array {
  const L = cholesky(covariance, n);
  return L ? invertLower(L, n) : collapsed();
}

/** 1 / √v for variances above zero. */
const reciprocalDeviations = (variances: Float64Array): Float64Array =>
  variances.map((variance) => (variance > 0 ? 1 / Math.sqrt(variance) : collapsed()));

function factorsOf({ covarianceType, means, weights, covariances }: Gaussians): Float64Array[] {
  const k = weights.length;
  const cols = means.length / k;
  const part = (j: number, size: number) => covariances.subarray(j * size, (j + 1) * size);
  const each = Array.from(weights.keys());
  switch (covarianceType) {
    case 'full':
      return each.map((j) => whitening(part(j, cols * cols), cols));
    case 'tied':
      return [whitening(covariances, cols)];
    case 'diag':
      return each.map((j) => reciprocalDeviations(part(j, cols)));
    case 'spherical':
      return each.map((j) => new Float64Array(cols).fill(reciprocalDeviations(part(j, 1))[0]));
  }
}

/** What rows are compared with. Throws ExpectedFailure('badInput') when a covariance is singular. */
export function densitiesOf(gaussians: Gaussians): Densities {
  const { covarianceType, weights, means } = gaussians;
  const cols = means.length / weights.length;
  const step = covarianceType === 'full' || covarianceType === 'tied' ? cols + 1 : 1;
  const factors = factorsOf(gaussians);
  const peak = (factor: Float64Array): number => {
    let log = (-cols / 2) * Math.log(2 * Math.PI);
    for (let i = 0; i < factor.length; i += step) log += Math.log(factor[i]);
    return log;
  };
  const peaks = factors.map(peak);
  const forms = { full: 'each', tied: 'shared', diag: 'diagonal', spherical: 'diagonal' } as const;
  return {
    means,
    form: forms[covarianceType],
    factors,
    logPeaks: Float64Array.from(weights, (_, j) => peaks[Math.min(j, peaks.length - 1)]),
    logWeights: weights.map(Math.log),
  };
}
