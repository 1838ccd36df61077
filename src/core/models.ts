import type { ImageShape } from './method';
import type { NetworkLayer } from './network-layers';
import type { EpochFigures } from './task';
import type { TrainingCheckpoint } from './training';

/** Every model is plain and structured-cloneable: typed arrays, numbers, strings. A method may add fields of its own. */
interface ModelBase {
  /** Iterations done, where the method iterates. */
  nIter?: number;
  /** Whether the stopping rule was met; false is shown to the person as such. */
  converged?: boolean;
  /** The person pressed Stop before the end: the result is what there was. */
  stopped?: boolean;
  /** What the person should know: did not converge, components joined, rows unreached. */
  warnings: string[];
  /** Scalars worth a column in a table, by the names of `core/figures.ts`. */
  figures: Record<string, number>;
  /** Seconds of named stages, measured by the runner from the task's `stage` marks. */
  stageSeconds?: Record<string, number>;
}

export interface EmbeddingModel extends ModelBase {
  kind: 'embedding';
  /** Row-major (rows × dims). */
  coordinates: Float32Array | Float64Array;
  dims: number;
}

export interface ClusteringModel extends ModelBase {
  kind: 'clustering';
  /** Cluster of each row, 0 … nClusters−1. */
  labels: Int32Array;
  nClusters: number;
  /** Row-major (nClusters × cols), in the input's meant values. */
  centers: Float64Array;
  /** Distance or negative log-likelihood of each row to its own cluster: small = typical, large = outlier. */
  scores: Float32Array;
}

export interface LabellingModel extends ModelBase {
  kind: 'labelling';
  /** Class of each row after spreading (scikit-learn's `transduction_`). */
  labels: Int32Array;
  /** Row-major (rows × nClasses), each reached row sums to 1. */
  distributions: Float32Array;
  nClasses: number;
  /** 1 where any label reached the row; 0 means the label there is an arbitrary class 0. */
  reached: Uint8Array;
}

export interface LayerSummary {
  name: string;
  type: string;
  outputShape: number[];
  parameters: number;
}

/** How a network is built, its images and classes apart. */
export interface NetworkDesign {
  architecture: 'study' | 'deep';
  /** What each convolution hands on is normalised over the batch. */
  batchNormalisation: boolean;
}

export interface NetworkModel extends ModelBase {
  kind: 'network';
  layers: LayerSummary[];
  parameters: number;
  /** All weights, concatenated in layer order; `weightShapes` tells them apart. */
  weights: Float32Array;
  weightShapes: { name: string; shape: number[] }[];
  /** What rebuilds the network: image shape, classes and its design. Absent: the study's, in models of before there were others. */
  build: ImageShape & { nClasses: number; design?: NetworkDesign };
  /** The layers themselves, of a network that came from a file. Absent: those that `build` makes. */
  structure?: readonly NetworkLayer[];
  /** Names of its classes by code, of a network that came from a file. Absent: those of the table it was trained on. */
  classes?: readonly string[];
  /** Predictions are means over the image and four copies moved by so many pixels. Absent: the image only. */
  testShift?: number;
  epochs: EpochFigures[];
  /** Where the training ended, to go on from. Absent in models of before there was one. */
  checkpoint?: TrainingCheckpoint;
  backend: string;
  /** Milliseconds of one training step on each candidate, when the backend was chosen by timing. */
  backendTimings: { backend: string; msPerStep: number; note?: string }[];
  /** Row numbers within the input, in the order of train_test_split. */
  trainRows: Uint32Array;
  validationRows: Uint32Array;
  /** Class codes predicted for the validation rows, and their probabilities (rows × nClasses). */
  validationPredictions: Int32Array;
  validationProbabilities: Float32Array;
}

export type Model = EmbeddingModel | ClusteringModel | LabellingModel | NetworkModel;
