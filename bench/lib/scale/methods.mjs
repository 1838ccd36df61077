// What is timed against the number of rows.

const pixels = (rows) => ({ from: 'pixels', table: 'train', rows, scaling: 'unit' });
const all = pixels({ kind: 'all' });
const blanks = pixels({ kind: 'budget', budget: { kind: 'blanks' } });
const fit = (method, params, input) => ({ action: 'fit', method, params, input });
const spreading = { kernel: 'knn', alpha: 0.2, nNeighbors: 7 };

/**
 * @typedef {object} Scaled
 * @property {string} key
 * @property {string} title
 * @property {object} run the timed run, as in steps.mjs
 * @property {object} [before]
 * @property {string[]} [stages]
 */

/** @type {Scaled[]} */
export const scaled = [
  { key: 'pca', title: 'PCA, 50 components', run: fit('pca', { nComponents: 50 }, all) },
  {
    key: 'neighbours',
    title: '7 neighbours in 50-D, exact',
    before: fit('pca', { nComponents: 50 }, blanks),
    run: fit('labelSpreading', spreading, { from: 'result' }),
    stages: ['Distances', 'Neighbours'],
  },
  {
    key: 'spreading',
    title: 'Label spreading with its graph',
    before: fit('pca', { nComponents: 50 }, blanks),
    run: fit('labelSpreading', spreading, { from: 'result' }),
  },
  {
    key: 'kmeans',
    title: 'k-means, 10 clusters, 1 start',
    run: fit('kmeans', { nClusters: 10, nInit: 1 }, all),
  },
  { key: 'tsne', title: 't-SNE 2-D, 1,000 iterations', run: fit('tsne', { nComponents: 2 }, all) },
];

export const scaledKeys = scaled.map(({ key }) => key);
