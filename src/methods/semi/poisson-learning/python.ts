import { laplacianTwin } from '../laplacian/python-source';
import { poissonLearningMethod } from './descriptor';

export const python = laplacianTwin(
  'poissonLearning',
  'PoissonLearning',
  poissonLearningMethod.params,
);
