import type { NetworkLayer } from '../../../kernels/network/shape';

export type TensorBackend = 'wasm' | 'webgl' | 'webgpu' | 'cpu';

/** Adam's constants, as Keras has them. */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** What a trainer starts from. */
export interface TrainerOptions {
  layers: readonly NetworkLayer[];
  /** Parameters in Keras's order, layer by layer: kernel, then bias. */
  weights: Float32Array;
  /** At most so many images in a step. */
  batchSize: number;
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
  /** One step on images (n × height·width·channels, row-major) with class codes. */
  step(images: Float32Array, labels: Int32Array, learningRate: number): Promise<void> | void;
  /** The score of the steps since the last call. */
  takeScore(): Promise<Score> | Score;
  weights(): Promise<Float32Array> | Float32Array;
  dispose(): void;
}
