import type { KernelRuntime } from '../../core/kernel-runtime';
import type { NetworkState } from '../../core/training';
import type { Geometry } from './geometry';
import { eachParameter, place, STEP_FLOATS, type Placed } from './parameters';
import type { ParameterPointers } from './record';
import type { NetworkLayer } from './shape';
import type { AdamParams } from './step';

/** θ, gradient, m, v, mean of θ. */
const ARRAYS = 5;
const [THETA, GRADIENT, FIRST, SECOND, MEAN] = [0, 1, 2, 3, 4];

/**
 * All parameters of a network in kernel memory, one array behind the other: the weights and, where it learns, their gradient,
 * Adam's moments and their mean. In and out they go in Keras's order.
 */
export class ParameterArrays {
  /** Of one array. */
  readonly bytes: number;
  private readonly start: number;
  private readonly placed: Placed[];
  private readonly length: number;
  private readonly learned: number;
  private steps = 0;

  constructor(
    private readonly kernels: KernelRuntime,
    private readonly layers: readonly NetworkLayer[],
    private readonly geometries: readonly Geometry[],
    private readonly training: boolean,
    private readonly parameters: number,
  ) {
    const { placed, learned, length } = place(geometries);
    [this.placed, this.learned, this.length] = [placed, learned, length];
    this.bytes = length * 4;
    this.start = kernels.alloc(this.bytes * (training ? ARRAYS : 1));
  }

  /** The weights of each layer; the gradient lies `bytes` behind them. */
  pointers(): ParameterPointers[] {
    const at = (float: number): number => this.start + float * 4;
    return this.placed.map(({ weights, biases, scales, moving }) => ({
      weights: at(weights),
      biases: at(biases),
      scales: at(scales),
      moving: at(moving),
    }));
  }

  /** Starts from these weights, as if no step had been taken. */
  setWeights(weights: Float32Array): void {
    this.set(THETA, weights);
    if (this.training) {
      this.set(MEAN, weights);
      this.array(FIRST).fill(0);
      this.array(SECOND).fill(0);
    }
    this.steps = 0;
  }

  setState({ weights, moments, mean, steps }: NetworkState): void {
    this.set(THETA, weights);
    this.set(FIRST, moments[0]);
    this.set(SECOND, moments[1]);
    this.set(MEAN, mean);
    this.steps = steps;
  }

  state(): NetworkState {
    const moments = [this.vector(FIRST), this.vector(SECOND)] as const;
    return { weights: this.vector(THETA), moments, mean: this.vector(MEAN), steps: this.steps };
  }

  weights(): Float32Array {
    return this.vector(THETA);
  }

  averagedWeights(): Float32Array {
    return this.vector(MEAN);
  }

  gradient(): Float32Array {
    return this.vector(GRADIENT);
  }

  private array(which: number): Float32Array {
    return this.kernels.f32(this.start + which * this.bytes, this.length);
  }

  private set(which: number, values: Float32Array): void {
    const array = this.array(which).fill(0);
    eachParameter(this.layers, this.geometries, this.placed, (keras, kernel) => {
      array[kernel] = values[keras];
    });
  }

  private vector(which: number): Float32Array {
    const values = this.array(which);
    const out = new Float32Array(this.parameters);
    eachParameter(this.layers, this.geometries, this.placed, (keras, kernel) => {
      out[keras] = values[kernel];
    });
    return out;
  }

  /** One step of Adam on the gradient last computed. */
  adam({ learningRate, beta1, beta2, epsilon, weightDecay = 0 }: AdamParams): void {
    this.steps++;
    const corrected =
      (learningRate * Math.sqrt(1 - beta2 ** this.steps)) / (1 - beta1 ** this.steps);
    const keep = 1 - learningRate * weightDecay;
    const params = [this.start, this.bytes, corrected, beta1, beta2, epsilon, keep];
    this.kernels.parallel('adamStep', 0, Math.ceil(this.learned / STEP_FLOATS), ...params);
  }

  /**
   * Takes the weights of this step into their exponential mean with this decay; early steps, of which there are few, decay
   * faster: (1 + t) / (10 + t) at most.
   */
  average(decay: number): void {
    const share = 1 - Math.min(decay, (1 + this.steps) / (10 + this.steps));
    const params = [this.start, this.start + MEAN * this.bytes, this.bytes, share];
    this.kernels.parallel('averageStep', 0, Math.ceil(this.length / STEP_FLOATS), ...params);
  }
}
