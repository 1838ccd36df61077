import { defineMethod } from '../../../core/method';
import { choice, integer, number } from '../../../core/params';
import type { MboPriors } from './fit';
import type { SimilarityLabellingModel } from '../laplacian/model';
import { deviations, similarityParams } from '../laplacian/params';
import { labellingProblem } from '../shared/check-input';
import { graphCost } from '../shared/cost';

const params = {
  ...similarityParams,
  priors: choice<MboPriors>({
    label: 'Class shares',
    help: 'The sizes that the classes are held to. Wrong shares cost as many rows as they are wrong by.',
    options: [
      { value: 'estimated', label: 'As Poisson learning finds them' },
      { value: 'uniform', label: 'All equal' },
      { value: 'labels', label: 'As among the given labels' },
    ],
    default: 'estimated',
  }),
  maxIter: integer({
    label: 'Rounds, at most',
    help: 'Each round lets heat flow and decides anew; it ends earlier once labels stay.',
    default: 20,
    min: 1,
    max: 1000,
    advanced: true,
  }),
  steps: integer({
    label: 'Steps of a round',
    help: 'Steps of heat flow before each decision.',
    default: 40,
    min: 1,
    max: 1000,
    advanced: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Settled when at most this share of the rows changes its class in a round. Shares are held no closer.',
    default: 1e-3,
    min: 0,
    max: 1,
    advanced: true,
  }),
};

export const poissonMboMethod = defineMethod<typeof params, SimilarityLabellingModel>({
  id: 'poissonMbo',
  family: 'semi',
  title: 'PoissonMBO',
  summary:
    'Poisson learning that decides on the way and keeps the classes’ shares: the most accurate at few labels when the shares are about right.',
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
  deviations: [
    ...deviations,
    'Shares are met by setting the class farthest off right, again and again; the paper climbs gradients.',
    'Rounds end once labels stay; the paper’s are always 20. Its shares are the true ones: here they are estimated by default.',
  ],
  checkInput: (facts, { nNeighbors }) => labellingProblem(facts, { kernel: 'knn', nNeighbors }),
  cost: (facts, { nNeighbors, steps }) => graphCost(facts, nNeighbors, 10 * steps),
  load: async () => (await import('./fit')).poissonMbo,
});
