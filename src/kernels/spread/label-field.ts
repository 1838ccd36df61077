import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import { evenStride, readPadded } from '../runtime/padded';
import { wholePass } from '../runtime/whole-pass';

/** Rows per block of the steps. */
const ROWS = 256;

/** W·from = to, f64 (rows × stride) in kernel memory. */
export type Product = (from: number, to: number, stride: number) => Task<unknown>;

/**
 * What each row has of each class, in kernel memory, moved step by step over a graph. It starts as the given labels: a 1
 * for the class of each row that has one, zeros elsewhere. Lives until the caller releases its mark.
 */
export class LabelField {
  private readonly kernels: KernelRuntime;
  private readonly rows: number;
  private readonly classes: number;
  private readonly blocks: number;
  private readonly F: number;
  private readonly moved: number;
  private readonly given: number;
  private readonly partial: number;

  /** `given`: a class for each row, −1 where no label is given. */
  constructor(kernels: KernelRuntime, given: Int32Array, classes: number) {
    this.kernels = kernels;
    this.rows = given.length;
    this.classes = classes;
    this.blocks = Math.ceil(this.rows / ROWS);
    this.F = this.room();
    this.moved = this.room();
    this.given = kernels.alloc(given.byteLength);
    kernels.i32(this.given, given.length).set(given);
    this.partial = kernels.alloc(this.blocks * 8);
    const stride = evenStride(classes);
    const F = kernels.f64(this.F, this.rows * stride);
    given.forEach((code, row) => {
      if (code >= 0) F[row * stride + code] = 1;
    });
  }

  /**
   * Zhou et al., 2003: F ← alpha·D^(−½)·W·D^(−½)·F + (1 − alpha)·Y with √D as `roots`. Each call of what it returns is a step
   * and tells the sum of all entries' changes.
   */
  spreading(product: Product, roots: Float64Array, alpha: number): () => Task<number> {
    const { kernels } = this;
    const [scaled, rootsAt] = [this.room(), this.column(roots)];
    const stride = evenStride(this.classes);
    const F = kernels.f64(this.F, this.rows * stride);
    const first = kernels.f64(scaled, this.rows * stride);
    for (let i = 0; i < F.length; i++) first[i] = F[i] / roots[Math.floor(i / stride)];
    const { moved, given, partial } = this;
    const params = [moved, this.F, scaled, given, rootsAt, alpha, partial];
    return () => this.step('spreadingStep', product, scaled, params);
  }

  /**
   * Zhu & Ghahramani, 2002: F ← (W + own)·F with rows scaled to sum 1 and given labels kept; `own` has the weights of rows to
   * themselves. Returns as `spreading`.
   */
  propagation(product: Product, own: Float64Array): () => Task<number> {
    const params = [this.moved, this.F, this.given, this.column(own), this.partial];
    return () => this.step('propagationStep', product, this.F, params);
  }

  /** The field as it is, (rows × classes), a new array. */
  read(): Float64Array {
    return readPadded(this.kernels, this.F, this.rows, this.classes);
  }

  private *step(kernel: string, product: Product, from: number, params: number[]): Task<number> {
    const stride = evenStride(this.classes);
    yield* product(from, this.moved, stride);
    yield* wholePass(this.kernels, {
      kernel,
      blocks: this.blocks,
      workPerBlock: ROWS * stride * 4,
      params: [...params, this.rows, stride],
      stage: 'Spreading',
    });
    let change = 0;
    for (const sum of this.kernels.f64(this.partial, this.blocks)) change += sum;
    return change;
  }

  private room(): number {
    return this.kernels.alloc(this.rows * evenStride(this.classes) * 8);
  }

  private column(values: Float64Array): number {
    const pointer = this.kernels.alloc(values.byteLength);
    this.kernels.f64(pointer, values.length).set(values);
    return pointer;
  }
}
