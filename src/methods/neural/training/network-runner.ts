import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { Task } from '../../../core/task';
import type { NetworkLayer } from '../../../kernels/network/shape';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { gatherImages } from './images';

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
}

/** Runs a trained network in the kernels. Its memory is the caller's mark's to give back. */
export class NetworkRunner {
  private readonly network: KernelNetwork;

  constructor(
    kernels: KernelRuntime,
    private readonly layers: readonly NetworkLayer[],
  ) {
    this.network = new KernelNetwork(kernels, layers, { capacity: AT_ONCE, training: false });
  }

  setWeights(weights: Float32Array): void {
    this.network.setWeights(weights);
  }

  /** Runs the rows given, in slices that end early when asked to stop. */
  *run(X: Matrix, rows: Uint32Array, { stage, labels, layer }: RunOptions): Task<Ran> {
    const { classes } = this.network;
    const width = layer === undefined ? 0 : this.layers[layer].outputs;
    const probabilities = new Float32Array(rows.length * classes);
    const activations = new Float32Array(rows.length * width);
    const ran: Ran = { probabilities, activations, loss: 0, right: 0, complete: true };
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const to = Math.min(from + AT_ONCE, rows.length);
      const count = to - from;
      this.network.setImages(gatherImages(X, rows.subarray(from, to)), count);
      const { loss, right } = this.network.forward(count, labels?.subarray(from, to));
      ran.loss += loss;
      ran.right += right;
      probabilities.set(this.network.probabilities(count), from * classes);
      if (layer !== undefined)
        activations.set(this.network.activations(layer, count), from * width);
      const signal = yield { fraction: to / rows.length, stage };
      if (signal === 'stop' && to < rows.length) return { ...ran, complete: false };
    }
    return ran;
  }
}
