import type { Dataset } from '../data/dataset';
import type { Experiment } from './experiment';
import { fit, from, pixels, QUALITY_ROWS, SEED } from './steps';

const tenClusters = (dataset: Dataset): number => Math.max(2, dataset.train.classes.length || 10);

/** The experiments of several steps: maps clustered, the network and what is made of it, labels spread. */
export const pipelines: readonly Experiment[] = [
  {
    key: 'unsupervised',
    number: 7,
    title: 'Clusters without labels',
    sentence:
      'All rows through t-SNE, a Gaussian mixture on the map, then each cluster takes its most common label.',
    needs: [],
    steps: (dataset, params) => [
      {
        key: 'map',
        name: 't-SNE of all rows',
        spec: fit(
          'tsne',
          params('tsne', { nComponents: 2, randomState: SEED }),
          pixels({ kind: 'all' }, 'unit'),
        ),
        embeddingRows: QUALITY_ROWS,
      },
      {
        key: 'clusters',
        name: 'Gaussian mixture on the map',
        spec: fit(
          'gaussianMixture',
          params('gaussianMixture', { nComponents: tenClusters(dataset), randomState: SEED }),
          from('@unsupervised/map'),
        ),
        embeddingRows: 0,
      },
    ],
    published: [
      { figure: 'accuracy', notebook: 0.8669, sklearn: 0.8716428571428572 },
      { figure: 'ari', notebook: 0.78, sklearn: 0.8117893621588651 },
      { figure: 'klDivergence', sklearn: 2.524874448776245 },
      { figure: 'trustworthiness', sklearn: 0.9753561817431978 },
    ],
  },
  {
    key: 'cnn',
    number: 8,
    title: 'Network',
    sentence:
      'A small convolutional network trained on 80 % of the labels: what full supervision reaches.',
    needs: [],
    steps: (_dataset, params) => [
      {
        key: 'network',
        name: 'CNN',
        spec: fit('cnn', params('cnn', { randomState: SEED }), pixels({ kind: 'all' }, 'unit')),
        embeddingRows: 0,
      },
    ],
    published: [{ figure: 'valAccuracy', notebook: 0.99 }],
  },
  {
    key: 'supervisedClustering',
    number: 9,
    title: 'Clusters of what the network learned',
    sentence:
      'k-means on the 64 activations before the output; its accuracy is the supervised network’s, not k-means’.',
    needs: ['cnn'],
    steps: (dataset, params) => [
      {
        key: 'features',
        name: 'CNN features',
        spec: {
          action: 'transform',
          model: '@cnn/network',
          input: pixels({ kind: 'splitOf', result: '@cnn/network', part: 'train' }, 'unit'),
        },
        embeddingRows: 0,
      },
      {
        key: 'clusters',
        name: 'k-means on CNN features',
        spec: fit(
          'kmeans',
          params('kmeans', { nClusters: tenClusters(dataset), randomState: SEED }),
          from('@supervisedClustering/features'),
        ),
        embeddingRows: 0,
      },
      {
        key: 'map',
        name: 't-SNE of CNN features',
        spec: fit(
          'tsne',
          params('tsne', { nComponents: 2, randomState: SEED }),
          from('@supervisedClustering/features'),
        ),
        embeddingRows: 0,
      },
    ],
    published: [],
  },
  {
    key: 'test',
    number: 10,
    title: 'Test set',
    sentence:
      'The network’s predictions for rows nobody labelled; without a test file, for its validation rows.',
    needs: ['cnn'],
    steps: (dataset) => [
      {
        key: 'predictions',
        name: 'Predictions',
        spec: {
          action: 'predict',
          model: '@cnn/network',
          input: dataset.test
            ? pixels({ kind: 'all' }, 'unit', 'test')
            : pixels({ kind: 'splitOf', result: '@cnn/network', part: 'validation' }, 'unit'),
        },
        embeddingRows: 0,
      },
    ],
    published: [],
  },
  {
    key: 'labelSpreading',
    number: 11,
    title: 'Label spreading',
    sentence:
      'A tenth of the labels spread over the neighbour graph to the rest: nearly the network’s accuracy.',
    needs: [],
    steps: (dataset, params) => [
      {
        key: 'features',
        name: 'PCA-50',
        spec: fit(
          'pca',
          params('pca', { nComponents: Math.min(50, dataset.train.cols) }),
          pixels(
            {
              kind: 'budget',
              budget: { kind: 'share', trainSize: 0.1, randomState: SEED, stratify: false },
            },
            'unit',
          ),
        ),
        embeddingRows: 0,
      },
      {
        key: 'labels',
        name: 'Label spreading',
        spec: fit(
          'labelSpreading',
          params('labelSpreading', { kernel: 'knn', alpha: 0.2, nNeighbors: 7 }),
          from('@labelSpreading/features'),
        ),
        embeddingRows: 0,
      },
      {
        key: 'map',
        name: 't-SNE of PCA-50',
        spec: fit(
          'tsne',
          params('tsne', { nComponents: 2, randomState: SEED }),
          from('@labelSpreading/features'),
        ),
        embeddingRows: 0,
      },
    ],
    published: [{ figure: 'accuracy', notebook: 0.9497, sklearn: 0.9491534391534392 }],
  },
  {
    key: 'budget',
    number: 12,
    title: 'Accuracy against budget',
    sentence:
      'Every labelling method with a handful of labels, with many, and with several draws of each: how few are enough.',
    needs: [],
    // Its runs are the sweep's own.
    steps: () => [],
    published: [],
    extra: true,
  },
];
