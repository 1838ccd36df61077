import type { KernelRuntime } from '../../core/kernel-runtime';
import type { NetworkState } from '../../core/training';
import { allocateLayers } from './allocate';
import { ParameterArrays } from './arrays';
import { forwardPass, geometryOf, GROUP, type Geometry } from './geometry';
import { layerBytes, writeLayer, type LayerPointers } from './record';
import { parameterCount, type NetworkLayer } from './shape';
import type { AdamParams, Regularisation } from './step';

/** Share of a moving mean that stays in a step, as in Keras, and what is added to variances. */
const MOVING_DECAY = 0.99;
const EPSILON = 1e-3;

interface Propagation {
  /** Share of the moving means and variances that stays; 1: batches are normalised by these, else by their own. */
  decay: number;
  dropout?: Float32Array;
}

const panelsOf = (geometry: Geometry): number => geometry.outputs / 8;

/**
 * A network in kernel memory: forward pass, derivatives of the mean softmax cross-entropy or of any loss that gives its own by
 * the outputs, and Adam. Weights go in and out in Keras's order. Everything it allocates is given back by the caller's mark.
 */
export class KernelNetwork {
  readonly parameters: number;
  private readonly geometries: Geometry[];
  private readonly arrays: ParameterArrays;
  private readonly records: number;
  private readonly pointers: LayerPointers[];
  private readonly scratch: number;
  private readonly scratchBytes: number;
  private readonly labels: number;
  private readonly probabilityPointer: number;
  private readonly sums: number;
  private readonly panels: number;
  private readonly training: boolean;
  /** The layer whose input may be dropped out; −1 when there is none. */
  private readonly firstDense: number;

  /** @param options.capacity images that fit in at once. */
  constructor(
    private readonly kernels: KernelRuntime,
    private readonly layers: readonly NetworkLayer[],
    { capacity, training }: { capacity: number; training: boolean },
  ) {
    this.training = training;
    this.firstDense = layers.findIndex(({ kind }) => kind === 'dense');
    this.parameters = layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
    this.geometries = layers.map((layer, l) => geometryOf(layer, layers[l + 1]));
    this.panels = this.geometries.reduce((sum, geometry) => sum + panelsOf(geometry), 0);
    const images = Math.ceil(capacity / GROUP) * GROUP;
    this.arrays = new ParameterArrays(kernels, layers, this.geometries, training, this.parameters);
    this.pointers = allocateLayers(kernels, this.geometries, {
      images,
      training,
      parameters: this.arrays.pointers(),
    });
    this.records = kernels.alloc(layerBytes * layers.length);
    this.scratchBytes = Math.max(
      ...this.geometries.map(({ positions, outputs }) => positions * (outputs + 1) * 8),
      ...this.geometries.map((geometry) => forwardPass(geometry, 1).scratchBytes),
    );
    this.scratch = kernels.alloc(kernels.threads * this.scratchBytes);
    this.labels = kernels.alloc(images * 4);
    this.probabilityPointer = kernels.alloc(images * this.classes * 4);
    this.sums = kernels.alloc(16);
    this.geometries.forEach((geometry, l) =>
      writeLayer(kernels, this.record(l), geometry, this.pointers[l]),
    );
  }

  get classes(): number {
    return this.layers[this.layers.length - 1].outputs;
  }

  private record(l: number): number {
    return this.records + l * layerBytes;
  }

  /** Puts images (count × height·width·channels, or × inputs) in the place of the last ones. */
  setImages(images: Float32Array, count: number): void {
    const [layer] = this.layers;
    const { inBytes, rowBytes } = this.geometries[0];
    const [rows, columns, first] =
      layer.kind === 'conv'
        ? [
            layer.height,
            layer.width * layer.channels,
            layer.padding * (rowBytes / 4 + layer.channels),
          ]
        : [1, layer.inputs, 0];
    const x = this.kernels.f32(this.pointers[0].x, (count * inBytes) / 4);
    for (let at = 0, n = 0; n < count; n++) {
      for (let row = 0, to = (n * inBytes) / 4 + first; row < rows; row++) {
        x.set(images.subarray(at, at + columns), to);
        at += columns;
        to += rowBytes / 4;
      }
    }
  }

  /** Starts from these weights, as if no step had been taken. */
  setWeights(weights: Float32Array): void {
    this.arrays.setWeights(weights);
    this.pack();
  }

  /** Goes on where another network was. */
  setState(state: NetworkState): void {
    this.arrays.setState(state);
    this.pack();
  }

  state(): NetworkState {
    return this.arrays.state();
  }

  weights(): Float32Array {
    return this.arrays.weights();
  }

  /** The running mean of the weights that `average` keeps. */
  averagedWeights(): Float32Array {
    return this.arrays.averagedWeights();
  }

  /** Derivatives of the last batch's mean loss by all parameters. */
  gradient(): Float32Array {
    return this.arrays.gradient();
  }

  private pack(): void {
    this.kernels.parallel('networkPack', 0, this.panels, this.records, layerBytes);
  }

  /** Runs the images set to their probabilities; with labels also gives the sum of losses and the right answers. */
  forward(images: number, labels?: ArrayLike<number>): { loss: number; right: number } {
    this.propagate(images, { decay: 1 });
    return this.softmax(images, 0, 0, labels);
  }

