import { canShareMemory } from '../../core/shared-memory';

/** Which build of the kernels this engine can run. */
export interface Variant {
  relaxedSimd: boolean;
  shared: boolean;
}

/** A module of one function with `i8x16.popcnt`; valid only where SIMD is known. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** A module of one function with `f32x4.relaxed_madd` on zeros; valid only where relaxed SIMD is known. */
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15,
  65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

export const hasSimd = (): boolean => WebAssembly.validate(SIMD_PROBE);

export const hasRelaxedSimd = (): boolean => WebAssembly.validate(RELAXED_PROBE);

export const chooseVariant = (): Variant => ({
  relaxedSimd: hasRelaxedSimd(),
  shared: canShareMemory(),
});

const PAGES_MAX = 65536;

/**
 * A memory for one group of threads. A shared one reserves its whole maximum of address space, so engines short of it
 * get a smaller maximum.
 */
export function createMemory(shared: boolean): WebAssembly.Memory {
  if (!shared) return new WebAssembly.Memory({ initial: 2 });
  for (const maximum of [PAGES_MAX, PAGES_MAX / 2, PAGES_MAX / 4]) {
    try {
      return new WebAssembly.Memory({ initial: 2, maximum, shared: true });
    } catch {
      continue;
    }
  }
  return new WebAssembly.Memory({ initial: 2, maximum: PAGES_MAX / 8, shared: true });
}
