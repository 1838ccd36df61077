import { laplacianTwin } from '../laplacian/python-source';
import { poissonMboMethod } from './descriptor';

export const python = laplacianTwin('poissonMbo', 'PoissonMBO', poissonMboMethod.params);
