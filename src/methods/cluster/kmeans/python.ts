import { pythonArguments, type PythonTwin } from '../../../core/python';
import { kMeansMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'kmeans',
  packages: ['scikit-learn'],
  imports: ['from sklearn.cluster import KMeans'],
  estimator: (params) =>
    `KMeans(${pythonArguments(kMeansMethod.params, params)}, algorithm="lloyd")`,
  figures: { inertia: 'model.inertia_', nIter: 'model.n_iter_' },
  agreement:
    'The same clusters as scikit-learn 1.2; versions from 1.3 draw the first centre otherwise, so one seed gives others.',
};
