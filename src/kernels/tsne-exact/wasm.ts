import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import {
  strideOf,
  type GradientForm,
  type Points,
  type Repulsion,
} from '../tsne-attraction/points';

/** Rows per block, as in the kernel. */
const ROWS = 64;
/** Pairs of one thread in about 20 ms. */
const PAIRS_PER_SLICE = 2e7;

/** Repulsion by all pairs: O(n²), exact to single precision. */
export class ExactRepulsion implements Repulsion {
  constructor(
    private readonly kernels: KernelRuntime,
    private readonly form: GradientForm,
  ) {}

  *run(points: Points, out: number): Task<number> {
    return yield* this.of(points, out, 0, points.rows);
  }

  /** Repulsion of some rows only, (listed × dims) and the share of Z that is theirs: the measure of approximations. */
  sample(points: Points, rows: Uint32Array): { forces: Float32Array; similarities: number } {
    const { kernels } = this;
    const mark = kernels.mark();
    const list = kernels.alloc(rows.byteLength);
    kernels.u32(list, rows.length).set(rows);
    const stride = strideOf(points.dims);
    const out = kernels.alloc(rows.length * stride * 4);
    const task = this.of(points, out, list, rows.length);
    let step = task.next();
    while (!step.done) step = task.next();
    const forces = new Float32Array(rows.length * points.dims);
    const stored = kernels.f32(out, rows.length * stride);
    for (let i = 0; i < rows.length; i++)
      forces.set(stored.subarray(i * stride, i * stride + points.dims), i * points.dims);
    kernels.release(mark);
    return { forces, similarities: step.value };
  }

  private *of(points: Points, out: number, list: number, count: number): Task<number> {
    const { kernels } = this;
    const { rows, dims, pointer } = points;
    const mark = kernels.mark();
    const stride = Math.ceil(rows / 4) * 4;
    const axes = kernels.alloc(3 * stride * 4);
    const blocks = Math.ceil(count / ROWS);
    const sums = kernels.alloc(blocks * 8);
    kernels.call('tsneByAxis', pointer, rows, dims, axes, stride);
    const exact = dims === 3 && this.form === 'exact' ? 1 : 0;
    const params = [axes, stride, rows, list, count, dims, exact, out, sums];
    const perSlice = Math.ceil(PAIRS_PER_SLICE / (ROWS * rows)) * kernels.threads;
    for (let from = 0; from < blocks; from += perSlice) {
      const to = Math.min(blocks, from + perSlice);
      kernels.parallel('tsneRepelExactly', from, to, ...params);
      if (to < blocks) yield { fraction: to / blocks, stage: 'Repulsion' };
    }
    const total = kernels.f64(sums, blocks).reduce((sum, value) => sum + value, 0);
    kernels.release(mark);
    return total;
  }
}
