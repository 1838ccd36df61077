import { matrix, takeRows, type Matrix } from '../core/matrix';
import type { Scaling } from '../core/run';
import type { ImageTable } from './dataset';

const isAllRows = (rows: Uint32Array, count: number): boolean =>
  rows.length === count && rows.every((row, i) => row === i);

/** The chosen rows of a table as samples. Raw and unit share the stored values; nothing is copied when all rows are meant. */
export function selectMatrix(table: ImageTable, rows: Uint32Array, scaling: Scaling): Matrix {
  const all = matrix(
    table.pixels,
    table.rows,
    table.cols,
    scaling === 'unit' ? 1 / table.pixelMax : 1,
  );
  const X = isAllRows(rows, table.rows) ? all : takeRows(all, rows);
  return scaling === 'standard' ? standardised(X) : X;
}

/** Each column less its mean, over its standard deviation (ddof 0); constant columns become 0. */
export function standardised(X: Matrix): Matrix {
  const { rows, cols, data } = X;
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === cols ? 0 : c + 1) sums[c] += data[i];
  const means = sums.map((sum) => sum / rows);
  for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === cols ? 0 : c + 1)
    squares[c] += (data[i] - means[c]) ** 2;
  const factors = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square / rows) : 0));
  const out = new Float32Array(data.length);
  for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === cols ? 0 : c + 1)
    out[i] = (data[i] - means[c]) * factors[c];
  return matrix(out, rows, cols);
}
