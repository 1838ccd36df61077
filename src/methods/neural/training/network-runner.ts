import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { Task } from '../../../core/task';
import { isNormalised, type NetworkLayer } from '../../../kernels/network/shape';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { shifted } from './augment';
import { classesOf } from './classes';
import { gatherImages } from './images';
import type { Score } from './trainer';

/** Images run at once: 10 to 20 ms of work for pictures of 28 × 28. */
const AT_ONCE = 128;

export interface Ran {
  /** Probabilities (rows × classes). */
  probabilities: Float32Array;
  /** What the layer asked for handed on (rows × its outputs); empty when none was. */
  activations: Float32Array;
  /** Sum of the losses and right answers, where labels were given. */
  loss: number;
  right: number;
  /** False when stopped before the last row. */
  complete: boolean;
}

export interface RunOptions {
  stage: string;
  /** Class codes of the rows, to score them. */
  labels?: Int32Array;
  /** A dense layer whose activations are wanted too. */
  layer?: number;
  /** Probabilities are means over the image and four copies moved by so many pixels. */
  testShift?: number;
}

/** Where the copies go: down, right. */
const MOVES = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/** Runs a trained network in the kernels. Its memory is the caller's mark's to give back. */
export class NetworkRunner {
  private readonly network: KernelNetwork;

  constructor(
    kernels: KernelRuntime,
    private readonly layers: readonly NetworkLayer[],
  ) {
    this.network = new KernelNetwork(kernels, layers, { capacity: AT_ONCE, training: false });
  }

  /** Whether any layer normalises what it hands on. */
  get normalises(): boolean {
    return this.layers.some(isNormalised);
  }

  setWeights(weights: Float32Array): void {
    this.network.setWeights(weights);
  }

  /**
   * The weights set, with moving means and variances of these rows: averaged weights make other activations than the steps
   * did that they are the average of (Izmailov et al. 2018).
   */
  *measured(X: Matrix, rows: Uint32Array, stage: string): Task<Float32Array> {
    for (let from = 0, count = 1; from < rows.length; from += AT_ONCE, count++) {
      const some = rows.subarray(from, from + AT_ONCE);
      this.network.setImages(gatherImages(X, some), some.length);
      this.network.measure(some.length, count);
      yield { fraction: from / rows.length, stage };
    }
    return this.network.weights();
  }

  /** Runs the rows given, in slices that end early when asked to stop. */
  *run(
    X: Matrix,
    rows: Uint32Array,
    { stage, labels, layer, testShift = 0 }: RunOptions,
  ): Task<Ran> {
    const { classes } = this.network;
    const width = layer === undefined ? 0 : this.layers[layer].outputs;
    const probabilities = new Float32Array(rows.length * classes);
    const activations = new Float32Array(rows.length * width);
    const ran: Ran = { probabilities, activations, loss: 0, right: 0, complete: true };
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const to = Math.min(from + AT_ONCE, rows.length);
      const count = to - from;
      const images = gatherImages(X, rows.subarray(from, to));
      const truth = labels?.subarray(from, to);
      const out = probabilities.subarray(from * classes, to * classes);
      const { loss, right } =
        testShift > 0
          ? this.forwardMoved(images, testShift, out, truth)
          : this.forward(images, out, truth);
      ran.loss += loss;
      ran.right += right;
      if (layer !== undefined)
        activations.set(this.network.activations(layer, count), from * width);
      const signal = yield { fraction: to / rows.length, stage };
      if (signal === 'stop' && to < rows.length) return { ...ran, complete: false };
    }
    return ran;
  }

  private forward(images: Float32Array, out: Float32Array, labels: Int32Array | undefined): Score {
    const count = out.length / this.network.classes;
    this.network.setImages(images, count);
    const score = this.network.forward(count, labels);
    out.set(this.network.probabilities(count));
    return score;
  }

  /** Writes mean probabilities over the images moved about. */
  private forwardMoved(
    images: Float32Array,
    by: number,
    out: Float32Array,
    labels: Int32Array | undefined,
  ): Score {
    const [first] = this.layers;
    if (first.kind !== 'conv') throw new RangeError('only pictures can be moved');
    const one = new Float32Array(out.length);
    for (const [down, right] of MOVES) {
      this.forward(shifted(images, first, down * by, right * by), one, undefined);
      for (let i = 0; i < out.length; i++) out[i] += one[i] / MOVES.length;
    }
    const { classes } = this.network;
    const found = classesOf(out, classes);
    const score = { loss: 0, right: 0 };
    labels?.forEach((label, i) => {
      score.loss -= Math.log(Math.max(out[i * classes + label], Number.MIN_VALUE));
      if (found[i] === label) score.right++;
    });
    return score;
  }
}
