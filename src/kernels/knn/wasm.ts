import type { KernelRuntime } from '../../core/kernel-runtime';
import { matrix, type Matrix } from '../../core/matrix';
import { spatialOrder } from '../../core/spatial-order';
import { part, type Task } from '../../core/task';
import { searchCandidates, type Candidates } from './candidates';
import { packRows, quantiserOf, type Quantiser } from '../distances/pack';

export interface Neighbors {
  /** Row-major (rows × k), nearest first, ties by lower index. */
  indices: Uint32Array;
  /** In the squared unit of the meant values. */
  squaredDistances: Float64Array;
  /** Share of the true neighbours found; 1 where proven. */
  recall: number;
}

const FINISH_ROWS = 64;
/** From so many rows and columns on an order pays, made by so many of the columns that vary most. */
const ORDERED_ROWS = 1024;
const ORDERED_COLUMNS = 16;
const LEADING_COLUMNS = 32;
/** Rows of a tile. */
const TILE_ROWS = 8;
/** Values of the matrix a row is compared by, as `knnFinish` numbers them. */
const KIND = { Uint8Array: 1, Float32Array: 2, Float64Array: 3 };
const kindOf = ({ data }: Matrix): number => KIND[data.constructor.name as keyof typeof KIND];

/** The k nearest other rows of each row, exactly. O(rows² · cols / 2) 16-bit multiply-adds. */
export function* knn(kernels: KernelRuntime, X: Matrix, k: number): Task<Neighbors> {
  if (!(k >= 1 && k < X.rows)) throw new RangeError(`knn: ${k} neighbours among ${X.rows} rows`);
  return yield* search(kernels, X, undefined, k);
}

/** The k rows of X nearest to each row of Q, exactly; a query that is also a row of X finds itself. */
export function* knnQuery(
  kernels: KernelRuntime,
  X: Matrix,
  Q: Matrix,
  k: number,
): Task<Neighbors> {
  if (!(k >= 1 && k <= X.rows))
    throw new RangeError(`knnQuery: ${k} neighbours among ${X.rows} rows`);
  if (Q.cols !== X.cols) throw new RangeError(`knnQuery: ${Q.cols} columns asked of ${X.cols}`);
  const alike = Q.data.constructor === X.data.constructor && Q.scale === X.scale;
  return alike
    ? yield* search(kernels, X, Q, k)
    : yield* search(kernels, asDoubles(X), asDoubles(Q), k);
}

/** Near rows together, so that most tiles of rows are given up early; few rows or columns are not worth it. */
function orderOf(X: Matrix, { columns }: Quantiser): Uint32Array | undefined {
  if (X.rows < ORDERED_ROWS || columns.length < ORDERED_COLUMNS) return undefined;
  const leading = columns.subarray(0, LEADING_COLUMNS);
  const values = new Float32Array(X.rows * leading.length);
  for (let row = 0, at = 0; row < X.rows; row++) {
    for (const column of leading) values[at++] = X.data[row * X.cols + column];
  }
  return spatialOrder(matrix(values, X.rows, leading.length), TILE_ROWS);
}

const asDoubles = (X: Matrix): Matrix => ({
  data: Float64Array.from(X.data, (value) => value * X.scale),
  rows: X.rows,
  cols: X.cols,
  scale: 1,
});

/**
 * Multi-step search (Seidl & Kriegel 1998): candidates by whole-number distances, then exact distances among them. A row
 * is proven when no row outside its candidates can be as near; the few others are compared with every row.
 */
function* search(
  kernels: KernelRuntime,
  X: Matrix,
  Q: Matrix | undefined,
  k: number,
): Task<Neighbors> {
  const mark = kernels.mark();
  try {
    const quantiser = quantiserOf(Q ? [X, Q] : [X]);
    const packed = yield* part(packRows(kernels, X, quantiser, orderOf(X, quantiser)), 0, 0.02);
    const queries =
      Q && (yield* part(packRows(kernels, Q, quantiser, orderOf(Q, quantiser)), 0.02, 0.04));
    const others = Q ? X.rows : X.rows - 1;
    const keep = quantiser.exact ? k : Math.min(others, k + 4 + (k >> 3));
    const candidates = yield* part(searchCandidates(kernels, packed, queries, keep), 0.04, 0.95);
    const rounding =
      packed.roundingError + Math.max(packed.roundingError, queries?.roundingError ?? 0);
    const { ids } = queries ?? packed;
    const finish = finishLists(kernels, { X, Q, ids, k, quantiser, candidates, rounding });
    return yield* part(finish, 0.95, 1);
  } finally {
    kernels.release(mark);
  }
}

