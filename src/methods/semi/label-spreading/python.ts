import { pythonArguments, type PythonTwin } from '../../../core/python';
import { labelSpreadingMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'labelSpreading',
  packages: ['scikit-learn'],
  imports: ['from sklearn.semi_supervised import LabelSpreading'],
  estimator: (params) => `LabelSpreading(${pythonArguments(labelSpreadingMethod.params, params)})`,
  figures: { nIter: 'model.n_iter_' },
  agreement: 'The same labels, but for rows that lie equally near to several neighbours.',
};
