import type { AnyParams } from '../core/params';
import type { Experiment, ExperimentKey, PublishedFigure } from './experiment';
import { pipelines } from './pipelines';
import { fit, pixels, QUALITY_ROWS, stride } from './steps';

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

/** The notebook preset: its eleven experiments in order, as data; then those that run only when asked for. */
export const experiments: readonly Experiment[] = [
  seen(
    'load',
    1,
    'The data',
    'Rows, columns, types, memory and first rows of both files: whether they are what you take them for.',
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
      'Distances along the neighbour graph instead of through space: what lies far apart on the way stays far apart.',
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
    sentence:
      'A third direction adds a little variance; the classes still overlap, so lines are not enough.',
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
  ...pipelines,
];

/** What the study runs when nobody chooses. */
export const DEFAULT_KEYS: readonly ExperimentKey[] = experiments.flatMap(({ key, extra }) =>
  extra ? [] : [key],
);
