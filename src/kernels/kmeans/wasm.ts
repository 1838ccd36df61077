import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';
import { wholePass } from '../runtime/whole-pass';
import { allocQuick, setQuick, type QuickCenters } from './quick';
import type { Samples } from './samples';

/** Rows per block of the kernels. */
export const ROWS = 128;
export const STAGE = 'Distances';
/** Values of a row that one thread sums at least. */
const SLICE = 32;
/** Values summed in about 20 ms; and so few that waking another thread would take longer. */
const SUMS_PER_SLICE = 30_000_000;
const SUMS_ALONE = 2_000_000;
/** Bounds are sums of at most a few single-precision numbers: more than their rounding errors together, as a share. */
const BOUND_ERROR = 1e-6;
/** The kernel's `Run`: ten pointers, then `unit`, `slack` and padding. */
const RUN_BYTES = 56;
const RUN_POINTERS = 10;

type Area =
  | 'centers'
  | 'lower'
  | 'upper'
  | 'drift'
  | 'labels'
  | 'moves'
  | 'counts'
  | 'sums'
  | 'squares';

/** Bytes of kernel memory that one {@link Partition} takes, roughly. */
export const partitionBytes = ({ rows, stride }: Samples, k: number): number =>
  rows * (k + 3) * 4 + rows * 24 + k * stride * 24;

/** Rows divided among k centres, in kernel memory the caller releases. Centres are f64 (k × stride) in the samples' values. */
export class Partition {
  /** Rows in each cluster, as of the last {@link sums}. */
  readonly sizes: Float64Array;
  /** Rows that changed their cluster in the last assignment; all, in the first. */
  moved = 0;
  /** Distances computed in the last assignment; an estimate before the first. */
  distances = 0;
  private readonly kernels: KernelRuntime;
  private readonly samples: Samples;
  private readonly k: number;
  private readonly width: number;
  private readonly blocks: number;
  private readonly at: Record<Area, number>;
  private readonly quick: QuickCenters;
  private readonly drift: Float64Array;
  /** No row is farther from a centre. */
  private reach = 0;
  private fresh = true;

  constructor(kernels: KernelRuntime, samples: Samples, k: number) {
    const { rows, stride, kind } = samples;
    this.kernels = kernels;
    this.samples = samples;
    this.k = k;
    this.width = Math.ceil(k / 4) * 4;
    this.blocks = Math.ceil(rows / ROWS);
    this.sizes = new Float64Array(k);
    this.drift = new Float64Array(k);
    this.quick = allocQuick(kernels, samples, k);
    this.at = {
      centers: kernels.alloc(k * stride * 8),
      lower: kernels.alloc(rows * this.width * 4),
      upper: kernels.alloc(rows * 4),
      drift: kernels.alloc(this.width * 4),
      labels: kernels.alloc(rows * 4),
      moves: kernels.alloc(this.blocks * ROWS * 8),
      counts: kernels.alloc(this.blocks * 8),
      sums: kernels.alloc(k * stride * (kind === 1 ? 4 : 8)),
      squares: kernels.alloc(rows * 8),
    };
  }

  /** Forgets all assignments and starts from these centres. */
  begin(centers: Float64Array): void {
    const { kernels, at, width, k, samples } = this;
    const { rows, radius } = samples;
    const lower = kernels.f32(at.lower, rows * width);
    const first = new Float32Array(width).fill(Infinity).fill(-Infinity, 1, k);
    for (let at = 0; at < lower.length; at += width) lower.set(first, at);
    kernels.f32(at.upper, rows).fill(Infinity);
    kernels.i32(at.labels, rows).fill(0);
    kernels.f64(at.centers, centers.length).set(centers);
    this.drift.fill(0);
    // Later centres are means of rows, and no farther from the shift than these.
    this.reach = radius + Math.max(radius, farthest(samples, centers));
    this.distances = rows * k;
    this.fresh = true;
  }

  /** A copy of the centres. */
  get centers(): Float64Array {
    return this.kernels.f64(this.at.centers, this.k * this.samples.stride).slice();
  }

  /** A copy of each row's cluster. */
  get labels(): Int32Array {
    return this.kernels.i32(this.at.labels, this.samples.rows).slice();
  }

  /** Writes what the assignment needs as the kernel's `Run` at `pointer`. */
  describe(pointer: number): void {
    const { kernels, at, quick, samples, drift, reach } = this;
    const unit = setQuick(kernels, samples, quick, this.centers, reach);
    kernels.f32(at.drift, this.width).set(drift);
    const { pointer: fast, terms, errors } = quick;
    const bounds = [at.lower, at.upper, at.drift, at.labels, at.moves, at.counts];
    kernels
      .u32(pointer, RUN_POINTERS)
      .set([at.centers, fast || at.centers, terms, errors, ...bounds]);
    const after = pointer + RUN_POINTERS * 4;
    kernels.f64(after, 1)[0] = 2 / unit;
    kernels.f32(after + 8, 1)[0] = BOUND_ERROR * (reach + Math.max(...drift));
  }

