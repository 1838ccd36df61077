import {
  convolvedSize,
  isNormalised,
  KERNEL_SIDE,
  outputSize,
  parameterCount,
  weightShape,
  type ConvLayer,
  type NetworkLayer,
} from './shape';
import type { Regularisation } from './step';

/** What a layer made of one image, kept for the way back. */
interface Trace {
  x: Float64Array;
  y: Float64Array;
  /** Index within the convolution's output of each pooled value. */
  winners: Int32Array;
}

const sizeOf = (layer: NetworkLayer): number =>
  weightShape(layer).reduce((product, side) => product * side, 1);

/** Calls back with the indices of input and kernel that an output of a convolution is the product sum of. */
function eachTap(
  { height, width, channels, padding }: ConvLayer,
  i: number,
  j: number,
  visit: (input: number, tap: number) => void,
): void {
  for (let a = 0; a < KERNEL_SIDE; a++) {
    for (let b = 0; b < KERNEL_SIDE; b++) {
      const [row, col] = [i + a - padding, j + b - padding];
      if (row < 0 || col < 0 || row >= height || col >= width) continue;
      for (let c = 0; c < channels; c++)
        visit((row * width + col) * channels + c, (a * KERNEL_SIDE + b) * channels + c);
    }
  }
}

function convForward(layer: ConvLayer, x: Float64Array, theta: Float64Array): Trace {
  const { outputs, pool } = layer;
  const [height, width] = convolvedSize(layer);
  const biases = theta.subarray(sizeOf(layer));
  const convolved = new Float64Array(height * width * outputs);
  for (let at = 0; at < convolved.length; at++) {
    const o = at % outputs;
    const pixel = Math.floor(at / outputs);
    convolved[at] = biases[o];
    eachTap(layer, Math.floor(pixel / width), pixel % width, (input, tap) => {
      convolved[at] += x[input] * theta[tap * outputs + o];
    });
  }
  const [rows, cols] = outputSize(layer);
  const y = new Float64Array(rows * cols * outputs);
  const winners = new Int32Array(y.length).fill(-1);
  for (let at = 0; at < y.length; at++) {
    const o = at % outputs;
    const [i, j] = [Math.floor(at / outputs / cols), Math.floor(at / outputs) % cols];
    for (let a = 0; a < pool[0]; a++) {
      for (let b = 0; b < pool[1]; b++) {
        const from = ((i * pool[0] + a) * width + j * pool[1] + b) * outputs + o;
        if (winners[at] < 0 || convolved[from] > convolved[winners[at]]) winners[at] = from;
      }
    }
    y[at] = Math.max(0, convolved[winners[at]]);
  }
  return { x, y, winners };
}

function forward(layer: NetworkLayer, x: Float64Array, theta: Float64Array): Trace {
  if (layer.kind === 'conv') return convForward(layer, x, theta);
  const { inputs, outputs, relu } = layer;
  const y = Float64Array.from({ length: outputs }, (_, o) => {
    let sum = theta[inputs * outputs + o];
    for (let k = 0; k < inputs; k++) sum += x[k] * theta[k * outputs + o];
    return relu ? Math.max(0, sum) : sum;
  });
  return { x, y, winners: new Int32Array(0) };
}

/** dx from dy; adds the derivatives by the layer's parameters to `gradient`. */
function backward(
  layer: NetworkLayer,
  { x, y, winners }: Trace,
  dy: Float64Array,
  theta: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const { outputs } = layer;
  const dx = new Float64Array(x.length);
  const relu = layer.kind === 'conv' || layer.relu;
  dy.forEach((value, at) => {
    if (relu && y[at] <= 0) return;
    const o = at % outputs;
    gradient[sizeOf(layer) + o] += value;
    const visit = (input: number, tap: number): void => {
      dx[input] += value * theta[tap * outputs + o];
      gradient[tap * outputs + o] += value * x[input];
    };
    if (layer.kind === 'dense') for (let k = 0; k < layer.inputs; k++) visit(k, k);
    else {
      const width = convolvedSize(layer)[1];
      const pixel = Math.floor(winners[at] / outputs);
      eachTap(layer, Math.floor(pixel / width), pixel % width, visit);
    }
  });
  return dx;
}

/** Added to variances, as in Keras. */
const EPSILON = 1e-3;

/** Batch normalisation of activations (images × (pixels × channels)); parameters: scales, then shifts. */
class BatchNorm {
  private readonly channels: number;
  private readonly inverse: Float64Array;
  /** Normalised, neither scaled nor shifted. */
  private readonly even: Float64Array[];

  constructor(
    batch: readonly Float64Array[],
    private readonly theta: Float64Array,
  ) {
    this.channels = theta.length / 4;
    const mean = this.meanOf((at, n) => batch[n][at], batch);
    const variance = this.meanOf((at, n) => (batch[n][at] - mean[at % this.channels]) ** 2, batch);
    this.inverse = variance.map((value) => 1 / Math.sqrt(value + EPSILON));
    this.even = batch.map((values) =>
      values.map(
        (value, at) => (value - mean[at % this.channels]) * this.inverse[at % this.channels],
      ),
    );
  }

