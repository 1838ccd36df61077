import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';

/** Above this squared norm i32 arithmetic on squared distances could overflow. */
const NORM_MAX = 2 ** 29;
const ROWS_PER_YIELD = 4096;

/** How the columns of a matrix become 16-bit whole numbers. */
export interface Quantiser {
  /** Columns that differ between rows; the others add nothing to any distance. */
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
  norms: number;
  rows: number;
  /** Even number of columns. */
  columns: number;
  /** Largest distance between a row and its rounded form, in searched units. */
  roundingError: number;
}

/** The quantiser that suits all these matrices of equal columns, stored alike. */
export function quantiserOf(matrices: readonly Matrix[]): Quantiser {
  const columns = varyingColumns(matrices);
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
  return { columns, offsets, factor: longest > 0 ? room / Math.sqrt(longest) : 1, exact: false };
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

function columnMeans({ data, rows, cols }: Matrix, columns: Uint32Array): Float64Array {
  const means = new Float64Array(columns.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns.length; c++) means[c] += data[r * cols + columns[c]];
  }
  return means.map((sum) => sum / rows);
}

/** Copies a matrix into kernel memory in panels of 8 rows: rows × columns × 2 bytes. */
export function* packRows(
  kernels: KernelRuntime,
  X: Matrix,
  quantiser: Quantiser,
): Task<PackedRows> {
  const { columns: used, offsets, factor } = quantiser;
  const columns = Math.max(2, used.length + (used.length % 2));
  const padded = Math.ceil(X.rows / 8) * 8;
  const packed = kernels.alloc(padded * columns * 2);
  const norms = kernels.alloc(padded * 4);
  let worst = 0;
  for (let from = 0; from < X.rows; from += ROWS_PER_YIELD) {
    const values = new Int16Array(
      kernels.u8(packed, padded * columns * 2).buffer,
      packed,
      padded * columns,
    );
    const squares = kernels.i32(norms, padded);
    for (let r = from; r < Math.min(X.rows, from + ROWS_PER_YIELD); r++) {
      const panel = (r >> 3) * columns * 8 + (r & 7) * 2;
      let norm = 0;
      let error = 0;
      for (let c = 0, row = r * X.cols; c < used.length; c++) {
        const wanted = (X.data[row + used[c]] - offsets[c]) * factor;
        const value = Math.round(wanted);
        values[panel + (c >> 1) * 16 + (c & 1)] = value;
        norm += value * value;
        error += (wanted - value) * (wanted - value);
      }
      squares[r] = norm;
      worst = Math.max(worst, error);
    }
    yield { fraction: from / X.rows, stage: 'Distances' };
  }
  return { packed, norms, rows: X.rows, columns, roundingError: Math.sqrt(worst) };
}
