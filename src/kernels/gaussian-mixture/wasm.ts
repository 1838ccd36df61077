import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Signal, Task } from '../../core/task';
import { wholePass } from '../runtime/whole-pass';

const ROWS = 64;
const GATHERED = 32;
const ROWS_PER_YIELD = 2048;
/** Partial moments of all chunks together take at most this, where there is a choice. */
const PARTIAL_BYTES = 32 * 2 ** 20;
/** Blocks of moments enough to keep many threads busy: one for each Gaussian and chunk of rows. */
const MOMENT_BLOCKS = 64;

/** Rows in kernel memory, in double precision and meant values less `offsets`. */
export interface MixtureRows {
  data: number;
  rows: number;
  cols: number;
  /** `cols` padded to a multiple of 4 with zeros. */
  stride: number;
  offsets: Float64Array;
}

/** Copies a matrix into kernel memory, the caller's to release: rows · cols · 8 bytes. */
export function* packMixtureRows(
  kernels: KernelRuntime,
  { data, rows, cols, scale }: Matrix,
  offsets: Float64Array,
): Task<MixtureRows> {
  const stride = Math.ceil(cols / 4) * 4;
  const pointer = kernels.alloc(rows * stride * 8);
  for (let from = 0; from < rows; from += ROWS_PER_YIELD) {
    const to = Math.min(rows, from + ROWS_PER_YIELD);
    const values = kernels.f64(pointer, rows * stride);
    for (let r = from; r < to; r++) {
      for (let c = 0; c < cols; c++)
        values[r * stride + c] = data[r * cols + c] * scale - offsets[c];
    }
    yield { fraction: to / rows, stage: 'Rows' };
  }
  return { data: pointer, rows, cols, stride, offsets };
}

/** As the kernel numbers them. */
const FORMS = ['each', 'shared', 'diagonal'] as const;

/** k Gaussians as the rows are compared with them. */
export interface Densities {
  /** (k × cols), in the rows' values. */
  means: Float64Array;
  form: (typeof FORMS)[number];
  /** L⁻¹ of each covariance L·Lᵀ (cols × cols), that of the one they share, or each one's reciprocal deviations (cols). */
  factors: readonly Float64Array[];
  /** Log density at the mean. */
  logPeaks: Float64Array;
  logWeights: Float64Array;
}

/** Which moments: 0 first only, 1 also the squares, 2 also all products. */
export type MomentOrder = 0 | 1 | 2;

export interface Moments {
  /** Σ r·(x − mean), (k × cols). */
  first: Float64Array;
  /** Σ r·(x − mean)², (k × cols); or Σ r·(x − mean)(x − mean)ᵀ, symmetric (k × cols × cols); empty for order 0. */
  second: Float64Array;
}

/** k Gaussians over the same rows: responsibilities and moments, in kernel memory the caller releases. */
export class Mixture {
  private readonly kernels: KernelRuntime;
  private readonly samples: MixtureRows;
  private readonly k: number;
  private readonly blocks: number;
  private readonly at: Record<
    'means' | 'constants' | 'responsibilities' | 'labels' | 'own' | 'logs' | 'sums' | 'thresholds',
    number
  >;

  constructor(kernels: KernelRuntime, samples: MixtureRows, k: number) {
    const { rows, stride } = samples;
    this.kernels = kernels;
    this.samples = samples;
    this.k = k;
    this.blocks = Math.ceil(rows / ROWS);
    this.at = {
      means: kernels.alloc(k * stride * 8),
      constants: kernels.alloc(k * 16),
      responsibilities: kernels.alloc(rows * k * 8),
      labels: kernels.alloc(rows * 4),
      own: kernels.alloc(rows * 8),
      logs: kernels.alloc(rows * 8),
      sums: kernels.alloc(this.blocks * k * 8),
      thresholds: kernels.alloc(k * 8),
    };
  }

  /** (rows × k), to read or to write; valid until the next allocation. */
  get responsibilities(): Float64Array {
    return this.kernels.f64(this.at.responsibilities, this.samples.rows * this.k);
  }

  /** A copy of each row's most probable Gaussian, the first of equals. */
  get labels(): Int32Array {
    return this.kernels.i32(this.at.labels, this.samples.rows).slice();
  }

  /** −log density of each row under its own Gaussian, a copy. */
  get ownLogs(): Float32Array {
    return new Float32Array(this.kernels.f64(this.at.own, this.samples.rows));
  }

  private setMeans(means: Float64Array): void {
    const { cols, stride } = this.samples;
    const padded = this.kernels.f64(this.at.means, this.k * stride);
    for (let j = 0; j < this.k; j++)
      padded.set(means.subarray(j * cols, (j + 1) * cols), j * stride);
  }

