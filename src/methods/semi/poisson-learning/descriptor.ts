import { defineMethod } from '../../../core/method';
import type { SimilarityLabellingModel } from '../laplacian/model';
import { deviations, similarityParams, solutionPriors, solverParams } from '../laplacian/params';
import { labellingProblem } from '../shared/check-input';
import { graphCost } from '../shared/cost';

const params = { ...similarityParams, priors: solutionPriors, ...solverParams(1e-3) };

export const poissonLearningMethod = defineMethod<typeof params, SimilarityLabellingModel>({
  id: 'poissonLearning',
  family: 'semi',
  title: 'Poisson learning',
  summary:
    'Lets given labels flow through the graph like heat: made for a handful of labels, even one per class.',
  thread: 'compute',
  params,
  result: 'labelling',
  tags: ['deterministic', 'iterative', 'inductive'],
  references: [
    {
      title: 'Poisson learning: graph based semi-supervised learning at very low label rates',
      source: 'Calder, Cook, Thorpe & Slepčev, ICML 2020',
      url: 'https://proceedings.mlr.press/v119/calder20a.html',
    },
  ],
  deviations,
  checkInput: (facts, { nNeighbors }) => labellingProblem(facts, { kernel: 'knn', nNeighbors }),
  cost: (facts, { nNeighbors, maxIter }) => graphCost(facts, nNeighbors, Math.min(maxIter, 60)),
  load: async () => (await import('./fit')).poissonLearning,
});
