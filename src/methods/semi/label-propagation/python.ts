import { pythonArguments, type PythonTwin } from '../../../core/python';
import { labelPropagationMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'labelPropagation',
  packages: ['scikit-learn'],
  imports: ['from sklearn.semi_supervised import LabelPropagation'],
  estimator: (params) =>
    `LabelPropagation(${pythonArguments(labelPropagationMethod.params, params)})`,
  figures: { nIter: 'model.n_iter_' },
  agreement: 'The same labels, but for rows that lie equally near to several neighbours.',
};
