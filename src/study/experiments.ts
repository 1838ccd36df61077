import type { AnyParams } from '../core/params';
import type { InputSpec, RowSelection, RunSpec } from '../core/run';
import type { Dataset } from '../data/dataset';

export const EXPERIMENT_KEYS = [
  'load',
  'look',
  'classes',
  'isomap2d',
  'isomap3d',
  'pca2d',
  'pca3d',
  'tsne2d',
  'tsne3d',
  'unsupervised',
  'cnn',
  'supervisedClustering',
  'test',
  'labelSpreading',
] as const;
export type ExperimentKey = (typeof EXPERIMENT_KEYS)[number];

/** One run of an experiment. In its spec, `@cnn/network` names the result of step `network` of experiment `cnn`. */
export interface Step {
  key: string;
  name: string;
  spec: RunSpec;
  /** Rows of the sample that trustworthiness is computed on; 0 leaves it out. */
  embeddingRows: number;
}

/** A published figure to hold ours against. */
export interface PublishedFigure {
  figure: string;
  notebook?: number;
  sklearn?: number;
}

export interface Experiment {
  key: ExperimentKey;
  /** Its number in the study; several entries may share one. */
  number: number;
  title: string;
  /** One sentence: what it shows and why. */
  sentence: string;
  /** Experiments whose results it starts from. */
  needs: readonly ExperimentKey[];
  steps(dataset: Dataset, params: (method: string, changed?: AnyParams) => AnyParams): Step[];
  published: readonly PublishedFigure[];
}

const SEED = 42;
const stride = (step: number): RowSelection => ({ kind: 'stride', step });
const pixels = (
  rows: RowSelection,
  scaling: 'raw' | 'unit',
  table: 'train' | 'test' = 'train',
): InputSpec => ({
  from: 'pixels',
  table,
  rows,
  scaling,
});
const from = (result: string): InputSpec => ({ from: 'result', result });
const fit = (method: string, params: AnyParams, input: InputSpec): RunSpec => ({
  action: 'fit',
  method,
  params,
  input,
});

/** How many rows the trustworthiness of the study's maps is computed on (the reference figures use the same). */
const QUALITY_ROWS = 8000;
const tenClusters = (dataset: Dataset): number => Math.max(2, dataset.train.classes.length || 10);

const seen = (key: ExperimentKey, number: number, title: string, sentence: string): Experiment => ({
  key,
  number,
  title,
  sentence,
  needs: [],
  steps: () => [],
  published: [],
});

interface MapFacts {
  key: ExperimentKey;
  number: number;
  method: string;
  title: string;
  sentence: string;
  step: number;
  nComponents: number;
  extra?: AnyParams;
  published?: PublishedFigure[];
}

const map = ({
  key,
  number,
  method,
  title,
  sentence,
  step,
  nComponents,
  extra,
  published,
}: MapFacts): Experiment => ({
  key,
  number,
  title,
  sentence,
  needs: [],
  steps: (_dataset, params) => [
    {
      key: 'map',
      name: title,
      spec: fit(method, params(method, { nComponents, ...extra }), pixels(stride(step), 'raw')),
      embeddingRows: QUALITY_ROWS,
    },
  ],
  published: published ?? [],
});

/** The notebook preset: its eleven experiments in order, as data. */
export const experiments: readonly Experiment[] = [
  seen(
    'load',
    1,
    'The data',
    'Rows, columns, types and memory of both files, and their first rows.',
  ),
  seen(
    'look',
    2,
    'A look',
    'Two digits side by side and ten random ones: what the columns of numbers are.',
  ),
  seen(
    'classes',
    3,
    'Classes',
    'How many images of each class: accuracy means little when classes are uneven.',
  ),
  map({
    key: 'isomap2d',
    number: 4,
    method: 'isomap',
    title: 'Isomap 2-D',
    sentence:
      'Distances along the neighbour graph instead of through space: the first non-linear picture.',
    step: 10,
    nComponents: 2,
    extra: { nNeighbors: 5 },
  }),
  map({
    key: 'isomap3d',
    number: 4,
    method: 'isomap',
    title: 'Isomap 3-D',
    sentence: 'The same with a third axis, which separates what overlapped in two.',
    step: 10,
    nComponents: 3,
    extra: { nNeighbors: 5 },
  }),
  map({
    key: 'pca2d',
    number: 5,
    method: 'pca',
    title: 'PCA 2-D',
    sentence: 'The two directions of largest variance: fast, linear, and not enough for digits.',
    step: 5,
    nComponents: 2,
  }),
  map({
    key: 'pca3d',
    number: 5,
    method: 'pca',
    title: 'PCA 3-D',
    sentence: 'A third direction adds a little variance; the classes still overlap.',
    step: 5,
    nComponents: 3,
  }),
  map({
    key: 'tsne2d',
    number: 6,
    method: 'tsne',
    title: 't-SNE 2-D',
    sentence:
      'Keeps near rows near and lets far ones go: digits fall into islands without any label.',
    step: 5,
    nComponents: 2,
    published: [{ figure: 'klDivergence', sklearn: 1.7613763809204102 }],
  }),
  map({
    key: 'tsne3d',
    number: 6,
    method: 'tsne',
    title: 't-SNE 3-D',
    sentence: 'With a third axis the neighbourhoods fit better: a lower KL divergence.',
    step: 5,
    nComponents: 3,
    published: [{ figure: 'klDivergence', sklearn: 1.5286979675292969 }],
  }),
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
];
