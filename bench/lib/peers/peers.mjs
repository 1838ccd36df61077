// What the lab is held against: packages for the browser, each with the run of ours that does the same.

const fit = (method, params) => ({ action: 'fit', method, params });

/**
 * @typedef {object} Peer
 * @property {string} key
 * @property {string} title
 * @property {string} package
 * @property {object} run ours; its input are the peer's rows
 * @property {string} quality the figure shown for both; trustworthiness is computed alike for both maps
 * @property {boolean} [map]
 */

/** @type {Peer[]} */
export const peers = [
  {
    key: 'pca',
    title: 'PCA 2-D',
    package: 'ml-pca',
    run: fit('pca', { nComponents: 2 }),
    quality: 'explainedVarianceRatioSum',
  },
  {
    key: 'kmeans',
    title: 'k-means, 10 clusters, 1 start',
    package: 'ml-kmeans',
    run: fit('kmeans', { nClusters: 10, nInit: 1 }),
    quality: 'inertia',
  },
  {
    key: 'tsne',
    title: 't-SNE 2-D, 1,000 iterations',
    package: '@keckelt/tsne',
    run: fit('tsne', { nComponents: 2 }),
    quality: 'trustworthiness',
    map: true,
  },
  {
    key: 'umap',
    title: 'UMAP 2-D',
    package: 'umap-js',
    run: fit('umap', { nComponents: 2, nNeighbors: 15 }),
    quality: 'trustworthiness',
    map: true,
  },
];

export const peerKeys = peers.map(({ key }) => key);
