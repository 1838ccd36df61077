import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';
import { wholePass } from '../runtime/whole-pass';
import type { Samples } from './samples';

const ROWS = 128;
const SLICE = 64;
const STAGE = 'Distances';
/** Bounds are sums of at most a few single-precision numbers: more than their rounding errors together, as a share. */
const BOUND_ERROR = 1e-6;

/** Rows divided among k centres, in kernel memory the caller releases. Centres are f64 (k × stride) in the samples' values. */
export class Partition {
  /** Rows in each cluster, as of the last {@link sums}. */
  readonly sizes: Float64Array;
  /** Distances computed so far. */
  distances = 0;
  private readonly kernels: KernelRuntime;
  private readonly samples: Samples;
  private readonly k: number;
  private readonly width: number;
  private readonly blocks: number;
  private readonly at: Record<
    'centers' | 'lower' | 'upper' | 'drift' | 'labels' | 'moves' | 'counts' | 'sums' | 'squares',
    number
  >;
  private readonly drift: Float64Array;
  private fresh = true;
  private lastDistances = 0;

  constructor(kernels: KernelRuntime, samples: Samples, k: number) {
    const { rows, stride, kind } = samples;
    this.kernels = kernels;
    this.samples = samples;
    this.k = k;
    this.width = Math.ceil(k / 4) * 4;
    this.blocks = Math.ceil(rows / ROWS);
    this.sizes = new Float64Array(k);
    this.drift = new Float64Array(k);
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
    const { kernels, at, width, k } = this;
    const { rows } = this.samples;
    const lower = kernels.f32(at.lower, rows * width);
    for (let r = 0; r < rows; r++) {
      lower.fill(-Infinity, r * width, r * width + k);
      lower.fill(Infinity, r * width + k, (r + 1) * width);
      lower[r * width] = Infinity;
    }
    kernels.f32(at.upper, rows).fill(Infinity);
    kernels.i32(at.labels, rows).fill(0);
    kernels.f64(at.centers, centers.length).set(centers);
    this.drift.fill(0);
    this.lastDistances = rows * k;
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

  /** Gives each row to its nearest centre, the first of equals; tells how many rows changed (all, the first time). */
  *assign(): Task<{ moved: number; signal: Signal }> {
    const { kernels, at, k, blocks } = this;
    const { kind, data, rows, stride, radius } = this.samples;
    kernels.f32(at.drift, this.width).set(this.drift);
    // A centre starts on a row and then is a mean of rows: no distance exceeds twice the radius.
    const slack = BOUND_ERROR * (2 * radius + Math.max(...this.drift));
    const workPerBlock = (this.lastDistances / blocks) * stride + ROWS * k;
    const params = [
      kind,
      data,
      rows,
      stride,
      at.centers,
      k,
      at.lower,
      at.upper,
      at.drift,
      slack,
      at.labels,
      at.moves,
      at.counts,
    ];
    const signal = yield* wholePass(kernels, {
      kernel: 'kmeansAssign',
      blocks,
      workPerBlock,
      params,
      stage: STAGE,
    });
    const counts = kernels.i32(at.counts, blocks * 2);
    let moved = 0;
    this.lastDistances = 0;
    for (let block = 0; block < blocks; block++) {
      moved += counts[block * 2];
      this.lastDistances += counts[block * 2 + 1];
    }
    this.distances += this.lastDistances;
    return { moved: this.fresh ? rows : moved, signal };
  }

  /** The sum of each cluster's rows, f64 (k × stride); brings `sizes` up to date. Once after each {@link assign}. */
  *sums(): Task<Float64Array> {
    const { kernels, at, k } = this;
    const { kind, data, rows, stride } = this.samples;
    const count = k * stride;
    if (this.fresh) {
      if (kind === 1) kernels.i32(at.sums, count).fill(0);
      else kernels.f64(at.sums, count).fill(0);
    }
    const params = [kind, data, rows, stride, at.labels, at.sums];
    yield* wholePass(kernels, {
      kernel: this.fresh ? 'kmeansSumAll' : 'kmeansSumMoved',
      blocks: Math.ceil(stride / SLICE),
      workPerBlock: rows * Math.min(stride, SLICE),
      params: this.fresh ? params : [...params, at.moves, at.counts],
      stage: STAGE,
    });
    this.countSizes();
    this.fresh = false;
    return Float64Array.from(
      kind === 1 ? kernels.i32(at.sums, count) : kernels.f64(at.sums, count),
    );
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
    yield* wholePass(kernels, {
      kernel: 'kmeansOwn',
      blocks,
      workPerBlock: ROWS * stride,
      params,
      stage: STAGE,
    });
    return kernels.f64(at.squares, rows).slice();
  }
}

/** Distances to the nearest centre chosen so far, while k-means++ chooses; in kernel memory the caller releases. */
export class Potential {
  /** Sum of all squared distances to the nearest centre. */
  total = Infinity;
  private readonly kernels: KernelRuntime;
  private readonly samples: Samples;
  private readonly most: number;
  private readonly at: {
    centers: number;
    closest: number;
    out: number;
    spare: number;
    sums: number;
  };

  /** @param most candidates compared at a time. */
  constructor(kernels: KernelRuntime, samples: Samples, most: number) {
    const { rows, stride } = samples;
    this.kernels = kernels;
    this.samples = samples;
    this.most = most;
    const area = most * rows * 8;
    this.at = {
      centers: kernels.alloc(most * stride * 8),
      closest: kernels.alloc(area),
      out: kernels.alloc(area),
      spare: 0,
      sums: kernels.alloc(Math.ceil(rows / ROWS) * most * 8),
    };
    this.at.spare = this.at.closest;
    kernels.f64(this.at.closest, rows).fill(Infinity);
  }

  /** Squared distance of each row to the nearest centre; valid until the next {@link choose}. */
  get closest(): Float64Array {
    return this.kernels.f64(this.at.closest, this.samples.rows);
  }

  /** Adds the candidate that leaves the smallest total, the first of equals; returns its place among them. */
  *choose(candidates: readonly Float64Array[]): Task<number> {
    const { kernels, at, most } = this;
    const { kind, data, rows, stride } = this.samples;
    const count = candidates.length;
    if (count > most) throw new RangeError(`Potential: ${count} candidates, room for ${most}`);
    candidates.forEach((center, t) => kernels.f64(at.centers + t * stride * 8, stride).set(center));
    const blocks = Math.ceil(rows / ROWS);
    const params = [kind, data, rows, stride, at.centers, count, at.closest, at.out, at.sums];
    yield* wholePass(kernels, {
      kernel: 'kmeansCandidates',
      blocks,
      workPerBlock: ROWS * stride * count,
      params,
      stage: STAGE,
    });
    const sums = kernels.f64(at.sums, blocks * count);
    const totals = new Float64Array(count);
    for (let i = 0; i < sums.length; i++) totals[i % count] += sums[i];
    let best = 0;
    for (let t = 1; t < count; t++) if (totals[t] < totals[best]) best = t;
    this.total = totals[best];
    at.closest = at.out + best * rows * 8;
    [at.out, at.spare] = [at.spare, at.out];
    return best;
  }
}
