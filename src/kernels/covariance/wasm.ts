import type { KernelRuntime } from '../../core/kernel-runtime';
import type { PaddedRows } from '../rerank/wasm';

/** Rows per block, as in the kernel. */
const ROWS = 512;

/**
 * A data matrix in kernel memory, multiplied as its covariance without forming it: two passes over the data per product,
 * n·p multiply-adds each, single precision within blocks of 512 rows and double between them. `scale` is left out:
 * directions do not depend on it. Takes a few vectors from the arena, the caller's to release.
 */
export class CovarianceProduct {
  /** Of the stored values (cols). */
  readonly means: Float64Array;
  private readonly blocks: number;
  private readonly vector: number;
  private readonly scorePointer: number;
  private readonly sums: number;

  constructor(
    private readonly kernels: KernelRuntime,
    private readonly X: PaddedRows,
  ) {
    this.blocks = Math.ceil(X.rows / ROWS);
    this.vector = kernels.alloc(X.stride * 4);
    this.scorePointer = kernels.alloc(X.rows * 4);
    this.sums = kernels.alloc(this.blocks * (X.stride + 4) * 4);
    this.run(0, 0);
    this.means = this.reduced()
      .subarray(0, X.cols)
      .map((sum) => sum / X.rows);
  }

  private run(vector: number, shift: number): void {
    const { kernels, blocks, scorePointer, sums } = this;
    const { pointer, bytes, rows, stride } = this.X;
    const params = [pointer, bytes ? 1 : 0, rows, stride, vector, shift, scorePointer, sums];
    kernels.parallel('covarianceScores', 0, blocks, ...params);
  }

  /** Σ over the blocks: the columns' sums, then at `stride` that of the scores. */
  private reduced(): Float64Array {
    const { kernels, blocks, sums } = this;
    const { stride } = this.X;
    const partial = kernels.f32(sums, blocks * (stride + 4));
    const total = new Float64Array(stride + 4);
    for (let at = 0; at < partial.length; at += stride + 4) {
      for (let c = 0; c < stride + 4; c++) total[c] += partial[at + c];
    }
    return total;
  }

  private project(v: Float64Array): void {
    this.kernels.f32(this.vector, this.X.cols).set(v);
    this.run(
      this.vector,
      v.reduce((sum, value, c) => sum + value * this.means[c], 0),
    );
  }

  /** Covariance · v (divided by n). */
  multiply(v: Float64Array): Float64Array {
    this.project(v);
    const total = this.reduced();
    const scoreSum = total[this.X.stride];
    return this.means.map((mean, c) => (total[c] - mean * scoreSum) / this.X.rows);
  }

  /** (X − mean)·v, one value per row. */
  scores(v: Float64Array): Float32Array {
    this.project(v);
    return this.kernels.f32(this.scorePointer, this.X.rows).slice();
  }
}
