import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import { PaddedConvolution, type FillKernel } from '../fft/wasm';
import type { GradientForm, Points, Repulsion } from '../tsne-attraction/points';
import { chooseCheapest } from './choose';
import { LEAD, widthOf, type Grid } from './grid';
import { forcePotential, similarityOf, valueAt, type Potential } from './potential';
import { smoothest } from './smooth';

/** A band of cells must be higher than the three nodes it writes beyond itself. */
const BAND_NODES = 4;
/** Bytes of scratch per thread of the force kernels. */
const SCRATCH = 64;
/** Cells in the width of one, and places behind each row of them, as in the kernel. */
const SLIM = 4;
const GAP = 3;

/** Chooses the lattice for the present points. */
export type ChooseGrid = (
  kernels: KernelRuntime,
  points: Points,
  width: number,
  present: Grid | undefined,
) => Grid;

/** What depends on the lattice: rebuilt with it. */
interface Workspace {
  grid: Grid;
  convolution: PaddedConvolution;
  /** Sorted points: see `tsneMeshSort`. */
  starts: number;
  order: number;
  axes: number;
  stride: number;
  settings: number;
  similarities: number;
  /** What was taken off the similarity everywhere on the lattice. */
  offset: number;
}

/**
 * Repulsion by a particle mesh (Hockney & Eastwood 1988; splines and their correction as in Essmann et al. 1995): the
 * kernels are smooth beyond R and carried by a lattice; within R the difference is added pair by pair. One transform
 * forward and one back. Z is the sum of the potential at the points where that is the similarity, in two dimensions; in
 * three it is the energy of the charges under the similarity, found between the transforms. O(n + N^dims·log N). The
 * lattice lives at the top of the arena: nothing may be taken from it after this object and kept.
 */
export class MeshRepulsion implements Repulsion {
  private readonly cellOf: number;
  private readonly scratch: number;
  private readonly mark: number;
  private readonly force: Potential;
  private readonly similarity: Potential;
  private workspace: Workspace | undefined;

  constructor(
    private readonly kernels: KernelRuntime,
    private readonly rows: number,
    private readonly dims: 2 | 3,
    private readonly form: GradientForm,
    private readonly chooseGrid: ChooseGrid = chooseCheapest,
  ) {
    this.cellOf = kernels.alloc(rows * 4);
    this.scratch = kernels.alloc(kernels.threads * SCRATCH);
    this.mark = kernels.mark();
    this.force = forcePotential(dims, form);
    this.similarity = similarityOf(dims);
  }

  /** The lattice in use, once there is one. */
  get grid(): Grid | undefined {
    return this.workspace?.grid;
  }

  *run(points: Points, out: number): Task<number> {
    const width = widthOf(points);
    const grid = this.chooseGrid(this.kernels, points, width, this.workspace?.grid);
    if (grid !== this.workspace?.grid) {
      this.workspace = yield* this.build(grid);
    }
    const { convolution, offset } = this.workspace;
    this.spread(points, this.workspace);
    const energy = convolution.run();
    const near = this.forces(this.workspace, out);
    // All sums hold each point with itself, whose similarity is 1.
    return energy + offset * points.rows ** 2 + near - points.rows;
  }

  private *build(grid: Grid): Task<Workspace> {
    const { kernels, dims, rows } = this;
    kernels.release(this.mark);
    const { cells, side, length, spacing, reach } = grid;
    const cellRows = cells ** (dims - 1);
    const stride = rows + GAP * cellRows + 1;
    const starts = kernels.alloc((cellRows * (SLIM * cells + 1) + 1) * 4);
    const order = kernels.alloc(stride * 4);
    const axes = kernels.alloc(dims * stride * 4);
    const settings = kernels.alloc(9 * 4);
    const similarities = kernels.alloc(cellRows * 8);
    const force = inNodes(this.force, spacing);
    const similarity = inNodes(this.similarity, spacing);
    const smoothForce = reach > 0 ? smoothest(force, dims, reach) : new Float64Array(4);
    const smooth = reach > 0 ? smoothest(similarity, dims, reach) : new Float64Array(4);
    const perUnit = spacing ** -2;
    kernels
      .f32(settings, 9)
      .set([
        reach ** 2,
        similarity.a,
        -smoothForce[1] * perUnit,
        -2 * smoothForce[2] * perUnit,
        -3 * smoothForce[3] * perUnit,
        ...smooth,
      ]);
    const convolution = new PaddedConvolution(kernels, dims, side, length);
    // The value at the largest lag is taken off: what is left of a narrow map's kernel would drown in rounding else.
    const farthest = dims * (side - 1) ** 2;
    const offset = valueAt(similarity, farthest);
    const correction = splineCorrection(length, reach > 0);
    const farthestForce = valueAt(force, farthest);
    yield { fraction: 0, stage: 'Repulsion' };
    convolution.setKernel(this.fill(force, smoothForce, reach, farthestForce), correction);
    yield { fraction: 0.2, stage: 'Repulsion' };
    if (dims === 3)
      convolution.setEnergyKernel(this.fill(similarity, smooth, reach, offset), correction);
    yield { fraction: 0.4, stage: 'Repulsion' };
    const sorted = { starts, order, axes, stride };
    return { grid, convolution, ...sorted, settings, similarities, offset };
  }