  /**
   * Takes the means and variances of the images set into the moving ones as batch `count` of as many, all counting alike: for
   * weights that were never in a step, as averaged ones are.
   */
  measure(images: number, count: number): void {
    this.propagate(images, { decay: 1 - 1 / count });
  }

  private propagate(images: number, { decay, dropout }: Propagation): void {
    this.geometries.forEach((geometry, l) => {
      if (dropout && l === this.firstDense) this.scale(this.pointers[l].x, dropout);
      const { kernel, blocks } = forwardPass(geometry, images);
      const params = [this.record(l), images, this.scratch, this.scratchBytes];
      this.kernels.parallel(kernel, 0, blocks, ...params);
      if (!geometry.normalised) return;
      const normalise = [this.record(l), images, decay, EPSILON];
      this.kernels.parallel('networkNormalise', 0, panelsOf(geometry), ...normalise);
    });
  }

  /** Values times factors, as many as there are factors. */
  private scale(at: number, factors: Float32Array): void {
    const values = this.kernels.f32(at, factors.length);
    for (let i = 0; i < factors.length; i++) values[i] *= factors[i];
  }

  private softmax(
    images: number,
    dy: number,
    smoothing: number,
    labels: ArrayLike<number> | undefined,
  ) {
    const { kernels } = this;
    if (labels) kernels.i32(this.labels, images).set(labels);
    kernels.f64(this.sums, 2).fill(0);
    const last = this.pointers.length - 1;
    const { y } = this.pointers[last];
    const to = [dy, this.probabilityPointer, labels ? this.labels : 0, this.sums];
    const stride = this.geometries[last].outputs;
    kernels.call('softmaxCrossEntropy', y, ...to, images, this.classes, stride, smoothing);
    const [loss, right] = kernels.f64(this.sums, 2);
    return { loss, right };
  }

  /** Probabilities of the last forward pass (images × classes), a view. */
  probabilities(images: number): Float32Array {
    return this.kernels.f32(this.probabilityPointer, images * this.classes);
  }

  /** What layer `l` handed on in the last forward pass (images × its places × its outputs), a copy. */
  activations(l: number, images: number): Float32Array {
    const { outputs } = this.layers[l];
    const { outBytes, outOffsets } = this.geometries[l];
    const places = outOffsets.subarray(0, outOffsets.length / GROUP);
    const out = new Float32Array(images * places.length * outputs);
    for (let i = 0, to = 0; i < images; i++) {
      for (const place of places) {
        out.set(this.kernels.f32(this.pointers[l].y + i * outBytes + place, outputs), to);
        to += outputs;
      }
    }
    return out;
  }

  /** Forward and backward for the images set: their losses' sum and right answers; leaves the gradient. */
  differentiate(
    labels: ArrayLike<number>,
    { smoothing = 0, dropout }: Regularisation = {},
  ): { loss: number; right: number } {
    const images = labels.length;
    const last = this.pointers.length - 1;
    this.propagate(images, { decay: MOVING_DECAY, dropout });
    const score = this.softmax(images, this.pointers[last].dy, smoothing, labels);
    this.goBack(images, dropout);
    return score;
  }

  /** Runs the images set; what the last layer hands on (images × its outputs), a copy. For losses of one's own. */
  outputs(images: number): Float32Array {
    this.propagate(images, { decay: this.training ? MOVING_DECAY : 1 });
    return this.activations(this.layers.length - 1, images);
  }

  /** The way back of the last `outputs` from a loss's derivatives by them (images × outputs): leaves the gradient. */
  backward(derivatives: Float32Array): void {
    const last = this.pointers.length - 1;
    const { outputs } = this.layers[last];
    const stride = this.geometries[last].outputs;
    const images = derivatives.length / outputs;
    const dy = this.kernels.f32(this.pointers[last].dy, images * stride);
    for (let i = 0; i < images; i++)
      dy.set(derivatives.subarray(i * outputs, (i + 1) * outputs), i * stride);
    this.goBack(images);
  }

  /** From the derivatives by the last layer's outputs to those by all parameters. */
  private goBack(images: number, dropout?: Float32Array): void {
    const { kernels } = this;
    for (let l = this.pointers.length - 1; l >= 0; l--) {
      const geometry = this.geometries[l];
      if (geometry.normalised) {
        const normalised = [this.record(l), images, this.arrays.bytes];
        kernels.parallel('networkNormaliseBack', 0, panelsOf(geometry), ...normalised);
      }
      const params = [this.record(l), this.scratch, this.scratchBytes];
      kernels.parallel('networkBackward', 0, images, ...params);
      const { dx } = this.pointers[l];
      if (dropout && l === this.firstDense && dx !== 0) this.scale(dx, dropout);
    }
    const params = [this.records, layerBytes, images, this.arrays.bytes];
    kernels.parallel('networkGradient', 0, this.panels, ...params);
  }

  /** One step of Adam on the gradient last computed. */
  adam(params: AdamParams): void {
    this.arrays.adam(params);
    this.pack();
  }

  /** Takes the weights of this step into their exponential mean with this decay. */
  average(decay: number): void {
    this.arrays.average(decay);
  }
}
