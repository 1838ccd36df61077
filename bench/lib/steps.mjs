// The steps of the study that are timed: what runs in the page, what it is held against, and what must not get worse.

const pixels = (rows, scaling) => ({ from: 'pixels', table: 'train', rows, scaling });
const stride = (step) => ({ kind: 'stride', step });
const all = { kind: 'all' };
const fit = (method, params, input) => ({ action: 'fit', method, params, input });
const budget = {
  kind: 'budget',
  budget: { kind: 'share', trainSize: 0.1, randomState: 42, stratify: false },
};
const pca50 = fit('pca', { nComponents: 50 }, pixels(budget, 'unit'));
const trainNetwork = (batchSize, epochs) =>
  fit('cnn', { epochs, batchSize }, pixels(stride(5), 'unit'));
/** Stands for the result of the step's `before`. */
const before = { from: 'result', result: 'before' };

/**
 * @typedef {object} Step
 * @property {string} key
 * @property {string} title
 * @property {number} [target] reference seconds / ours that is wanted
 * @property {object} [before] a run whose result the timed one starts from, not timed
 * @property {object} [run] the timed run; reading a file has none
 * @property {string[]} [stages] only these stages of the run count (a part of a method that has no page of its own)
 * @property {boolean} [perStep] one step of the network's training is what counts: the median over its epochs, in ms
 * @property {string[]} [needs] Python modules of its reference besides scikit-learn
 * @property {string[]} quality names of the figures shown for both
 * @property {boolean} [map] the result is a map, judged by the same program as the reference's
 */

/** @type {Step[]} */
export const steps = [
  { key: 'read', title: 'Read train.csv', target: 1, quality: ['sha256'] },
  {
    key: 'pca2',
    title: 'PCA 2-D',
    target: 0.5,
    run: fit('pca', { nComponents: 2 }, pixels(stride(5), 'raw')),
    quality: ['explainedVarianceRatioSum'],
  },
  {
    key: 'pca50',
    title: 'PCA 50-D',
    target: 2,
    run: fit('pca', { nComponents: 50 }, pixels(all, 'unit')),
    quality: ['explainedVarianceRatioSum'],
  },
  {
    key: 'isomap2',
    title: 'Isomap 2-D',
    target: 5,
    run: fit('isomap', { nComponents: 2 }, pixels(stride(10), 'raw')),
    quality: ['reconstructionError'],
  },
  {
    key: 'isomap3',
    title: 'Isomap 3-D',
    target: 5,
    run: fit('isomap', { nComponents: 3 }, pixels(stride(10), 'raw')),
    quality: ['reconstructionError'],
  },
  {
    key: 'tsne2',
    title: 't-SNE 2-D, every fifth row',
    target: 12,
    run: fit('tsne', { nComponents: 2 }, pixels(stride(5), 'raw')),
    quality: ['klDivergence', 'trustworthiness'],
    map: true,
  },
  {
    key: 'tsne3',
    title: 't-SNE 3-D, every fifth row',
    target: 8,
    run: fit('tsne', { nComponents: 3 }, pixels(stride(5), 'raw')),
    quality: ['klDivergence', 'trustworthiness'],
    map: true,
  },
  {
    key: 'tsne42k',
    title: 't-SNE 2-D, all rows',
    target: 15,
    run: fit('tsne', { nComponents: 2 }, pixels(all, 'unit')),
    quality: ['klDivergence', 'trustworthiness', 'neighborRecall'],
    map: true,
  },
  {
    key: 'kmeans',
    title: 'k-means, 10 clusters, 10 starts',
    target: 4,
    run: fit('kmeans', { nClusters: 10, nInit: 10 }, pixels(all, 'unit')),
    quality: ['inertia', 'ari'],
  },
  {
    key: 'knn7',
    title: '7 nearest neighbours in 50-D',
    target: 2,
    before: pca50,
    run: fit('labelSpreading', { kernel: 'knn', alpha: 0.2, nNeighbors: 7 }, before),
    stages: ['Distances', 'Neighbours'],
    quality: [],
  },
  {
    key: 'spreading',
    title: 'Label spreading with its graph',
    target: 3,
    before: pca50,
    run: fit('labelSpreading', { kernel: 'knn', alpha: 0.2, nNeighbors: 7 }, before),
    quality: ['accuracy'],
  },
  ...[32, 128].map((batchSize) => ({
    key: `cnn${batchSize}`,
    title: `Network, one training step of ${batchSize}`,
    target: 1,
    run: trainNetwork(batchSize, 3),
    perStep: true,
    needs: ['torch'],
    quality: ['valAccuracy', 'oneThreadMs'],
  })),
  {
    key: 'predict',
    title: 'Network, predict the test rows',
    target: 1,
    before: trainNetwork(32, 1),
    run: {
      action: 'predict',
      model: 'before',
      input: { from: 'pixels', table: 'test', rows: all, scaling: 'unit' },
    },
    needs: ['torch'],
    quality: ['oneThreadSeconds'],
  },
];

export const stepKeys = steps.map(({ key }) => key);
