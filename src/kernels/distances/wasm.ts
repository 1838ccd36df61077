import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import { packRows, quantiserOf } from './pack';

/** A matrix in kernel memory, ready for {@link squaredDistanceBlock}; the caller releases it by its own mark. */
export interface PreparedRows {
  rows: number;
  scale: number;
  columns: number;
  packed: number;
  /** Pointer to the norms of whole-number rows; undefined for single precision. */
  norms?: number;
}

/**
 * Copies the rows into kernel memory: pixels as 16-bit whole numbers (distances are exact), other values in single
 * precision less the column means.
 */
export function* prepareRows(kernels: KernelRuntime, X: Matrix): Task<PreparedRows> {
  const quantiser = quantiserOf([X]);
  const common = { rows: X.rows, scale: X.scale };
  if (quantiser.exact) {
    const { packed, norms, columns } = yield* packRows(kernels, X, quantiser);
    return { ...common, columns, packed, norms };
  }
  const { columns, offsets } = quantiser;
  const panels = Math.ceil(X.rows / 4);
  const packed = kernels.alloc(panels * columns.length * 16);
  const values = kernels.f32(packed, panels * columns.length * 4);
  for (let r = 0; r < X.rows; r++) {
    const panel = (r >> 2) * columns.length * 4 + (r & 3);
    for (let c = 0; c < columns.length; c++) {
      values[panel + c * 4] = X.data[r * X.cols + columns[c]] - offsets[c];
    }
  }
  return { ...common, columns: columns.length, packed };
}

/**
 * Squared distances of rows `rowFrom … rowTo−1` to all rows, in meant values: row-major ((rowTo − rowFrom) × rows).
 * `rowFrom` must be a multiple of 4. (rowTo − rowFrom) · rows · columns multiply-adds.
 */
export function squaredDistanceBlock(
  kernels: KernelRuntime,
  prepared: PreparedRows,
  rowFrom: number,
  rowTo: number,
): Float32Array {
  if (rowFrom % 4 !== 0)
    throw new RangeError(`squaredDistanceBlock: row ${rowFrom} is no multiple of 4`);
  const { rows, columns, packed, norms, scale } = prepared;
  const mark = kernels.mark();
  try {
    const panelRows = norms === undefined ? 4 : 8;
    const stride = Math.ceil(rows / panelRows) * panelRows;
    const blocks = Math.ceil((rowTo - rowFrom) / 4);
    const out = kernels.alloc(blocks * 4 * stride * 4);
    if (norms === undefined) {
      const params = [packed, columns, rowFrom, stride, scale * scale, out];
      kernels.parallel('distanceBlockSingle', 0, blocks, ...params);
    } else {
      const scratch = kernels.alloc(kernels.threads * 128);
      const params = [packed, norms, columns, rowFrom, stride, scale * scale, out, scratch];
      kernels.parallel('distanceBlockWhole', 0, blocks, ...params);
    }
    const padded = kernels.f32(out, (rowTo - rowFrom) * stride);
    const result = new Float32Array((rowTo - rowFrom) * rows);
    for (let q = 0; q < rowTo - rowFrom; q++) {
      result.set(padded.subarray(q * stride, q * stride + rows), q * rows);
    }
    return result;
  } finally {
    kernels.release(mark);
  }
}
