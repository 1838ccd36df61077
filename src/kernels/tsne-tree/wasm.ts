import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import type { GradientForm, Points, Repulsion } from '../tsne-attraction/points';

/** Points per block, as in the kernel. */
const ROWS = 64;
const NODE_BYTES = 32;
/** Points of one thread in about 20 ms at angle 0.5. */
const POINTS_PER_SLICE = 4096;

/**
 * Repulsion by a Barnes-Hut tree, as scikit-learn sums it: O(n·log n), force error about 2 % at angle 0.5. Ten times the
 * cost of the mesh and less exact: kept to compare with. Takes what it needs from the arena at construction.
 */
export class TreeRepulsion implements Repulsion {
  private readonly arrays: number[];
  private readonly nodes: number;
  private readonly box: number;
  private readonly counts: number;
  private readonly sums: number;
  private readonly blocks: number;

  constructor(
    private readonly kernels: KernelRuntime,
    rows: number,
    private readonly form: GradientForm,
    private readonly angle: number,
  ) {
    this.blocks = Math.ceil(rows / ROWS);
    this.arrays = Array.from({ length: 4 }, () => kernels.alloc(rows * 4));
    this.nodes = kernels.alloc(2 * rows * NODE_BYTES);
    this.box = kernels.alloc(9 * 8);
    this.counts = kernels.alloc(256 * 4);
    this.sums = kernels.alloc(this.blocks * 8);
  }

  *run({ pointer, rows, dims, bounds }: Points, out: number): Task<number> {
    const { kernels, arrays, nodes, box, sums, blocks, angle } = this;
    const [codes, order] = arrays;
    const widths = [0, 2, 4].map((at) => bounds[at + 1] - bounds[at]);
    kernels.f64(box, 9).set([...bounds, ...widths]);
    kernels.call('tsneTreeSort', pointer, rows, dims, box, ...arrays, this.counts);
    yield { fraction: 0.1, stage: 'Repulsion' };
    const count = kernels.call('tsneTreeBuild', pointer, rows, dims, box + 48, codes, order, nodes);
    const form = dims === 2 ? 0 : this.form === 'exact' ? 2 : 1;
    const params = [pointer, rows, form, angle, order, nodes, count, out, sums];
    const perSlice = (POINTS_PER_SLICE / ROWS) * kernels.threads;
    for (let from = 0; from < blocks; from += perSlice) {
      yield { fraction: from / blocks, stage: 'Repulsion' };
      kernels.parallel('tsneTreeForces', from, Math.min(blocks, from + perSlice), ...params);
    }
    return kernels.f64(sums, blocks).reduce((sum, value) => sum + value, 0);
  }
}
