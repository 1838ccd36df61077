import type { KernelRuntime } from '../../core/kernel-runtime';
import { toFloat32, type Matrix } from '../../core/matrix';

/** Rows per block, as in the kernel. */
const ROWS = 512;

/**
 * A data matrix in kernel memory, multiplied as its covariance without forming it: two passes over the data per product,
 * n·p multiply-adds each, single precision within blocks of 512 rows and double between them. Bytes stay bytes, and
 * `scale` is left out: directions do not depend on it.
 */
export class CovarianceProduct {
  readonly rows: number;
  readonly columns: number;
  private readonly stride: number;
  private readonly bytes: boolean;
  private readonly blocks: number;
  private readonly data: number;
  private readonly vector: number;
  private readonly scorePointer: number;
  private readonly sums: number;
  private readonly means: Float64Array;

  constructor(
    private readonly kernels: KernelRuntime,
    X: Matrix,
  ) {
    this.rows = X.rows;
    this.columns = X.cols;
    this.stride = Math.ceil(X.cols / 16) * 16;
    this.bytes = X.data instanceof Uint8Array;
    this.blocks = Math.ceil(X.rows / ROWS);
    this.data = this.copyIn(X);
    this.vector = kernels.alloc(this.stride * 4);
    this.scorePointer = kernels.alloc(X.rows * 4);
    this.sums = kernels.alloc(this.blocks * (this.stride + 4) * 4);
    this.run(0, 0);
    this.means = this.reduced()
      .subarray(0, X.cols)
      .map((sum) => sum / X.rows);
  }

  private copyIn(X: Matrix): number {
    const { kernels, stride, bytes } = this;
    const values = X.data instanceof Uint8Array ? X.data : toFloat32(X);
    const pointer = kernels.alloc(X.rows * stride * (bytes ? 1 : 4));
    const copy = bytes
      ? kernels.u8(pointer, X.rows * stride)
      : kernels.f32(pointer, X.rows * stride);
    for (let row = 0; row < X.rows; row++)
      copy.set(values.subarray(row * X.cols, (row + 1) * X.cols), row * stride);
    return pointer;
  }

  private run(vector: number, shift: number): void {
    const { kernels, data, bytes, rows, stride, blocks, scorePointer, sums } = this;
    const params = [data, bytes ? 1 : 0, rows, stride, vector, shift, scorePointer, sums];
    kernels.parallel('tsneScores', 0, blocks, ...params);
  }

  /** Σ over the blocks: the columns' sums, then at `stride` that of the scores. */
  private reduced(): Float64Array {
    const { kernels, blocks, stride, sums } = this;
    const partial = kernels.f32(sums, blocks * (stride + 4));
    const total = new Float64Array(stride + 4);
    for (let at = 0; at < partial.length; at += stride + 4) {
      for (let c = 0; c < stride + 4; c++) total[c] += partial[at + c];
    }
    return total;
  }

  private project(v: Float64Array): void {
    this.kernels.f32(this.vector, this.columns).set(v);
    this.run(
      this.vector,
      v.reduce((sum, value, c) => sum + value * this.means[c], 0),
    );
  }

  /** Covariance · v (divided by n). */
  multiply(v: Float64Array): Float64Array {
    this.project(v);
    const total = this.reduced();
    const scoreSum = total[this.stride];
    return this.means.map((mean, c) => (total[c] - mean * scoreSum) / this.rows);
  }

  /** (X − mean)·v, one value per row. */
  scores(v: Float64Array): Float32Array {
    this.project(v);
    return this.kernels.f32(this.scorePointer, this.rows).slice();
  }
}
