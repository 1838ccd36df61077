import { laplacianTwin } from '../laplacian/python-source';
import { laplaceLearningMethod } from './descriptor';

export const python = laplacianTwin(
  'laplaceLearning',
  'LaplaceLearning',
  laplaceLearningMethod.params,
);
