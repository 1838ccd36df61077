import { choice, integer, number } from '../../../core/params';

/** The parameters that label spreading and label propagation have in common, with scikit-learn's names and meanings. */
export const graphParams = {
  kernel: choice({
    label: 'Graph',
    help: 'Nearest neighbours scale to tens of thousands of rows; RBF joins every two rows.',
    options: [
      { value: 'knn', label: 'Nearest neighbours' },
      { value: 'rbf', label: 'RBF' },
    ],
    default: 'knn',
  }),
  nNeighbors: integer({
    label: 'Neighbours',
    help: 'Neighbours of each row, the row itself counted as one (as in scikit-learn).',
    default: 7,
    min: 1,
    max: 1000,
    when: { param: 'kernel', is: ['knn'] },
  }),
  gamma: number({
    label: 'Gamma',
    help: 'Weight of two rows at distance d: exp(−gamma · d²).',
    default: 20,
    min: 0,
    when: { param: 'kernel', is: ['rbf'] },
  }),
};

export const iterationParams = (maxIter: number) => ({
  maxIter: integer({
    label: 'Iterations, at most',
    help: 'Stops earlier once the labels settle.',
    default: maxIter,
    min: 1,
    max: 100_000,
    advanced: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Settled when the sum of all changes in one iteration is below this.',
    default: 1e-3,
    min: 0,
    advanced: true,
  }),
});

/** Where both methods differ from scikit-learn. */
export const deviations: readonly string[] = [
  'The graph of nearest neighbours is the default here; scikit-learn’s is RBF.',
  'A row that no label reaches is reported as unreached; scikit-learn gives it the first class.',
  'Of equally near neighbours the row that comes first counts; scikit-learn’s choice is undefined.',
  'Whether it settled is also tested after the last iteration allowed.',
];