  /** E-step. Returns the mean log density of the rows and the sum of each Gaussian's responsibilities. */
  *expect(
    densities: Densities,
  ): Task<{ logLikelihood: number; sums: Float64Array; signal: Signal }> {
    const { kernels, at, k, blocks } = this;
    const { data, rows, cols, stride } = this.samples;
    const { factors, form } = densities;
    const mark = kernels.mark();
    try {
      const shared = form === 'shared';
      this.setMeans(shared ? multiplied(factors[0], densities.means, cols) : densities.means);
      const constants = kernels.f64(at.constants, k * 2);
      densities.logPeaks.forEach((peak, j) => (constants[j * 2] = peak));
      densities.logWeights.forEach((weight, j) => (constants[j * 2 + 1] = weight));
      const packed =
        form === 'diagonal' ? factors : factors.map((factor) => inPairs(factor, cols, stride));
      const each = packed[0].length;
      const pointer = kernels.alloc(packed.length * each * 8);
      packed.forEach((values, j) => kernels.f64(pointer + j * each * 8, each).set(values));
      const scratch = kernels.alloc(kernels.threads * (stride + k) * 128);
      const forms = [pointer, each * 8, FORMS.indexOf(form), at.constants, k];
      const out = [at.responsibilities, at.labels, at.own, at.logs, at.sums, scratch];
      const perRow = { each: (k * (cols + 3)) / 2, shared: cols / 2 + k, diagonal: 2 * k }[form];
      const signal = yield* wholePass(kernels, {
        kernel: 'mixtureExpect',
        blocks,
        workPerBlock: ROWS * (perRow * cols + 40 * k),
        params: [data, rows, stride, cols, at.means, ...forms, ...out],
        stage: 'Expectation',
      });
      const logLikelihood = kernels.f64(at.logs, rows).reduce((sum, log) => sum + log, 0) / rows;
      return { logLikelihood, sums: this.blockSums(), signal };
    } finally {
      kernels.release(mark);
    }
  }

  private blockSums(): Float64Array {
    const { kernels, at, k, blocks } = this;
    const sums = new Float64Array(k);
    kernels.f64(at.sums, blocks * k).forEach((sum, i) => (sums[i % k] += sum));
    return sums;
  }

  /** Moments about `means` (k × cols); a row whose responsibility is at most its Gaussian's threshold is left out. */
  *moments(order: MomentOrder, means: Float64Array, thresholds: Float64Array): Task<Moments> {
    const { kernels, at, k } = this;
    const { data, rows, cols, stride } = this.samples;
    const mark = kernels.mark();
    try {
      this.setMeans(means);
      kernels.f64(at.thresholds, k).set(thresholds);
      const each = stride * (1 + [0, 1, stride][order]);
      const room = Math.floor(PARTIAL_BYTES / (k * each * 8));
      const chunks = Math.max(
        1,
        Math.min(Math.ceil(MOMENT_BLOCKS / k), room, Math.ceil(rows / ROWS)),
      );
      const chunkRows = Math.ceil(rows / chunks);
      const out = kernels.alloc(chunks * k * each * 8);
      const scratch = kernels.alloc(kernels.threads * GATHERED * 2 * stride * 8);
      const weights = [at.responsibilities, k, at.thresholds, at.means];
      yield* wholePass(kernels, {
        kernel: 'mixtureMoments',
        blocks: chunks * k,
        workPerBlock: (chunkRows / k) * (each / 2 + stride) + chunkRows,
        params: [order, data, rows, stride, ...weights, chunkRows, out, each * 8, scratch],
        stage: 'Maximisation',
      });
      const totals = new Float64Array(k * each);
      for (let chunk = 0; chunk < chunks; chunk++) {
        const partial = kernels.f64(out + chunk * k * each * 8, k * each);
        for (let i = 0; i < totals.length; i++) totals[i] += partial[i];
      }
      return unpadded(totals, order, { k, cols, stride });
    } finally {
      kernels.release(mark);
    }
  }
}

/** L·mean for each of the means (k × cols) and a lower triangle L. */
function multiplied(L: Float64Array, means: Float64Array, cols: number): Float64Array {
  return means.map((_, at) => {
    const [row, mean] = [(at % cols) * cols, at - (at % cols)];
    let sum = 0;
    for (let c = 0; c <= at % cols; c++) sum += L[row + c] * means[mean + c];
    return sum;
  });
}

/** A lower triangle (cols × cols) as the kernel reads it: for each two rows, their entries side by side. */
function inPairs(L: Float64Array, cols: number, stride: number): Float64Array {
  const pairs = new Float64Array(Math.ceil(cols / 2) * stride * 2);
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j <= i; j++) pairs[((i >> 1) * stride + j) * 2 + (i & 1)] = L[i * cols + j];
  }
  return pairs;
}

function unpadded(
  totals: Float64Array,
  order: MomentOrder,
  { k, cols, stride }: { k: number; cols: number; stride: number },
): Moments {
  const each = totals.length / k;
  const first = new Float64Array(k * cols);
  const second = new Float64Array(k * [0, cols, cols * cols][order]);
  for (let j = 0; j < k; j++) {
    const from = j * each;
    first.set(totals.subarray(from, from + cols), j * cols);
    if (order === 1) second.set(totals.subarray(from + stride, from + stride + cols), j * cols);
    if (order < 2) continue;
    const products = from + stride;
    for (let a = 0; a < cols; a++) {
      for (let b = 0; b <= a; b++) {
        const value = totals[products + a * stride + b];
        second[(j * cols + a) * cols + b] = second[(j * cols + b) * cols + a] = value;
      }
    }
  }
  return { first, second };
}
