/** The sizes of a step of Adam (Kingma & Ba 2015). */
export interface AdamParams {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Decoupled weight decay: the share of each parameter taken off in a step is this times the learning rate. */
  weightDecay?: number;
}

/** What makes a training step different from a prediction. */
export interface Regularisation {
  /** Share of the targets spread evenly over all classes. */
  smoothing?: number;
  /** Factor of each input of the first dense layer (images × inputs): 0 where it is dropped. */
  dropout?: Float32Array;
}
