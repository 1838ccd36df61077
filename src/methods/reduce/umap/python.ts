import { pythonArguments, type PythonTwin } from '../../../core/python';
import { umapMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'umap',
  packages: ['umap-learn'],
  imports: ['from umap import UMAP'],
  estimator: (params) => {
    const change = {
      neighbors: undefined,
      nEpochs: params.nEpochs === 'auto' ? null : params.nEpochs,
    };
    return `UMAP(${pythonArguments(umapMethod.params, params, change)})`;
  },
  figures: {},
  agreement: 'Maps agree in trustworthiness, not in coordinates: the method is random.',
};
