import type { KernelRuntime } from '../../core/kernel-runtime';
import type { RandomState } from '../../core/random/random-state';
import { part, type Signal, type Task } from '../../core/task';

/** Rows per block, as in the kernel. */
const ROWS = 256;
/** Samples of one thread in about 20 ms. */
const WORK_PER_SLICE = 1e6;

/** Which points are pulled to which, and how often. */
export interface SampledEdges {
  rows: number;
  /** Where each row's edges begin (rows + 1), multiples of 4. */
  rowStarts: Uint32Array;
  columns: Uint32Array;
  /** How many times an edge fires in an epoch, 0 … 1; 0 fills rows up to whole quads. */
  rates: Float32Array;
}

export interface LayoutOptions {
  dims: 2 | 3;
  /** Of the curve 1/(1 + a·d^2b). */
  a: number;
  b: number;
  /** Points drawn at random for each edge that fires. */
  negatives: number;
  repulsionStrength: number;
}

interface Pass {
  epoch: number;
  alpha: number;
  negatives: number;
  backward: boolean;
}

const strideOf = (dims: 2 | 3): number => (dims === 2 ? 2 : 4);

function place(kernels: KernelRuntime, values: Uint32Array | Float32Array): number {
  const pointer = kernels.alloc(values.byteLength);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  kernels.u8(pointer, values.byteLength).set(bytes);
  return pointer;
}

/** Points in kernel memory, stored as the kernel reads them, with room for a multiple of four. */
class PointStore {
  readonly pointer: number;
  private readonly length: number;

  constructor(
    private readonly kernels: KernelRuntime,
    readonly rows: number,
    private readonly dims: 2 | 3,
  ) {
    this.length = Math.ceil(rows / 4) * 4 * strideOf(dims);
    this.pointer = kernels.alloc(this.length * 4);
  }

  /** Row-major (rows × dims). */
  set(coordinates: ArrayLike<number>): void {
    const { dims, rows } = this;
    const stride = strideOf(dims);
    const points = this.kernels.f32(this.pointer, this.length);
    for (let row = 0; row < rows; row++) {
      for (let d = 0; d < dims; d++) points[row * stride + d] = coordinates[row * dims + d];
    }
  }

  get(): Float32Array {
    const { dims, rows } = this;
    const stride = strideOf(dims);
    const points = this.kernels.f32(this.pointer, this.length);
    const out = new Float32Array(rows * dims);
    for (let row = 0; row < rows; row++) {
      for (let d = 0; d < dims; d++) out[row * dims + d] = points[row * stride + d];
    }
    return out;
  }
}

/**
 * Points that UMAP moves, the edges and the generators in kernel memory, taken from the arena at construction and the
 * caller's to release. The bits do not depend on the number of threads: within an epoch every point is moved by itself,
 * towards and away from where the others stood before.
 */
export class UmapLayout {
  private readonly blocks: number;
  private readonly edges: number[];
  private readonly states: number;
  private readonly scratch: number;
  private readonly longest: number;
  private readonly perSlice: number;
  private readonly fixed: PointStore | undefined;
  private current: PointStore;
  private other: PointStore;

  /** `fixed`: row-major points that the rows are pulled to; without them the edges join the rows themselves. */
  constructor(
    private readonly kernels: KernelRuntime,
    graph: SampledEdges,
    random: RandomState,
    private readonly options: LayoutOptions,
    fixed?: Float32Array,
  ) {
    const { rows, rowStarts, columns, rates } = graph;
    const { dims, negatives } = options;
    this.blocks = Math.ceil(rows / ROWS);
    this.edges = [rowStarts, columns, rates].map((array) => place(kernels, array));
    const words = Uint32Array.from({ length: Math.ceil(rows / 4) * 4 }, () => random.next32() || 1);
    this.states = place(kernels, words);
    [this.current, this.other] = [0, 1].map(() => new PointStore(kernels, rows, dims));
    if (fixed) {
      this.fixed = new PointStore(kernels, fixed.length / dims, dims);
      this.fixed.set(fixed);
    }
    this.longest = 1;
    for (let row = 0; row < rows; row++)
      this.longest = Math.max(this.longest, rowStarts[row + 1] - rowStarts[row]);
    this.scratch = kernels.alloc(kernels.threads * this.longest * 16);
    const fires = rates.reduce((sum, rate) => sum + rate, 0);
    const perBlock = (fires * (negatives + 1)) / this.blocks;
    this.perSlice = Math.max(1, Math.ceil(WORK_PER_SLICE / (perBlock + 1))) * kernels.threads;
  }

  place(coordinates: ArrayLike<number>): void {
    this.current.set(coordinates);
  }

  /** Row-major (rows × dims), a copy. */
  coordinates(): Float32Array {
    return this.current.get();
  }

  /**
   * One epoch, counted from 1, with steps of length `alpha`: each point moves by its edges, then once more as the other end
   * of the same edges, in the opposite order and without new points to be pushed from. Returns 'stop' when asked to
   * meanwhile; the epoch is done then too.
   */
  *epoch(epoch: number, alpha: number, stage: string): Task<Signal> {
    const { negatives } = this.options;
    if (this.fixed) return yield* this.pass({ epoch, alpha, negatives, backward: false }, stage);
    const first = this.pass({ epoch, alpha, negatives, backward: false }, stage);
    const second = this.pass({ epoch, alpha, negatives: 0, backward: true }, stage);
    const signals = [yield* part(first, 0, 0.7), yield* part(second, 0.7, 1)];
    return signals.includes('stop') ? 'stop' : 'go';
  }

  private *pass({ epoch, alpha, negatives, backward }: Pass, stage: string): Task<Signal> {
    const { kernels, blocks, current, other, fixed, perSlice } = this;
    const { dims, a, b, repulsionStrength } = this.options;
    const tails = fixed ?? current;
    const points = [current.pointer, other.pointer, current.rows, tails.pointer, tails.rows, dims];
    const steps = [epoch, alpha, a, b, 2 * a * b, 2 * b * repulsionStrength, negatives];
    const ends = [backward ? 1 : 0, this.scratch, this.longest];
    let signal: Signal = 'go';
    for (let from = 0; from < blocks; from += perSlice) {
      const to = Math.min(blocks, from + perSlice);
      const params = [...points, ...this.edges, this.states, ...steps, ...ends];
      kernels.parallel('umapMove', from, to, ...params);
      if ((yield { fraction: to / blocks, stage }) === 'stop') signal = 'stop';
    }
    [this.current, this.other] = [other, current];
    return signal;
  }
}
