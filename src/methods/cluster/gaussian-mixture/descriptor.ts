import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { choice, integer, number, randomStateParam } from '../../../core/params';
import type { MixtureModel } from './model';
import { gaussianMixtureCost } from './cost';

const params = {
  nComponents: integer({
    label: 'Components',
    help: 'How many Gaussians; each is a cluster.',
    default: 1,
    min: 1,
    max: 1000,
  }),
  covarianceType: choice({
    label: 'Covariance',
    help: 'What shapes the clusters may take.',
    options: [
      { value: 'full', label: 'Full: any ellipsoid each' },
      { value: 'tied', label: 'Tied: one ellipsoid for all' },
      { value: 'diag', label: 'Diagonal: along the columns' },
      { value: 'spherical', label: 'Spherical: round' },
    ],
    default: 'full',
  }),
  nInit: integer({
    label: 'Runs',
    help: 'Runs from different starts; the likeliest is kept.',
    default: 1,
    min: 1,
    max: 100,
  }),
  initParams: choice({
    label: 'Start',
    help: 'From the clusters of one run of k-means, from rows chosen by k-means++ or at random, or from random shares.',
    options: [
      { value: 'kmeans', label: 'k-means' },
      { value: 'k-means++', label: 'k-means++ rows' },
      { value: 'random_from_data', label: 'Random rows' },
      { value: 'random', label: 'Random shares' },
    ],
    default: 'kmeans',
    advanced: true,
  }),
  maxIter: integer({
    label: 'Iterations, at most',
    help: 'Of one run; it stops earlier once the likelihood settles.',
    default: 100,
    min: 1,
    max: 10_000,
    advanced: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Settled when the mean log-likelihood changes by less than this.',
    default: 1e-3,
    min: 0,
    advanced: true,
  }),
  regCovar: number({
    label: 'Covariance floor',
    help: 'Added to every variance, so that no component collapses.',
    default: 1e-6,
    min: 0,
    advanced: true,
  }),
  randomState: randomStateParam(),
};

export const gaussianMixtureMethod = defineMethod<typeof params, MixtureModel>({
  id: 'gaussianMixture',
  family: 'cluster',
  title: 'Gaussian mixture',
  summary:
    'Takes the rows for draws from several Gaussians and finds these: clusters of any size and elliptic shape, with probabilities.',
  thread: 'compute',
  params,
  result: 'clustering',
  tags: ['iterative', 'inductive'],
  references: [
    {
      title: 'Maximum likelihood from incomplete data via the EM algorithm',
      source: 'Dempster, Laird & Rubin, Journal of the Royal Statistical Society B 39, 1977',
    },
  ],
  deviations: [
    'Moments are summed about the former means, in double precision whatever the input’s; scikit-learn’s formulas lose digits when means are far from zero.',
    'A component without rows goes to the mean of all rows; scikit-learn puts it at zero.',
    'Whether it settled is said of the run that was kept.',
  ],
  checkInput({ rows }, { nComponents }) {
    if (nComponents <= rows && rows > 1) return undefined;
    const message =
      rows < 2
        ? 'A mixture needs at least two rows.'
        : `There cannot be more components than rows: ${nComponents} of ${rows}.`;
    return failure('badParameter', message, 'nComponents').error;
  },
  cost: gaussianMixtureCost,
  load: async () => (await import('./fit')).gaussianMixture,
});
