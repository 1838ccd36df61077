/** Which build of the kernels this engine can run. */
export interface Variant {
  relaxedSimd: boolean;
  shared: boolean;
}

/** A module of one function with `f32x4.relaxed_madd` on zeros; valid only where relaxed SIMD is known. */
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15,
  65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

export const hasRelaxedSimd = (): boolean => WebAssembly.validate(RELAXED_PROBE);

/** Shared memory reaches other threads only on a cross-origin isolated page. */
export const chooseVariant = (crossOriginIsolated: boolean): Variant => ({
  relaxedSimd: hasRelaxedSimd(),
  shared: crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined',
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