  /** Means of each channel over images and pixels. */
  private meanOf(
    value: (at: number, n: number) => number,
    batch: readonly Float64Array[],
  ): Float64Array {
    const means = new Float64Array(this.channels);
    const pixels = (batch.length * batch[0].length) / this.channels;
    batch.forEach((values, n) =>
      values.forEach((_value, at) => (means[at % this.channels] += value(at, n) / pixels)),
    );
    return means;
  }

  apply(): Float64Array[] {
    const { theta, channels } = this;
    return this.even.map((values) =>
      values.map((value, at) => theta[at % channels] * value + theta[channels + (at % channels)]),
    );
  }

  /** Derivatives by what was normalised; adds those by scales and shifts to `gradient`. */
  back(dz: readonly Float64Array[], gradient: Float64Array): Float64Array[] {
    const { even, channels, theta, inverse } = this;
    const level = this.meanOf((at, n) => dz[n][at], dz);
    const slope = this.meanOf((at, n) => dz[n][at] * even[n][at], dz);
    const pixels = (dz.length * dz[0].length) / channels;
    for (let c = 0; c < channels; c++) {
      gradient[c] += slope[c] * pixels;
      gradient[channels + c] += level[c] * pixels;
    }
    return dz.map((values, n) =>
      values.map((value, at) => {
        const c = at % channels;
        return theta[c] * inverse[c] * (value - level[c] - even[n][at] * slope[c]);
      }),
    );
  }
}

/** Derivatives of a loss by one image's outputs, from these. */
type DerivativeOf = (outputs: Float64Array, image: number) => Float64Array;

/**
 * Outputs of a batch, and the derivatives by all parameters of a loss that is known by its own by the outputs; by the definitions
 * and in double precision. Images are (height × width × channels), parameters in Keras's order; `dropout` are factors of the
 * first dense layer's inputs (images × inputs).
 */
export function passReference(
  layers: readonly NetworkLayer[],
  parameters: Float64Array,
  images: readonly Float64Array[],
  derivativeOf: DerivativeOf,
  dropout?: Float32Array,
): { outputs: readonly Float64Array[]; gradient: Float64Array } {
  const gradient = new Float64Array(parameters.length);
  let start = 0;
  const parts = layers.map((layer) => {
    const from = start;
    start += parameterCount(layer);
    return [parameters.subarray(from, start), gradient.subarray(from, start)] as const;
  });
  const firstDense = layers.findIndex(({ kind }) => kind === 'dense');
  const drop = (batch: readonly Float64Array[], l: number): readonly Float64Array[] =>
    dropout && l === firstDense
      ? batch.map((values, n) => values.map((value, i) => value * dropout[n * values.length + i]))
      : batch;
  const traces: Trace[][] = [];
  const norms: (BatchNorm | undefined)[] = [];
  let outputs = images;
  layers.forEach((layer, l) => {
    traces[l] = drop(outputs, l).map((x) => forward(layer, x, parts[l][0]));
    outputs = traces[l].map(({ y }) => y);
    if (!isNormalised(layer)) return;
    norms[l] = new BatchNorm(outputs, parts[l][0].subarray(sizeOf(layer) + layer.outputs));
    outputs = norms[l].apply();
  });
  let derivatives: readonly Float64Array[] = outputs.map(derivativeOf);
  for (let l = layers.length - 1; l >= 0; l--) {
    const [theta, into] = parts[l];
    const norm = norms[l];
    const dy =
      norm?.back(derivatives, into.subarray(sizeOf(layers[l]) + layers[l].outputs)) ?? derivatives;
    derivatives = drop(
      dy.map((one, n) => backward(layers[l], traces[l][n], one, theta, into)),
      l,
    );
  }
  return { outputs, gradient };
}

/**
 * Probabilities, mean softmax cross-entropy and its derivatives for a batch. The share `smoothing` of the targets is spread over
 * all classes.
 */
export function networkReference(
  layers: readonly NetworkLayer[],
  parameters: Float64Array,
  images: readonly Float64Array[],
  labels: ArrayLike<number>,
  { smoothing = 0, dropout }: Regularisation = {},
): { probabilities: Float64Array[]; loss: number; gradient: Float64Array } {
  let loss = 0;
  const probabilities: Float64Array[] = [];
  const derivativeOf: DerivativeOf = (x, n) => {
    const top = Math.max(...x);
    const sum = x.reduce((total, z) => total + Math.exp(z - top), 0);
    const p = x.map((z) => Math.exp(z - top) / sum);
    const targets = p.map((_, c) => smoothing / p.length + (c === labels[n] ? 1 - smoothing : 0));
    p.forEach((value, c) => (loss -= (targets[c] * Math.log(value)) / images.length));
    probabilities.push(p);
    return p.map((value, c) => (value - targets[c]) / images.length);
  };
  const { gradient } = passReference(layers, parameters, images, derivativeOf, dropout);
  return { probabilities, loss, gradient };
}
