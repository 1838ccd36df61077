import type { AnyMethod } from '../core/method';
import { gaussianMixtureMethod } from './cluster/gaussian-mixture/descriptor';
import { kMeansMethod } from './cluster/kmeans/descriptor';
import { cnnMethod } from './neural/cnn/descriptor';
import { contrastiveMethod } from './reduce/contrastive/descriptor';
import { isomapMethod } from './reduce/isomap/descriptor';
import { pcaMethod } from './reduce/pca/descriptor';
import { tsneMethod } from './reduce/tsne/descriptor';
import { umapMethod } from './reduce/umap/descriptor';
import { labelPropagationMethod } from './semi/label-propagation/descriptor';
import { labelSpreadingMethod } from './semi/label-spreading/descriptor';
import { laplaceLearningMethod } from './semi/laplace-learning/descriptor';
import { poissonLearningMethod } from './semi/poisson-learning/descriptor';
import { poissonMboMethod } from './semi/poisson-mbo/descriptor';
import { selfTrainingMethod } from './semi/self-training/descriptor';

/** Every method the lab knows, in the order the pages show them. Adding one is adding a line here. */
export const methods: readonly AnyMethod[] = [
  pcaMethod,
  isomapMethod,
  tsneMethod,
  umapMethod,
  contrastiveMethod,
  kMeansMethod,
  gaussianMixtureMethod,
  cnnMethod,
  labelSpreadingMethod,
  labelPropagationMethod,
  laplaceLearningMethod,
  poissonLearningMethod,
  poissonMboMethod,
  selfTrainingMethod,
];

/** The method with this id; an unknown id is a bug in the caller, or an old link, and says so. */
export function methodById(id: string): AnyMethod {
  const found = methods.find((method) => method.id === id);
  if (!found) throw new RangeError(`no method is called ${id}`);
  return found;
}
