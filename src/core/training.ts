import type { EpochFigures } from './task';

/** Everything that further training of a network depends on; all in Keras's order. */
export interface NetworkState {
  weights: Float32Array;
  /** Adam's means of the gradient and of its square. */
  moments: readonly [Float32Array, Float32Array];
  /** The weights' running mean. */
  mean: Float32Array;
  /** Steps of Adam so far. */
  steps: number;
}

/** A network at the end of an epoch. */
export interface EpochNetwork {
  /** From 1. */
  epoch: number;
  figures: EpochFigures;
  /** Of the network to be used. */
  weights: Float32Array;
  /** Of the validation rows (rows × classes). */
  probabilities: Float32Array;
}

/** Where a training stands between two epochs: it can go on from here, to the bits it would have come to. */
export interface TrainingCheckpoint {
  /** Figures of the epochs so far. */
  epochs: EpochFigures[];
  /** How many were planned: a falling learning rate depends on it. */
  planned: number;
  best: EpochNetwork;
  state: NetworkState;
}
