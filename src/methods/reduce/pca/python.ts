import { pythonArguments, type PythonTwin } from '../../../core/python';
import { pcaMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'pca',
  packages: ['scikit-learn'],
  imports: ['from sklearn.decomposition import PCA'],
  estimator: (params) =>
    `PCA(${pythonArguments(pcaMethod.params, params, { signRule: undefined })}, svd_solver="full")`,
  figures: { explainedVarianceRatioSum: 'model.explained_variance_ratio_.sum()' },
  agreement: 'Both are exact; a newer scikit-learn may turn a component the other way.',
};