  /** Reads what the assignment counted. */
  collect(): void {
    const counts = this.kernels.i32(this.at.counts, this.blocks * 2);
    this.moved = this.fresh ? this.samples.rows : 0;
    this.distances = 0;
    for (let block = 0; block < counts.length; block += 2) {
      if (!this.fresh) this.moved += counts[block];
      this.distances += counts[block + 1];
    }
  }

  /** The sum of each cluster's rows, f64 (k × stride); brings `sizes` up to date. Once after each assignment. */
  *sums(): Task<Float64Array> {
    const { kernels, at, k } = this;
    const { kind, data, rows, stride } = this.samples;
    const count = k * stride;
    if (this.fresh) kernels.u8(at.sums, count * (kind === 1 ? 4 : 8)).fill(0);
    // As few and wide slices as keep the threads busy and let a stop through: rows are read in long pieces.
    const summed = this.fresh ? rows : this.moved * 2;
    const threads = summed * stride < SUMS_ALONE ? 1 : kernels.threads;
    const widest = Math.min(stride / threads, SUMS_PER_SLICE / Math.max(1, summed));
    const slice = Math.max(1, Math.ceil(widest / SLICE)) * SLICE;
    const params = [slice, kind, data, rows, stride, at.labels, at.sums];
    yield* wholePass(kernels, {
      kernel: this.fresh ? 'kmeansSumAll' : 'kmeansSumMoved',
      blocks: Math.ceil(stride / slice),
      workPerBlock: summed * slice + 1,
      params: this.fresh ? params : [...params, at.moves, at.counts],
      stage: STAGE,
    });
    this.countSizes();
    this.fresh = false;
    return new Float64Array(kind === 1 ? kernels.i32(at.sums, count) : kernels.f64(at.sums, count));
  }

  private countSizes(): void {
    const { kernels, at, sizes, blocks } = this;
    const labels = kernels.i32(at.labels, this.samples.rows);
    if (this.fresh) {
      sizes.fill(0);
      for (const label of labels) sizes[label]++;
      return;
    }
    const counts = kernels.i32(at.counts, blocks * 2);
    const moves = kernels.i32(at.moves, blocks * ROWS * 2);
    for (let block = 0; block < blocks; block++) {
      for (let i = 0, from = block * ROWS * 2; i < counts[block * 2]; i++, from += 2) {
        sizes[labels[moves[from]]]++;
        sizes[moves[from + 1]]--;
      }
    }
  }

  /** Moves the centres; returns the sum of squared ways they went. */
  moveTo(centers: Float64Array): number {
    const { kernels, at, k, drift } = this;
    const { stride } = this.samples;
    const current = kernels.f64(at.centers, k * stride);
    let total = 0;
    for (let j = 0; j < k; j++) {
      let square = 0;
      for (let i = j * stride; i < (j + 1) * stride; i++) square += (centers[i] - current[i]) ** 2;
      drift[j] += Math.sqrt(square);
      total += square;
    }
    current.set(centers);
    return total;
  }

  /** Squared distance of each row to its own centre, a copy: f64 (rows). */
  *ownSquares(): Task<Float64Array> {
    const { kernels, at, blocks } = this;
    const { kind, data, rows, stride } = this.samples;
    const params = [kind, data, rows, stride, at.centers, at.labels, at.squares];
    const workPerBlock = ROWS * stride;
    yield* wholePass(kernels, { kernel: 'kmeansOwn', blocks, workPerBlock, params, stage: STAGE });
    return kernels.f64(at.squares, rows).slice();
  }
}

/** Largest distance of a centre from the shift. */
function farthest({ stride, shift }: Samples, centers: Float64Array): number {
  let most = 0;
  for (let j = 0; j < centers.length; j += stride) {
    let square = 0;
    for (let i = 0; i < stride; i++) square += (centers[j + i] - shift[i]) ** 2;
    most = Math.max(most, square);
  }
  return Math.sqrt(most);
}

/**
 * Gives each row to its nearest centre, the first of equals, in all these partitions of the samples: together, because reading a
 * row takes longer than comparing it.
 */
export function* assignRows(
  kernels: KernelRuntime,
  samples: Samples,
  k: number,
  partitions: readonly Partition[],
): Task<Signal> {
  const { kind, data, rows, stride, norms } = samples;
  const mark = kernels.mark();
  try {
    const runs = kernels.alloc(partitions.length * RUN_BYTES);
    partitions.forEach((partition, i) => partition.describe(runs + i * RUN_BYTES));
    const distances = partitions.reduce((sum, partition) => sum + partition.distances, 0);
    const blocks = Math.ceil(rows / ROWS);
    const signal = yield* wholePass(kernels, {
      kernel: 'kmeansAssign',
      blocks,
      workPerBlock: (distances / blocks) * stride + ROWS * k * partitions.length,
      params: [kind, data, rows, stride, norms, k, runs, partitions.length],
      stage: STAGE,
    });
    for (const partition of partitions) partition.collect();
    return signal;
  } finally {
    kernels.release(mark);
  }
}
