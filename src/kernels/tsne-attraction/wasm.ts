import type { KernelRuntime } from '../../core/kernel-runtime';
import type { AffinityGraph } from '../tsne-affinity/wasm';
import { strideOf, type GradientForm, type Points } from './points';

/** Rows per block, as in the kernel. */
const ROWS = 256;
/** f64 values a block of `tsneStep` leaves. */
const STATISTICS = 8;

const copy32 = (kernels: KernelRuntime, values: Uint32Array | Float32Array): number => {
  const pointer = kernels.alloc(values.byteLength);
  kernels
    .u8(pointer, values.byteLength)
    .set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return pointer;
};

export interface StepSizes {
  /** Factor of the attraction: early exaggeration, or 1. */
  exaggeration: number;
  /** Z of the repulsion. */
  normalizer: number;
  momentum: number;
  learningRate: number;
}

/**
 * Points that descend along t-SNE's gradient: the graph, the map and the optimiser's state in kernel memory, taken from
 * the arena at construction and the caller's to release.
 */
export class Descent {
  readonly rows: number;
  /** Where the repulsion of the present points is to be written, stored as points are. */
  readonly repulsion: number;
  private readonly graph: number[];
  private readonly blocks: number;
  private readonly values: number;
  private readonly velocities: number;
  private readonly gains: number;
  private readonly statistics: number;
  private readonly bounds = new Float64Array(6);
  private readonly entropy: { sum: number; mass: number };
  private current: number;
  private other: number;

  constructor(
    private readonly kernels: KernelRuntime,
    graph: AffinityGraph,
    readonly dims: 2 | 3,
    private readonly form: GradientForm,
  ) {
    this.rows = graph.rows;
    this.blocks = Math.ceil(graph.rows / ROWS);
    this.values = graph.rows * strideOf(dims);
    const { rowStarts, columns, values } = graph;
    this.graph = [rowStarts, columns, values].map((array) => copy32(kernels, array));
    const state = Array.from({ length: 5 }, () => kernels.alloc(this.values * 4));
    [this.current, this.other, this.repulsion, this.velocities, this.gains] = state;
    this.statistics = kernels.alloc(this.blocks * STATISTICS * 8);
    this.entropy = this.measureEntropy();
    this.resetMomentum();
  }

  private measureEntropy(): { sum: number; mass: number } {
    const { kernels, blocks, graph, statistics, rows } = this;
    kernels.parallel('tsneEntropy', 0, blocks, graph[0], graph[2], rows, statistics);
    const sums = kernels.f64(statistics, 2 * blocks);
    let [sum, mass] = [0, 0];
    for (let block = 0; block < blocks; block++) {
      sum += sums[2 * block];
      mass += sums[2 * block + 1];
    }
    return { sum, mass };
  }

  get points(): Points {
    return { pointer: this.current, rows: this.rows, dims: this.dims, bounds: this.bounds };
  }

  /** Velocities 0 and gains 1, as at the start of each of scikit-learn's two phases. */
  resetMomentum(): void {
    this.kernels.f32(this.velocities, this.values).fill(0);
    this.kernels.f32(this.gains, this.values).fill(1);
  }

  /** Row-major (rows × dims). */
  place(coordinates: Float32Array): void {
    const { dims, rows, bounds } = this;
    const stride = strideOf(dims);
    const points = this.kernels.f32(this.current, this.values);
    for (let axis = 0; axis < dims; axis++) {
      let [low, high] = [Infinity, -Infinity];
      for (let row = 0; row < rows; row++) {
        const value = coordinates[row * dims + axis];
        points[row * stride + axis] = value;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      bounds.set([low, high], 2 * axis);
    }
  }

  /** Row-major (rows × dims), a copy. */
  coordinates(): Float32Array {
    const { dims, rows } = this;
    const points = this.kernels.f32(this.current, this.values);
    if (dims === 2) return points.slice();
    const out = new Float32Array(rows * 3);
    for (let row = 0; row < rows; row++) {
      for (let axis = 0; axis < 3; axis++) out[row * 3 + axis] = points[row * 4 + axis];
    }
    return out;
  }

  private get edgeParams(): number[] {
    const exact = this.form === 'exact' ? 1 : 0;
    return [...this.graph, this.rows, this.dims, exact];
  }

  /** Σ_j p·w·(y_i − y_j) of every point, stored as points are, at `out`. */
  attraction(out: number): void {
    const { kernels, blocks, current } = this;
    kernels.parallel('tsneAttraction', 0, blocks, current, out, ...this.edgeParams);
  }

  /** 2(ν+1)/ν, by which all differences are multiplied in the gradient. */
  get constant(): number {
    return this.dims === 2 ? 4 : 3;
  }

  /** One step with the repulsion that was written; returns the length of the gradient times its gains. */
  step({ exaggeration, normalizer, momentum, learningRate }: StepSizes): number {
    const { kernels, blocks, statistics, bounds, dims, constant } = this;
    const state = [this.current, this.other, this.repulsion, this.velocities, this.gains];
    const sizes = [constant * exaggeration, constant / normalizer, momentum, learningRate];
    kernels.parallel('tsneStep', 0, blocks, ...state, ...this.edgeParams, ...sizes, statistics);
    [this.current, this.other] = [this.other, this.current];
    const left = kernels.f64(statistics, blocks * STATISTICS);
    let squared = 0;
    for (let axis = 0; axis < dims; axis++) bounds.set([Infinity, -Infinity], 2 * axis);
    for (let at = 0; at < left.length; at += STATISTICS) {
      squared += left[at];
      for (let axis = 0; axis < dims; axis++) {
        bounds[2 * axis] = Math.min(bounds[2 * axis], left[at + 1 + 2 * axis]);
        bounds[2 * axis + 1] = Math.max(bounds[2 * axis + 1], left[at + 2 + 2 * axis]);
      }
    }
    return Math.sqrt(squared);
  }

  /** KL(P‖Q) of the present points, P not exaggerated, given their Z. */
  divergence(normalizer: number): number {
    const { kernels, blocks, current, graph, rows, dims, statistics, entropy } = this;
    const params = [current, ...graph, rows, dims, statistics];
    kernels.parallel('tsneCrossEntropy', 0, blocks, ...params);
    const cross = kernels.f64(statistics, blocks).reduce((sum, value) => sum + value, 0);
    return entropy.sum + cross + entropy.mass * Math.log(normalizer);
  }
}
