import { matrix, takeRows, type Matrix } from '../core/matrix';
import type { Scaling } from '../core/run';
import type { ImageTable } from './dataset';

const isAllRows = (rows: Uint32Array, count: number): boolean =>
  rows.length === count && rows.every((row, i) => row === i);

/**
 * The chosen rows of a table as samples; nothing is copied when all rows are meant. What touches every value is left to the
 * worker, and raw values are handed to it.
 */
export function selectMatrix(table: ImageTable, rows: Uint32Array, scaling: Scaling): Matrix {
  const all = matrix(
    table.pixels,
    table.rows,
    table.cols,
    scaling === 'unit' ? 1 / table.pixelMax : 1,
  );
  return isAllRows(rows, table.rows) ? all : takeRows(all, rows);
}
