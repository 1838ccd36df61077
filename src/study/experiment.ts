import type { AnyParams } from '../core/params';
import type { RunSpec } from '../core/run';
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
  'budget',
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
  /** Runs only when asked for: it is no part of the notebook. */
  extra?: boolean;
}
