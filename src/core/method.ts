import type { Cost } from './cost';
import type { KernelRuntime } from './kernel-runtime';
import type { Matrix } from './matrix';
import type { Model } from './models';
import type { AnyParams, ParamSpecs, ParamValues } from './params';
import type { AsyncTask, Task } from './task';
import type { TrainingCheckpoint } from './training';
import type { Failure } from './failure';

/** Height, width and channels of one image; `height * width * channels` columns, channels last. */
export interface ImageShape {
  height: number;
  width: number;
  channels: number;
}

/** What an algorithm may see. True labels used for scoring only are not here, so no method can decide by them. */
export interface FitInput {
  /** Samples (rows × cols). */
  X: Matrix;
  /** Labels the method may use: class codes 0 … nClasses−1, −1 = unlabelled. Supervised and semi-supervised only. */
  y?: Int32Array;
  nClasses?: number;
  imageShape?: ImageShape;
  /** Nearest neighbours of the rows of X, where they are known already: a method that wants no more need not search. */
  neighbors?: NeighborLists;
}

/** The k nearest other rows of each row, nearest first, ties by lower index. */
export interface NeighborLists {
  k: number;
  /** (rows × k). */
  indices: Uint32Array;
  /** (rows × k), in the squared unit of the meant values. */
  squaredDistances: Float64Array;
}

export interface FitContext {
  kernels: KernelRuntime;
  /** Tensor backend wanted by a neural method: 'auto' times a few real steps on each candidate. */
  tensorBackend?: 'auto' | 'webgl' | 'webgpu' | 'wasm' | 'cpu';
  /** Where an earlier training of this network on these rows ended: it goes on from there. */
  resume?: TrainingCheckpoint;
  /** Milliseconds, monotonic: to time backends and to report, never to decide a result. Absent = nothing is timed. */
  now?: () => number;
}

export interface Prediction {
  /** Class codes, one per row. */
  labels: Int32Array;
  /** Probabilities (rows × nClasses), where the method has them. */
  probabilities?: Float32Array;
  /** 0 where nothing speaks for any class: the label there is an arbitrary class 0. Absent = all are reached. */
  reached?: Uint8Array;
  nClasses: number;
  /** Names by code, where the model came from a file. Absent: those of the training table. */
  classes?: readonly string[];
}

/** What a layer of a network made of one image: a map for each of its filters. */
export interface LayerMaps {
  name: string;
  height: number;
  width: number;
  filters: number;
  /** (height × width × filters), after the layer's ReLU, pooling and normalisation, where it has them. */
  values: Float32Array;
}

/** The code of a method, loaded only in a worker. */
export interface Algorithm<P, M extends Model> {
  fit(input: FitInput, params: P, context: FitContext): Task<M> | AsyncTask<M>;
  /** New samples into the fitted space; exists only where the mathematics allows. */
  transform?(model: M, X: Matrix, context: FitContext): Task<Matrix> | AsyncTask<Matrix>;
  predict?(model: M, X: Matrix, context: FitContext): Task<Prediction> | AsyncTask<Prediction>;
  /** A model that came from a file, checked on those of these rows that have a label. */
  check?(model: M, input: FitInput, context: FitContext): Task<M>;
  /** What each convolution makes of the only row of X. */
  look?(model: M, X: Matrix, context: FitContext): LayerMaps[];
}

export type MethodFamily = 'reduce' | 'cluster' | 'semi' | 'neural';

export interface Reference {
  title: string;
  /** Authors, year, venue. */
  source: string;
  url?: string;
}

/** What a method tells everyone about itself: light data, loaded on every thread; the algorithm comes lazily. */
export interface MethodDescriptor<S extends ParamSpecs = ParamSpecs, M extends Model = Model> {
  id: string;
  family: MethodFamily;
  title: string;
  /** One sentence: what it does and when to use it. */
  summary: string;
  thread: 'compute' | 'neural';
  params: S;
  /** The kind of model `fit` returns; views choose by it. */
  result: M['kind'];
  /** 'images': learns from the images themselves, not from what was made of them. */
  tags: readonly ('deterministic' | 'iterative' | 'inductive' | 'images')[];
  references: readonly Reference[];
  /** Where it differs from scikit-learn, for the page and the docs. */
  deviations: readonly string[];
  /** Why this input cannot be used with these parameters; undefined when it can. Runs before a job starts. */
  checkInput(input: InputFacts, params: ParamValues<S>): Failure | undefined;
  /** About what a fit takes, within a factor of two; for the page to say before it starts. */
  cost(input: InputFacts, params: ParamValues<S>): Cost;
  load(): Promise<Algorithm<ParamValues<S>, M>>;
}

/** What is known of an input before its values are gathered. */
export interface InputFacts {
  rows: number;
  cols: number;
  /** Bytes of a stored value: 1 (pixels), 4 or 8; 4 when it is not known. */
  valueBytes?: number;
  nClasses?: number;
  /** Rows whose label the method may use. */
  labelled?: number;
  /** Labelled rows per class code. */
  labelledPerClass?: readonly number[];
  imageShape?: ImageShape;
  /** An earlier run searched its neighbours. */
  neighborsKnown?: boolean;
}

/** A descriptor whose parameter types are erased, as the registry, the runner and the forms see it. */
export type AnyMethod = Omit<MethodDescriptor, 'checkInput' | 'cost' | 'load'> & {
  checkInput(input: InputFacts, params: AnyParams): Failure | undefined;
  cost(input: InputFacts, params: AnyParams): Cost;
  load(): Promise<Algorithm<AnyParams, Model>>;
};

/** Declares a method and keeps its parameter types. */
export function defineMethod<S extends ParamSpecs, M extends Model>(
  descriptor: MethodDescriptor<S, M>,
): MethodDescriptor<S, M> & AnyMethod {
  return descriptor;
}