  private fill(
    { scale, a, power }: Potential,
    coefficients: Float64Array,
    reach: number,
    offset: number,
  ): FillKernel {
    return ({ pointer, stride, rowsPerPlane, side }) => {
      const { kernels, dims } = this;
      const mark = kernels.mark();
      const polynomial = kernels.alloc(4 * 8);
      kernels.f64(polynomial, 4).set(coefficients);
      const lattice = [pointer, stride, rowsPerPlane, side];
      const params = [...lattice, scale, a, power, reach ** 2, polynomial, offset];
      kernels.parallel('tsneMeshKernel', 0, side ** (dims - 1), ...params);
      kernels.release(mark);
    };
  }

  private spread(
    { pointer, rows, bounds }: Points,
    { grid, convolution, starts, order, axes, stride }: Workspace,
  ): void {
    const { kernels, dims, cellOf } = this;
    const { cells, nodesPerCell, spacing } = grid;
    const { pointer: lattice, stride: latticeStride, rowsPerPlane, planes } = convolution.lattice;
    const origin = [0, 2, 4].map((at) => bounds[at] - LEAD * spacing);
    const sorted = [
      ...origin,
      1 / spacing,
      1 / nodesPerCell,
      cells,
      starts,
      cellOf,
      order,
      axes,
      stride,
    ];
    kernels.call('tsneMeshSort', pointer, rows, dims, ...sorted);
    kernels.f32(lattice, planes * rowsPerPlane * latticeStride).fill(0);
    const layersPerBand = Math.max(1, Math.ceil(BAND_NODES / nodesPerCell));
    const bands = Math.ceil(cells / layersPerBand);
    const target = [lattice, latticeStride, rowsPerPlane];
    for (const parity of [0, 1]) {
      const count = (bands + 1 - parity) >> 1;
      const params = [parity, layersPerBand, cells, dims, starts, axes, stride, ...target];
      kernels.parallel('tsneMeshSpread', 0, count, ...params);
    }
  }

  private forces(workspace: Workspace, out: number) {
    const { kernels, dims, form, scratch } = this;
    const { grid, convolution, starts, order, axes, stride, settings, similarities } = workspace;
    const { cells, nodesPerCell, reach, spacing } = grid;
    const { pointer: lattice, stride: latticeStride, rowsPerPlane } = convolution.lattice;
    const sorted = [cells, starts, order, axes, stride, lattice, latticeStride, spacing];
    const params = [
      ...sorted,
      1 / nodesPerCell,
      reach > 0 ? 1 : 0,
      settings,
      out,
      similarities,
      scratch,
    ];
    const blocks = cells ** (dims - 1);
    if (dims === 2) kernels.parallel('tsneMeshForces2', 0, blocks, ...params);
    else {
      const exact = form === 'exact' ? 1 : 0;
      kernels.parallel('tsneMeshForces3', 0, blocks, ...params, rowsPerPlane, exact);
    }
    return kernels.f64(similarities, blocks).reduce((sum, value) => sum + value, 0);
  }
}

/** The same kernel of squared distances in nodes. */
const inNodes = (potential: Potential, spacing: number): Potential => ({
  ...potential,
  a: potential.a * spacing ** 2,
});

/**
 * What a kernel's transform is multiplied by at each wave number, for what spreading and reading with cubic B-splines do.
 * A kernel that the lattice carries whole is interpolated, 1/(Σ û)² over the wave numbers that a lattice cannot tell apart
 * (Essmann et al. 1995): exact for parabolas, which kernels are on narrow maps. One that was smoothed loses least on average
 * over places by û²/(Σ û²)² (Hockney & Eastwood's influence function, for a kernel without energy beyond the lattice).
 */
const splineCorrection = (length: number, smoothed: boolean): Float64Array =>
  Float64Array.from({ length }, (_, k) => {
    const angle = (2 * Math.PI * Math.min(k, length - k)) / length;
    if (!smoothed) return ((2 + Math.cos(angle)) / 3) ** -2;
    const spline = k === 0 ? 1 : (Math.sin(angle / 2) / (angle / 2)) ** 4;
    const sum =
      (1208 + 1191 * Math.cos(angle) + 120 * Math.cos(2 * angle) + Math.cos(3 * angle)) / 2520;
    return (spline / sum) ** 2;
  });
