import type { KernelRuntime } from '../../core/kernel-runtime';

/** Rows of doubles in kernel memory start at multiples of 16 bytes: an odd column count is padded by a zero. */
export const evenStride = (columns: number): number => columns + (columns % 2);

/** Writes F (rows × columns) to `pointer`, which has room for (rows × `evenStride`) and zeros in the padding. */
export function writePadded(
  kernels: KernelRuntime,
  F: Float64Array,
  columns: number,
  pointer: number,
): void {
  const stride = evenStride(columns);
  const rows = F.length / columns;
  const padded = kernels.f64(pointer, rows * stride);
  if (stride === columns) padded.set(F);
  else
    for (let row = 0; row < rows; row++)
      for (let c = 0; c < columns; c++) padded[row * stride + c] = F[row * columns + c];
}

/** A copy of what lies at `pointer`, without the padding: (rows × columns). */
export function readPadded(
  kernels: KernelRuntime,
  pointer: number,
  rows: number,
  columns: number,
): Float64Array {
  const stride = evenStride(columns);
  const padded = kernels.f64(pointer, rows * stride);
  if (stride === columns) return padded.slice();
  const F = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < columns; c++) F[row * columns + c] = padded[row * stride + c];
  return F;
}
