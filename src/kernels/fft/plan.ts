import type { KernelRuntime } from '../../core/kernel-runtime';

const RADICES = [4, 2, 3, 5] as const;
/** Bytes of the list of radices before the twiddle factors: the count and up to 15 radices, i32. */
const HEADER_BYTES = 64;
/** Longest transform that the list of radices has room for in any case. */
const LONGEST = 2 ** 15;

/** The passes of a transform of length N, radix 4 first; undefined when N has a prime factor above 5. */
export function radicesOf(N: number): number[] | undefined {
  const radices: number[] = [];
  let rest = N;
  for (const radix of RADICES) {
    for (; rest % radix === 0; rest /= radix) radices.push(radix);
  }
  return rest === 1 ? radices : undefined;
}

/** The smallest even length ≥ `least` (and ≥ 8) that the passes can do. */
export function fastLength(least: number): number {
  if (!(least < LONGEST)) throw new RangeError(`no transform of length ${least}`);
  for (let N = Math.max(8, 2 * Math.ceil(least / 2)); ; N += 2) if (radicesOf(N)) return N;
}

/** Puts the passes and twiddle factors exp(−2πi·pt/n) of a transform of length N into kernel memory. */
export function allocatePlan(kernels: KernelRuntime, N: number): number {
  const radices = radicesOf(N);
  if (!radices || N % 2 || N < 8) throw new RangeError(`no transform of length ${N}`);
  const twiddles: number[] = [];
  let n = N;
  for (const radix of radices) {
    const m = n / radix;
    for (let p = 0; p < m; p++) {
      for (let t = 1; t < radix; t++) {
        const angle = (-2 * Math.PI * p * t) / n;
        twiddles.push(Math.cos(angle), Math.sin(angle));
      }
    }
    n = m;
  }
  const plan = kernels.alloc(HEADER_BYTES + twiddles.length * 4);
  kernels.i32(plan, 1 + radices.length).set([radices.length, ...radices]);
  kernels.f32(plan + HEADER_BYTES, twiddles.length).set(twiddles);
  return plan;
}
