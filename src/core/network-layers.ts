/** A 3×3 convolution with bias and ReLU, then max pooling. Sizes of its input; channels last. */
export interface ConvLayer {
  kind: 'conv';
  height: number;
  width: number;
  channels: number;
  outputs: number;
  /** Zeros around the input: 0 ('valid') or 1 ('same'). */
  padding: 0 | 1;
  /** Rows and columns of a pooling window; [1, 1] = none. What does not fill a window is left out, as in Keras. */
  pool: readonly [1 | 2, 1 | 2];
  /** Batch normalisation of what is handed on, after ReLU and pooling (Ioffe & Szegedy 2015). */
  normalised?: boolean;
}

/** y = relu(W·x + b), or without ReLU. */
export interface DenseLayer {
  kind: 'dense';
  inputs: number;
  outputs: number;
  relu: boolean;
}

/** A layer of a network as the kernels take it: what is trained, with what follows it at once. */
export type NetworkLayer = ConvLayer | DenseLayer;
