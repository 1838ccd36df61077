import { hasSimd } from '../kernels/runtime/variant';

/** What nothing can be computed without, by the names that lists of browsers know it by. */
const needs: readonly { name: string; there: () => boolean }[] = [
  { name: 'WebAssembly', there: () => typeof WebAssembly === 'object' },
  { name: 'SIMD in WebAssembly', there: () => typeof WebAssembly !== 'object' || hasSimd() },
  { name: 'Web Workers', there: () => typeof Worker === 'function' },
  { name: 'DecompressionStream', there: () => typeof DecompressionStream === 'function' },
  // Stands for the language as a whole: no browser that has it lacks modules in workers.
  { name: 'ES2023', there: () => typeof [].toSorted === 'function' },
];

/** What of that this browser has not, found out by trying. */
export const missingNeeds = (): string[] =>
  needs.filter(({ there }) => !there()).map(({ name }) => name);
