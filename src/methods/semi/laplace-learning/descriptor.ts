import { defineMethod } from '../../../core/method';
import type { SimilarityLabellingModel } from '../laplacian/model';
import { deviations, similarityParams, solutionPriors, solverParams } from '../laplacian/params';
import { labellingProblem } from '../shared/check-input';
import { graphCost } from '../shared/cost';

const params = { ...similarityParams, priors: solutionPriors, ...solverParams(1e-5) };

export const laplaceLearningMethod = defineMethod<typeof params, SimilarityLabellingModel>({
  id: 'laplaceLearning',
  family: 'semi',
  title: 'Laplace learning',
  summary:
    'Gives every row the mean of its neighbours, given labels fixed: good from about ten labels per class, spiky below.',
  thread: 'compute',
  params,
  result: 'labelling',
  tags: ['deterministic', 'iterative', 'inductive'],
  references: [
    {
      title: 'Semi-supervised learning using Gaussian fields and harmonic functions',
      source: 'Zhu, Ghahramani & Lafferty, ICML 2003',
    },
  ],
  deviations,
  checkInput: (facts, { nNeighbors }) => labellingProblem(facts, { kernel: 'knn', nNeighbors }),
  cost: (facts, { nNeighbors, maxIter }) => graphCost(facts, nNeighbors, Math.min(maxIter, 40)),
  load: async () => (await import('./fit')).laplaceLearning,
});
