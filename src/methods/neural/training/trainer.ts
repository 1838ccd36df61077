import type { NetworkLayer } from '../../../kernels/network/shape';
import type { NetworkState } from '../../../core/training';
import type { TrainingPlan } from './plan';

export type TensorBackend = 'wasm' | 'webgl' | 'webgpu' | 'cpu';

/** Adam's constants, as Keras has them. */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** What a trainer starts from. */
export interface TrainerOptions {
  layers: readonly NetworkLayer[];
  /** First weights, in Keras's order, layer by layer: kernel, then bias; or where an earlier training ended. */
  start: Float32Array | NetworkState;
  /** At most so many images in a step. */
  batchSize: number;
  plan: Pick<TrainingPlan, 'weightAveraging' | 'weightDecay' | 'labelSmoothing'>;
}

/** What a step learns from. */
export interface Batch {
  /** (n × height·width·channels), row-major. */
  images: Float32Array;
  /** Class codes. */
  labels: Int32Array;
  /** Factors of the first dense layer's inputs (n × inputs), 0 where dropped; absent when none is. */
  dropout?: Float32Array;
}

/** Sums over the images of several steps. */
export interface Score {
  loss: number;
  right: number;
}

/**
 * A network being trained by Adam on softmax cross-entropy, wherever its numbers live. Trainers only train: what a network
 * says is always computed by the kernels, so that predictions do not depend on the backend.
 */
export interface Trainer {
  readonly backend: TensorBackend;
  /** Steps between two readings of the score: reading makes a graphics card wait. */
  readonly scoreEvery: number;
  step(batch: Batch, learningRate: number): Promise<void> | void;
  /** The score of the steps since the last call. */
  takeScore(): Promise<Score> | Score;
  /** Of the network to be used: the mean of the weights where one is kept. */
  weights(): Promise<Float32Array> | Float32Array;
  /** What another trainer needs to go on. */
  state(): Promise<NetworkState> | NetworkState;
  dispose(): void;
}
