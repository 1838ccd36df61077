import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';

/** Copies the stored values into kernel memory, readable for 16 bytes beyond their end; returns the pointer. */
export function copyIn(kernels: KernelRuntime, { data }: Pick<Matrix, 'data'>): number {
  const pointer = kernels.alloc(data.byteLength + 16);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  kernels.u8(pointer, data.byteLength).set(bytes);
  return pointer;
}

/** Values of the storage types as the kernels number them. */
export const storageOf = ({ data }: Pick<Matrix, 'data'>): 1 | 2 | 3 =>
  data instanceof Uint8Array ? 1 : data instanceof Float32Array ? 2 : 3;
