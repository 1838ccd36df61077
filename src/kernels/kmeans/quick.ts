import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Samples } from './samples';

/** Unit roundoff of single precision. */
const ROUNDOFF = 2 ** -24;
/** Squares of larger distances might not fit single precision. */
const SINGLE_REACH = 1e18;
/** Largest whole number of 16 bits, less one for rounding up. */
const SHORT_MAX = 32766;
const PRODUCT_MAX = 2 ** 31 - 1;

/**
 * Centres in the form that distances are computed from fast, in kernel memory the caller releases: for bytes 16-bit whole
 * numbers q = (c − shift) · unit, so that ‖x − c‖² = norm of x + term of c − 2 · x·q / unit; for f32 rows f32.
 */
export interface QuickCenters {
  /** (count × stride); 0 for f64 rows, which are compared with the centres themselves. */
  pointer: number;
  /** f64 (count), for bytes. */
  terms: number;
  /** f32 (count): how far a quick distance may be from the true one. */
  errors: number;
}

export function allocQuick(
  kernels: KernelRuntime,
  { kind, stride }: Samples,
  count: number,
): QuickCenters {
  return {
    pointer: kind === 3 ? 0 : kernels.alloc(count * stride * (kind === 1 ? 2 : 4)),
    terms: kernels.alloc(count * 8),
    errors: kernels.alloc(count * 4),
  };
}

/**
 * Fills in centres, f64 (count × stride), that are no farther than `reach` from any row. Returns the unit: as large as 16 bits,
 * and 32 bits for sums of products, allow.
 */
export function setQuick(
  kernels: KernelRuntime,
  samples: Samples,
  quick: QuickCenters,
  centers: Float64Array,
  reach: number,
): number {
  if (samples.kind === 2) setSingle(kernels, samples, quick, centers, reach);
  if (samples.kind !== 1) return 1;
  const unit = largestUnit(samples, centers);
  setWhole(kernels, samples, quick, centers, unit);
  return unit;
}

function setSingle(
  kernels: KernelRuntime,
  { stride }: Samples,
  quick: QuickCenters,
  centers: Float64Array,
  reach: number,
): void {
  const count = centers.length / stride;
  const singles = kernels.f32(quick.pointer, centers.length);
  const errors = kernels.f32(quick.errors, count);
  singles.set(centers);
  // Each of 16 lanes adds stride / 16 squares, one up to 3 more, of three roundings each; then the lanes are added. Half of
  // that relative error remains in the distance.
  const relative = reach < SINGLE_REACH ? (stride / 32 + 6) * ROUNDOFF : Infinity;
  for (let j = 0; j < count; j++) {
    let square = 0;
    for (let i = j * stride; i < (j + 1) * stride; i++) square += (singles[i] - centers[i]) ** 2;
    errors[j] = 1.01 * (Math.sqrt(square) + reach * relative);
  }
}

function largestUnit({ stride, shift, radius }: Samples, centers: Float64Array): number {
  let [widest, longest, shifted] = [1, 1, 0];
  for (let i = 0; i < stride; i++) shifted += shift[i] * shift[i];
  for (let j = 0; j < centers.length; j += stride) {
    let square = 0;
    for (let i = 0; i < stride; i++) {
      const value = centers[j + i] - shift[i];
      square += value * value;
      widest = Math.max(widest, Math.abs(value));
    }
    longest = Math.max(longest, square);
  }
  // |x·q| and all its partial sums are at most ‖x‖ · (unit · ‖c − shift‖ + ‖rounding‖), and ‖x‖ ≤ radius + ‖shift‖.
  const room = PRODUCT_MAX / (radius + Math.sqrt(shifted) + 1) - Math.sqrt(stride);
  return Math.min(SHORT_MAX / widest, room / Math.sqrt(longest));
}

/** Of bytes: fills in centres for a given unit; 1 is exact for centres that are rows. */
export function setWhole(
  kernels: KernelRuntime,
  { stride, shift }: Samples,
  quick: QuickCenters,
  centers: Float64Array,
  unit: number,
): void {
  const count = centers.length / stride;
  // An array of u16 keeps the low 16 bits of negative numbers too.
  const whole = kernels.u16(quick.pointer, centers.length);
  const terms = kernels.f64(quick.terms, count);
  const errors = kernels.f32(quick.errors, count);
  for (let j = 0; j < count; j++) {
    let [norm, error] = [0, 0];
    for (let i = 0, at = j * stride; i < stride; i++, at++) {
      const q = Math.round((centers[at] - shift[i]) * unit);
      const meant = q / unit + shift[i];
      whole[at] = q;
      norm += meant * meant;
      error += (meant - centers[at]) ** 2;
    }
    terms[j] = norm;
    errors[j] = 1.01 * Math.sqrt(error);
  }
}
