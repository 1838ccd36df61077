import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import { PaddedConvolution, type FillKernel } from '../fft/wasm';
import type { GradientForm, Points, Repulsion } from '../tsne-attraction/points';
import { chooseCheapest } from './choose';
import { LEAD, widthOf, type Grid } from './grid';
import { forcePotential, similarityOf, taylor, valueAt, type Potential } from './potential';

/** Bytes of scratch per thread of the force kernels. */
const SCRATCH = 64;
/** A band of cells must be higher than the three nodes it writes beyond itself. */
const BAND_NODES = 4;
/** Room behind the sorted points, which are read four at a time. */
const SPARE = 4;

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
  starts: number;
  settings: number;
  similarities: number;
  /** What was taken off the similarity everywhere on the lattice. */
  offset: number;
}

/**
 * Repulsion by a particle mesh (Hockney & Eastwood 1988; splines and their correction as in Essmann et al. 1995): the
 * kernels are smooth beyond R and carried by a lattice; within R the difference is added pair by pair. One transform
 * forward and one back; Z is the energy of the charges, found between them. O(n + N^dims·log N). The lattice lives at the
 * top of the arena: nothing may be taken from it after this object and kept.
 */
export class MeshRepulsion implements Repulsion {
  private readonly order: number;
  private readonly cellOf: number;
  private readonly axes: number;
  private readonly stride: number;
  private readonly scratch: number;
  private readonly mark: number;
  private readonly force: Potential;
  private readonly similarity: Potential;
  private workspace: Workspace | undefined;

  constructor(
    private readonly kernels: KernelRuntime,
    rows: number,
    private readonly dims: 2 | 3,
    private readonly form: GradientForm,
    private readonly chooseGrid: ChooseGrid = chooseCheapest,
  ) {
    this.stride = rows + SPARE;
    this.order = kernels.alloc(rows * 4);
    this.cellOf = kernels.alloc(rows * 4);
    this.axes = kernels.alloc(dims * this.stride * 4);
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
    const { kernels, dims } = this;
    kernels.release(this.mark);
    const { cells, side, length, spacing, reach } = grid;
    const starts = kernels.alloc((cells ** dims + 1) * 4);
    const settings = kernels.alloc(9 * 4);
    const similarities = kernels.alloc(cells ** (dims - 1) * 8);
    const force = inNodes(this.force, spacing);
    const similarity = inNodes(this.similarity, spacing);
    const smoothForce = taylor(force, reach ** 2);
    const smooth = taylor(similarity, reach ** 2);
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
    const correction = splineCorrection(length);
    const farthestForce = valueAt(force, farthest);
    yield { fraction: 0, stage: 'Repulsion' };
    convolution.setKernel(this.fill(force, smoothForce, reach, farthestForce), correction);
    yield { fraction: 0.2, stage: 'Repulsion' };
    convolution.setEnergyKernel(this.fill(similarity, smooth, reach, offset), correction);
    yield { fraction: 0.4, stage: 'Repulsion' };
    return { grid, convolution, starts, settings, similarities, offset };
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
    { grid, convolution, starts }: Workspace,
  ): void {
    const { kernels, dims, order, cellOf, axes, stride } = this;
    const { cells, nodesPerCell, spacing } = grid;
    const { pointer: lattice, stride: latticeStride, rowsPerPlane, planes } = convolution.lattice;
    const origin = [0, 2, 4].map((at) => bounds[at] - LEAD * spacing);
    const sorted = [
      ...origin,
      1 / spacing,
      nodesPerCell,
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

  private forces({ grid, convolution, starts, settings, similarities }: Workspace, out: number) {
    const { kernels, dims, order, axes, stride, scratch, form } = this;
    const { cells, reach, spacing } = grid;
    const { pointer: lattice, stride: latticeStride, rowsPerPlane } = convolution.lattice;
    const sorted = [cells, starts, order, axes, stride, lattice, latticeStride, spacing];
    const params = [...sorted, reach > 0 ? 1 : 0, settings, out, similarities, scratch];
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

/** 1/B̂² per wave number, for the smearing by the splines on the way in and out. */
const splineCorrection = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, k) => {
    const spline = (2 + Math.cos((2 * Math.PI * k) / length)) / 3;
    return 1 / spline ** 2;
  });
