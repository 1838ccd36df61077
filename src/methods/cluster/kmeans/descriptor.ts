import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { choice, integer, number, randomStateParam } from '../../../core/params';
import type { KMeansModel } from './model';
import { kMeansCost } from './cost';

const params = {
  nClusters: integer({
    label: 'Clusters',
    help: 'How many clusters to find.',
    default: 8,
    min: 1,
    max: 1000,
  }),
  init: choice({
    label: 'Start',
    help: 'k-means++ starts from rows far apart; random from any rows.',
    options: [
      { value: 'k-means++', label: 'k-means++' },
      { value: 'random', label: 'Random rows' },
    ],
    default: 'k-means++',
  }),
  nInit: integer({
    label: 'Runs',
    help: 'Runs from different starts; the one with the lowest inertia is kept.',
    default: 10,
    min: 1,
    max: 100,
  }),
  maxIter: integer({
    label: 'Iterations, at most',
    help: 'Of one run; it stops earlier once the clusters settle.',
    default: 300,
    min: 1,
    max: 10_000,
    advanced: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Settled when the centres move less than this, relative to the variance of the columns.',
    default: 1e-4,
    min: 0,
    advanced: true,
  }),
  randomState: randomStateParam(),
};

export const kMeansMethod = defineMethod<typeof params, KMeansModel>({
  id: 'kmeans',
  family: 'cluster',
  title: 'k-means',
  summary:
    'Divides the rows among so many centres that each row belongs to its nearest: round clusters of similar size.',
  thread: 'compute',
  params,
  result: 'clustering',
  tags: ['iterative', 'inductive'],
  references: [
    {
      title: 'Least squares quantization in PCM',
      source: 'Lloyd, IEEE Transactions on Information Theory 28, 1982',
      url: 'https://doi.org/10.1109/TIT.1982.1056489',
    },
    {
      title: 'k-means++: the advantages of careful seeding',
      source: 'Arthur & Vassilvitskii, SODA 2007',
    },
    { title: 'Using the triangle inequality to accelerate k-means', source: 'Elkan, ICML 2003' },
  ],
  deviations: [
    'Runs is 10, as in scikit-learn before 1.4; later versions make one run from k-means++.',
    'Distances are compared in double precision whatever the input’s; equal ones go to the lower cluster exactly.',
    'When several clusters are empty at once, the farthest row goes to the first; scikit-learn’s order is undefined.',
    'A run that used all its iterations says so.',
  ],
  checkInput({ rows }, { nClusters }) {
    if (nClusters <= rows) return undefined;
    const message = `There cannot be more clusters than rows: ${nClusters} of ${rows}.`;
    return failure('badParameter', message, 'nClusters').error;
  },
  cost: kMeansCost,
  load: async () => (await import('./fit')).kMeans,
});
