import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import { copyIn, storageOf } from '../runtime/copy-in';
import { inSlices } from '../runtime/slices';

/** Above this squared norm i32 arithmetic on squared distances could overflow. */
const NORM_MAX = 2 ** 29;
/** Rows per block, as in the kernel. */
const ROWS = 64;
const KERNELS = { 1: 'packBytes', 2: 'packSingles', 3: 'packDoubles' };
/** Rows that the variances of columns are told from. */
const SAMPLE_ROWS = 2048;

/** How the columns of a matrix become 16-bit whole numbers. */
export interface Quantiser {
  /** Columns that differ between rows, those that vary most first; the others add nothing to any distance. */
  columns: Uint32Array;
  /** Taken off each of these columns. */
  offsets: Float64Array;
  /** Stored values × factor = searched values. */
  factor: number;
  /** Pixels are searched as they are: distances are exact. */
  exact: boolean;
}

/** Rows in kernel memory as `distanceTile` reads them. */
export interface PackedRows {
  packed: number;
  /** Σ of the squares of all columns (i32). */
  norms: number;
  /** The row of the matrix behind each packed row (u32). */
  ids: number;
  rows: number;
  /** Even number of columns. */
  columns: number;
  /** Largest distance between a row and its rounded form, in searched units. */
  roundingError: number;
}

/** The quantiser that suits all these matrices of equal columns, stored alike. */
export function quantiserOf(matrices: readonly Matrix[]): Quantiser {
  const columns = widestFirst(matrices[0], varyingColumns(matrices));
  if (
    matrices.every(({ data }) => data instanceof Uint8Array) &&
    columns.length * 255 ** 2 < NORM_MAX
  ) {
    return { columns, offsets: new Float64Array(columns.length), factor: 1, exact: true };
  }
  const offsets = columnMeans(matrices[0], columns);
  let longest = 0;
  for (const { data, rows, cols } of matrices) {
    for (let r = 0; r < rows; r++) {
      let square = 0;
      for (let c = 0; c < columns.length; c++)
        square += (data[r * cols + columns[c]] - offsets[c]) ** 2;
      longest = Math.max(longest, square);
    }
  }
  // Rounding may lengthen a row by half a unit in every column.
  const room = Math.sqrt(NORM_MAX) - Math.sqrt(columns.length) - 1;
  const factor = longest > 0 ? room / Math.sqrt(longest) : 1;
  return { columns, offsets, factor, exact: false };
}

function varyingColumns(matrices: readonly Matrix[]): Uint32Array {
  const [{ data: first, cols }] = matrices;
  const varies = new Uint8Array(cols);
  for (const { data, rows } of matrices) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0, at = r * cols; c < cols; c++, at++) {
        if (data[at] !== first[c]) varies[c] = 1;
      }
    }
  }
  return Uint32Array.from({ length: cols }, (_, c) => c).filter((c) => varies[c] === 1);
}

/** The columns by falling variance, told from a spread of the rows: in this order distances grow fastest. */
function widestFirst({ data, rows, cols }: Matrix, varying: Uint32Array): Uint32Array {
  const step = Math.max(1, Math.floor(rows / SAMPLE_ROWS));
  const variances = new Float64Array(cols);
  for (const c of varying) {
    let [count, sum, squares] = [0, 0, 0];
    const shift = data[c];
    for (let r = 0; r < rows; r += step, count++) {
      const value = data[r * cols + c] - shift;
      sum += value;
      squares += value * value;
    }
    variances[c] = squares - (sum * sum) / count;
  }
  return varying.toSorted((a, b) => variances[b] - variances[a] || a - b);
}

function columnMeans({ data, rows, cols }: Matrix, columns: Uint32Array): Float64Array {
  const means = new Float64Array(columns.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns.length; c++) means[c] += data[r * cols + columns[c]];
  }
  return means.map((sum) => sum / rows);
}

/**
 * Copies a matrix into kernel memory in panels of 8 rows: rows × columns × 2 bytes. `order` says which row comes where,
 * the rows' own when undefined.
 */
export function* packRows(
  kernels: KernelRuntime,
  X: Matrix,
  quantiser: Quantiser,
  order?: Uint32Array,
): Task<PackedRows> {
  const { columns: used, offsets, factor } = quantiser;
  const { rows } = X;
  const columns = Math.max(2, used.length + (used.length % 2));
  const padded = Math.ceil(rows / 8) * 8;
  const pairs = columns / 2;
  const packed = kernels.alloc(padded * columns * 2);
  const norms = kernels.alloc(padded * 4);
  const ids = kernels.alloc(rows * 4);
  const list = kernels.u32(ids, rows);
  if (order) list.set(order);
  else for (let row = 0; row < rows; row++) list[row] = row;
  const mark = kernels.mark();
  const data = copyIn(kernels, X);
  const listed = kernels.alloc(used.length * 4);
  kernels.u32(listed, used.length).set(used);
  const shifts = kernels.alloc(used.length * 8);
  kernels.f64(shifts, used.length).set(offsets);
  const blocks = Math.ceil(rows / ROWS);
  const errors = kernels.alloc(blocks * 8);
  const from = [data, X.cols, ids, rows, listed, shifts, factor, used.length];
  yield* inSlices(kernels, {
    kernel: KERNELS[storageOf(X)],
    blocks,
    perSlice: Math.ceil(1e7 / (ROWS * columns)) * kernels.threads,
    params: [...from, packed, pairs, norms, errors],
    stage: 'Distances',
  });
  const worst = kernels.f64(errors, blocks).reduce((most, error) => Math.max(most, error), 0);
  kernels.release(mark);
  return { packed, norms, ids, rows, columns, roundingError: Math.sqrt(worst) };
}
