import type { KernelRuntime } from '../../core/kernel-runtime';
import { allocatePlan } from './plan';

/** Bytes of one spectrum element: four complex numbers in single precision. */
const ELEMENT = 32;
const upTo = (value: number, step: number): number => Math.ceil(value / step) * step;

/** A lattice of real f32 values in kernel memory, x fastest. */
export interface Lattice {
  pointer: number;
  /** Values from one row to the next. */
  stride: number;
  /** Rows from one plane to the next; rows beyond `side` are padding and stay 0. */
  rowsPerPlane: number;
  planes: number;
  /** Nodes of each axis in use. */
  side: number;
}

interface Layout {
  planes: number;
  rowsPerPlane: number;
  rows: number;
  stride: number;
}

const layoutOf = (dims: 2 | 3, side: number): Layout => {
  const planes = dims === 3 ? side : 1;
  const rowsPerPlane = upTo(side, 8);
  return { planes, rowsPerPlane, rows: planes * rowsPerPlane, stride: upTo(side, 4) };
};

/** Fills a lattice of N nodes per axis with a kernel at the wrapped lags: node j stands for lag min(j, N−j). */
export type FillKernel = (lattice: Lattice) => void;

/**
 * Convolutions of a lattice of `side` nodes per axis with even real kernels, zero-padded to N ≥ 2·side − 1 nodes, by fast
 * Fourier transforms (forward along the last axis, product and way back in one pass over the cache). All memory is taken
 * from the arena at construction and is the caller's to release.
 */
export class PaddedConvolution {
  /** What is convolved, and after `run` the result. */
  readonly lattice: Lattice;
  private readonly layout: Layout;
  private readonly strips: number;
  private readonly plan: number;
  private readonly scratch: number;
  private readonly spectrum: number;
  private readonly turned: number;
  private readonly energy: number;
  private readonly kernel: number;
  /** 0 until it is set: no energy is wanted. */
  private energyKernel = 0;

  constructor(
    private readonly kernels: KernelRuntime,
    private readonly dims: 2 | 3,
    side: number,
    private readonly N: number,
  ) {
    if (N < 2 * side - 1) throw new RangeError(`${side} nodes need more padding than ${N}`);
    const layout = layoutOf(dims, side);
    this.layout = layout;
    this.strips = (N >> 3) + 1;
    this.plan = allocatePlan(kernels, N);
    this.scratch = kernels.alloc(kernels.threads * 2 * N * ELEMENT + 4 * ELEMENT);
    const pointer = kernels.alloc(layout.rows * layout.stride * 4);
    this.lattice = { pointer, side, ...layout };
    this.spectrum = kernels.alloc(this.strips * layout.rows * ELEMENT);
    this.turned = dims === 3 ? kernels.alloc(this.strips * N * side * ELEMENT) : this.spectrum;
    this.energy = kernels.alloc(this.lines * 8);
    this.kernel = kernels.alloc(this.lines * N * 16);
  }

  /** Lines along the last axis. */
  private get lines(): number {
    return this.dims === 3 ? this.strips * this.N : this.strips;
  }

  /** Sets the kernel of the result, times factor[k] for the wave numbers k = 0 … N−1 of every axis. */
  setKernel(fill: FillKernel, factor: Float64Array): void {
    // Forward passes along rows give twice the transform: the charges' and the kernel's own.
    this.transformKernel(
      fill,
      this.alongX(factor, () => 1 / 4),
      factor,
      this.kernel,
    );
  }

  /** Sets the kernel of the energy in the same way; takes memory for it the first time. */
  setEnergyKernel(fill: FillKernel, factor: Float64Array): void {
    this.energyKernel ||= this.kernels.alloc(this.lines * this.N * 16);
    const share = (k: number) => (k === 0 || k === this.N / 2 ? 1 : 2) / 8;
    this.transformKernel(fill, this.alongX(factor, share), factor, this.energyKernel);
  }

  /** The factors of the kept half of the wave numbers along x; 0 beyond, where strips are padding. */
  private alongX(factor: Float64Array, weight: (k: number) => number): Float64Array {
    const whole = this.N ** this.dims;
    return Float64Array.from({ length: 4 * this.strips }, (_, k) =>
      k <= this.N / 2 ? (factor[k] * weight(k)) / whole : 0,
    );
  }

  private transformKernel(
    fill: FillKernel,
    factorX: Float64Array,
    factor: Float64Array,
    out: number,
  ): void {
    const { kernels, N, dims, plan, scratch, strips } = this;
    const mark = kernels.mark();
    const layout = layoutOf(dims, N);
    const { rows, rowsPerPlane, stride } = layout;
    const lags = kernels.alloc(rows * stride * 4);
    const spectrum = kernels.alloc(strips * rows * ELEMENT);
    const factors = kernels.alloc((factorX.length + N) * 4);
    kernels.f32(factors, factorX.length).set(factorX);
    kernels.f32(factors + factorX.length * 4, N).set(factor.subarray(0, N));
    fill({ pointer: lags, side: N, ...layout });
    const rowPass = [lags, spectrum, rows, N, stride, N, plan, scratch];
    kernels.parallel('fftRowsForward', 0, rows / 8, ...rowPass);
    let [source, lineStep] = [spectrum, rows];
    if (dims === 3) {
      [source, lineStep] = [kernels.alloc(strips * N * N * ELEMENT), N];
      const columns = [spectrum, source, N, N, rowsPerPlane, rows, N, N * N, N, plan, scratch];
      kernels.parallel('fftLinesForward', 0, strips * N, ...columns);
    }
    const perStrip = dims === 3 ? N : 1;
    const last = [source, lineStep, out, factors, factors + factorX.length * 4, perStrip, N];
    kernels.parallel('fftKernelLines', 0, this.lines, ...last, plan, scratch);
    kernels.release(mark);
  }

  /** Replaces the lattice ρ by kernel ∗ ρ; returns Σ_ij ρ_i · energyKernel_ij · ρ_j, 0 without such a kernel. */
  run(): number {
    const { kernels, N, dims, plan, scratch, strips, spectrum, turned, layout } = this;
    const { rows, rowsPerPlane, planes, stride } = layout;
    const { pointer, side } = this.lattice;
    const rowPass = [pointer, spectrum, rows, side, stride, N, plan, scratch];
    kernels.parallel('fftRowsForward', 0, rows / 8, ...rowPass);
    const columns = [spectrum, turned, side, planes, rowsPerPlane, rows, side, N * side, N];
    if (dims === 3)
      kernels.parallel('fftLinesForward', 0, strips * planes, ...columns, plan, scratch);
    const lineStep = dims === 3 ? side : rows;
    const last = [turned, side, lineStep, this.kernel, this.energyKernel, this.energy, N];
    kernels.parallel('fftConvolveLines', 0, this.lines, ...last, plan, scratch);
    if (dims === 3)
      kernels.parallel('fftLinesInverse', 0, strips * planes, ...columns, plan, scratch);
    kernels.parallel('fftRowsInverse', 0, rows / 8, ...rowPass);
    return kernels.f64(this.energy, this.lines).reduce((sum, value) => sum + value, 0);
  }
}