interface Finish {
  X: Matrix;
  Q: Matrix | undefined;
  /** The query row behind each list. */
  ids: number;
  k: number;
  quantiser: Quantiser;
  candidates: Candidates;
  /** Largest error of a searched distance. */
  rounding: number;
}

function copyIn(kernels: KernelRuntime, { data }: Matrix): number {
  const pointer = kernels.alloc(data.byteLength + 16);
  kernels
    .u8(pointer, data.byteLength)
    .set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return pointer;
}

function* finishLists(kernels: KernelRuntime, finish: Finish): Task<Neighbors> {
  const { X, Q, ids, k, quantiser, candidates } = finish;
  const rows = (Q ?? X).rows;
  const outIndices = kernels.alloc(rows * k * 4);
  const outSquares = kernels.alloc(rows * k * 8);
  const bounds = kernels.alloc(rows * 4);
  const data = quantiser.exact ? 0 : copyIn(kernels, X);
  const query = quantiser.exact || !Q ? data : copyIn(kernels, Q);
  const kind = quantiser.exact ? 0 : kindOf(X);
  const blocks = Math.ceil(rows / FINISH_ROWS);
  const perSlice =
    Math.max(1, Math.floor(1e7 / (FINISH_ROWS * candidates.keep * X.cols))) * kernels.threads;
  for (let from = 0; from < blocks; from += perSlice) {
    const { keys, counts, capacity, keep } = candidates;
    const lists = [keys, counts, capacity, keep, k, kind, query, data, X.cols, ids, rows];
    const to = Math.min(blocks, from + perSlice);
    kernels.parallel('knnFinish', from, to, ...lists, outIndices, outSquares, bounds);
    yield { fraction: (0.5 * to) / blocks, stage: 'Neighbours' };
  }
  if (!quantiser.exact) {
    const unproven = unprovenRows(
      kernels.i32(bounds, rows),
      kernels.f64(outSquares, rows * k),
      finish,
    );
    const scan = [k, kind, query, data, X.cols, X.rows, Q ? 0 : 1, outIndices, outSquares];
    yield* part(scanRows(kernels, unproven, X, scan), 0.5, 1);
  }
  const squares = kernels.f64(outSquares, rows * k);
  return {
    indices: kernels.u32(outIndices, rows * k).slice(),
    squaredDistances: squares.map((square) => square * X.scale * X.scale),
    recall: 1,
  };
}

/** Rows whose k-th distance does not stay clearly below what the rows outside the candidates must reach. */
export function unprovenRows(
  bounds: Int32Array,
  squares: Float64Array,
  { k, quantiser, rounding }: Pick<Finish, 'k' | 'quantiser' | 'rounding'>,
): Uint32Array {
  // The last share covers rounding in double precision.
  const slack = 1 + 1e-9;
  return Uint32Array.from(bounds.keys()).filter((row) => {
    const kth = Math.sqrt(squares[row * k + k - 1]) * quantiser.factor;
    return bounds[row] >= 0 && !(kth * slack + rounding < Math.sqrt(bounds[row]));
  });
}

function* scanRows(
  kernels: KernelRuntime,
  list: Uint32Array,
  X: Matrix,
  params: number[],
): Task<void> {
  const pointer = kernels.alloc(list.byteLength);
  kernels.u32(pointer, list.length).set(list);
  const perSlice = Math.max(1, Math.floor(2e7 / (X.rows * X.cols))) * kernels.threads;
  for (let from = 0; from < list.length; from += perSlice) {
    const to = Math.min(list.length, from + perSlice);
    kernels.parallel('knnScanRows', from, to, pointer, ...params);
    yield { fraction: to / list.length, stage: 'Neighbours' };
  }
}
