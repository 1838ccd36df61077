import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { choice, integer, number, numberOrWord, randomStateParam } from '../../../core/params';
import { neighborSearchParam } from '../shared/neighbors-param';
import type { UmapModel } from './model';
import { umapCost } from './cost';

const params = {
  nComponents: integer({
    label: 'Dimensions',
    help: 'Dimensions of the map.',
    default: 2,
    min: 2,
    max: 3,
  }),
  nNeighbors: integer({
    label: 'Neighbours',
    help: 'How many near rows each row knows, itself counted: few show detail, many the whole.',
    default: 15,
    min: 2,
    max: 200,
  }),
  minDist: number({
    label: 'Smallest distance',
    help: 'How close rows that are alike may lie in the map; at most the spread.',
    default: 0.1,
    min: 0,
    max: 10,
  }),
  spread: number({
    label: 'Spread',
    help: 'Scale of the map: how far nearness reaches.',
    default: 1,
    min: 0,
    exclusiveMin: true,
    max: 10,
    advanced: true,
  }),
  nEpochs: numberOrWord({
    label: 'Epochs',
    help: 'Rounds over all links; auto is 500 up to 10,000 rows, else 200.',
    words: ['auto'],
    default: 'auto',
    integer: true,
    min: 11,
    max: 100000,
  }),
  init: choice({
    label: 'Start',
    help: 'Where the points start: the first principal components, or at random.',
    options: [
      { value: 'pca', label: 'Principal components' },
      { value: 'random', label: 'Random' },
    ],
    default: 'pca',
  }),
  randomState: randomStateParam(),
  learningRate: number({
    label: 'Learning rate',
    help: 'Length of the first steps; it falls to 0 evenly.',
    default: 1,
    min: 0,
    exclusiveMin: true,
    max: 1000,
    advanced: true,
  }),
  negativeSampleRate: integer({
    label: 'Negative samples',
    help: 'Random rows that each step pushes away for one that it pulls near.',
    default: 5,
    min: 0,
    max: 100,
    advanced: true,
  }),
  repulsionStrength: number({
    label: 'Repulsion strength',
    help: 'Weight of the pushes against the pulls.',
    default: 1,
    min: 0,
    max: 100,
    advanced: true,
  }),
  neighbors: neighborSearchParam(),
};

export const umapMethod = defineMethod<typeof params, UmapModel>({
  id: 'umap',
  family: 'reduce',
  title: 'UMAP',
  summary:
    'Pulls near rows together and pushes others apart, by sampling: groups as clear as t-SNE’s, and new rows can be added.',
  thread: 'compute',
  params,
  result: 'embedding',
  tags: ['deterministic', 'iterative', 'inductive'],
  references: [
    {
      title: 'UMAP: Uniform manifold approximation and projection for dimension reduction',
      source: 'McInnes, Healy & Melville, arXiv 1802.03426, 2018',
      url: 'https://arxiv.org/abs/1802.03426',
    },
  ],
  deviations: [
    'The start is the principal components; umap-learn’s default is spectral. Maps are as good by their trustworthiness.',
    'Points move by themselves in two passes of an epoch, so that threads do not change the result; umap-learn moves the two ends of an edge at once.',
    'Neighbours are searched exactly, or through principal components with the recall measured; umap-learn approximates them above 4,096 rows.',
    'Distances are Euclidean. Maps agree in trustworthiness, not in coordinates: the method is random.',
  ],
  checkInput({ rows, cols }, { nNeighbors, nComponents, minDist, spread, init }) {
    if (nNeighbors > rows) {
      const message = `Neighbours must be at most the number of rows: ${nNeighbors} of ${rows}.`;
      return failure('badParameter', message, 'nNeighbors').error;
    }
    if (minDist > spread) {
      const message = `The smallest distance must be at most the spread: ${minDist} and ${spread}.`;
      return failure('badParameter', message, 'minDist').error;
    }
    if (init === 'pca' && nComponents > Math.min(rows, cols)) {
      const message = `A start from ${nComponents} principal components needs as many rows and columns: there are ${rows} × ${cols}. Start at random instead.`;
      return failure('badParameter', message, 'init').error;
    }
    return undefined;
  },
  cost: umapCost,
  load: async () => (await import('./fit')).umap,
});
