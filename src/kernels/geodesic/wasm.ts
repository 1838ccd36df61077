import type { KernelRuntime } from '../../core/kernel-runtime';

const ROWS = 32;

/**
 * The doubly centred matrix J·K·J of K = −½·D∘D, J = I − 11ᵀ/n, as an operator: D (n × n, f32, symmetric, no Infinity)
 * stays where it is in kernel memory and nothing of its size is written. One product costs n² multiply-adds.
 * Allocates 2·n·8 bytes that the caller's mark gives back.
 */
export class CentredSquares {
  /** Mean of each row of K, which is also the mean of each column. */
  readonly means: Float64Array;
  readonly grandMean: number;
  private readonly x: number;
  private readonly y: number;

  constructor(
    private readonly kernels: KernelRuntime,
    private readonly D: number,
    readonly n: number,
  ) {
    this.x = kernels.alloc(n * 8);
    this.y = kernels.alloc(n * 8);
    this.means = this.product(new Float64Array(n).fill(1)).map((sum) => sum / n);
    this.grandMean = meanOf(this.means);
  }

  private product(x: Float64Array): Float64Array {
    const { kernels, n } = this;
    kernels.f64(this.x, n).set(x);
    kernels.parallel('scaledSquaresProduct', 0, Math.ceil(n / ROWS), this.D, this.x, this.y, n);
    return kernels.f64(this.y, n).slice();
  }

  /** y = J·K·J·x, a new array. */
  multiply(x: Float64Array): Float64Array {
    const inner = meanOf(x);
    const y = this.product(x.map((value) => value - inner));
    const outer = meanOf(y);
    return y.map((value) => value - outer);
  }

  /** Sum of the squares of all entries of J·K·J. */
  squaredNorm(): number {
    const { kernels, n } = this;
    kernels.f64(this.x, n).set(this.means);
    const params = [this.D, this.x, this.grandMean, this.y, n];
    kernels.parallel('centredSquaresNorms', 0, Math.ceil(n / ROWS), ...params);
    return kernels.f64(this.y, n).reduce((sum, value) => sum + value, 0);
  }
}

export const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
