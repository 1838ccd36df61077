import { pythonArguments, type PythonTwin } from '../../../core/python';
import { gaussianMixtureMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'gaussianMixture',
  packages: ['scikit-learn'],
  imports: ['from sklearn.mixture import GaussianMixture'],
  estimator: (params) =>
    `GaussianMixture(${pythonArguments(gaussianMixtureMethod.params, params)})`,
  figures: { lowerBound: 'model.lower_bound_', nIter: 'model.n_iter_' },
  agreement:
    'The same components as scikit-learn 1.2; versions from 1.3 start k-means otherwise, so one seed gives others.',
};
