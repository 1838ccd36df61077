import { pythonArguments, type PythonTwin } from '../../../core/python';
import { isomapMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'isomap',
  packages: ['scikit-learn'],
  imports: ['from sklearn.manifold import Isomap'],
  estimator: (params) => `Isomap(${pythonArguments(isomapMethod.params, params)})`,
  figures: { reconstructionError: 'model.reconstruction_error()' },
  agreement: 'Coordinates agree to about six digits, up to the sign of an axis.',
};
