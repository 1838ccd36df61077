import type { CsrGraph } from '../../core/graph/csr';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';
import { evenStride, readPadded, writePadded } from '../runtime/padded';
import { wholePass } from '../runtime/whole-pass';

/** Rows per block of the kernels. */
const ROWS = 256;
/** A gathered multiply-add takes as long as so many others: neighbours' rows are seldom in the cache. */
const GATHER = 3;
/** Less than this one thread does in a millisecond: on a busy machine others take longer to wake, pass after pass. */
const ALONE = 1_000_000;
export const STAGE = 'Spreading';

/**
 * A weighted graph in kernel memory, for products with several columns at once. Columns are padded to an even number;
 * `load` and `read` translate. Lives until the caller releases its mark.
 */
export class GraphOperator {
  readonly nodes: number;
  /** Σ_j W[i,j] of each node, in order of its edges. */
  readonly degrees: Float64Array;
  private readonly kernels: KernelRuntime;
  private readonly edges: number;
  private readonly links: readonly number[];
  private readonly degreesPointer: number;

  constructor(kernels: KernelRuntime, { nodes, indptr, indices, weights }: CsrGraph) {
    this.kernels = kernels;
    this.nodes = nodes;
    this.edges = indices.length;
    const pointers = [
      kernels.alloc(indptr.byteLength),
      kernels.alloc(indices.byteLength),
      kernels.alloc(weights.byteLength),
    ] as const;
    kernels.u32(pointers[0], indptr.length).set(indptr);
    kernels.u32(pointers[1], indices.length).set(indices);
    kernels.f64(pointers[2], weights.length).set(weights);
    this.links = pointers;
    this.degrees = new Float64Array(nodes);
    for (let row = 0; row < nodes; row++) {
      for (let e = indptr[row]; e < indptr[row + 1]; e++) this.degrees[row] += weights[e];
    }
    this.degreesPointer = this.diagonal(this.degrees);
  }

  get blocks(): number {
    return Math.ceil(this.nodes / ROWS);
  }

  strideOf(columns: number): number {
    return evenStride(columns);
  }

  /** One number for each node, in kernel memory. */
  diagonal(values: Float64Array): number {
    const pointer = this.kernels.alloc(values.byteLength);
    this.kernels.f64(pointer, values.length).set(values);
    return pointer;
  }

  /** Room for (nodes × columns), all zeros. */
  room(columns: number): number {
    return this.kernels.alloc(this.nodes * this.strideOf(columns) * 8);
  }

  load(F: Float64Array, columns: number, pointer = this.room(columns)): number {
    writePadded(this.kernels, F, columns, pointer);
    return pointer;
  }

  read(pointer: number, columns: number): Float64Array {
    return readPadded(this.kernels, pointer, this.nodes, columns);
  }

  /** Runs one of the kernels over all blocks. */
  *pass(kernel: string, columns: number, params: number[], gathers: boolean): Task<Signal> {
    const stride = this.strideOf(columns);
    const perNode = (gathers ? (GATHER * this.edges) / Math.max(1, this.nodes) : 0) + 3;
    const { blocks, kernels } = this;
    const workPerBlock = ROWS * stride * perNode;
    const all = [...params, this.nodes, stride];
    if (blocks * workPerBlock < ALONE) {
      for (let block = 0; block < blocks; block++) kernels.call(kernel, block, 0, ...all);
      return 'go';
    }
    return yield* wholePass(kernels, { kernel, blocks, workPerBlock, params: all, stage: STAGE });
  }

  /** to = W·from, both (nodes × columns) in kernel memory. */
  multiply(columns: number, from: number, to: number): Task<Signal> {
    return this.pass('graphProduct', columns, [...this.links, from, to], true);
  }

  /** W·F for F (nodes × columns), a new array. */
  *product(F: Float64Array, columns: number): Task<Float64Array> {
    const mark = this.kernels.mark();
    try {
      const [from, to] = [this.load(F, columns), this.room(columns)];
      yield* this.multiply(columns, from, to);
      return this.read(to, columns);
    } finally {
      this.kernels.release(mark);
    }
  }

  /** out = (D − W)·P and the sums of P∘out by block. */
  laplacian(columns: number, P: number, out: number, partial: number): Task<Signal> {
    const params = [...this.links, this.degreesPointer, P, out, partial];
    return this.pass('laplacianProduct', columns, params, true);
  }

  /** out = U − dt·((D − W)·U − B). */
  heat(columns: number, U: number, B: number, dt: number, out: number): Task<Signal> {
    const params = [...this.links, this.degreesPointer, U, B, dt, out];
    return this.pass('heatStep', columns, params, true);
  }
}
