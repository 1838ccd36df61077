import type { KernelRuntime } from '../../core/kernel-runtime';
import { matrix, toFloat32, type Matrix } from '../../core/matrix';
import type { Task } from '../../core/task';
import type { Candidates } from '../knn/candidates';
import type { Neighbors } from '../knn/wasm';

/** Rows per block, as in the kernels. */
const PROJECTED = 256;
const RANKED = 32;
const BYTES_PER_YIELD = 8e6;
/** Differences of one thread in about 20 ms. */
const WORK_PER_SLICE = 1.5e8;
const STAGE = 'Neighbours';

/** Rows as the kernels read them: bytes or floats, each row padded with zeros to a multiple of 16 values. */
export interface PaddedRows {
  pointer: number;
  bytes: boolean;
  rows: number;
  cols: number;
  stride: number;
  /** Factor from stored to meant values. */
  scale: number;
}

/** Copies a matrix into kernel memory, the caller's to release. Bytes stay bytes; all else becomes floats. */
export function* padRows(kernels: KernelRuntime, X: Matrix, stage: string): Task<PaddedRows> {
  const bytes = X.data instanceof Uint8Array;
  const values = X.data instanceof Uint8Array ? X.data : toFloat32(X);
  const { rows, cols } = X;
  const stride = Math.ceil(cols / 16) * 16;
  const pointer = kernels.alloc(rows * stride * (bytes ? 1 : 4));
  const step = Math.ceil(BYTES_PER_YIELD / stride);
  for (let from = 0; from < rows; from += step) {
    const copy = bytes ? kernels.u8(pointer, rows * stride) : kernels.f32(pointer, rows * stride);
    for (let row = from; row < Math.min(rows, from + step); row++)
      copy.set(values.subarray(row * cols, (row + 1) * cols), row * stride);
    yield { fraction: from / rows, stage };
  }
  return { pointer, bytes, rows, cols, stride, scale: bytes ? X.scale : 1 };
}

/** Stored values times the directions (each of cols values): (rows × directions), centred on the rows' mean `means`. */
export function project(
  kernels: KernelRuntime,
  X: PaddedRows,
  directions: readonly Float64Array[],
  means: Float64Array,
): Matrix {
  const mark = kernels.mark();
  const count = directions.length;
  const width = Math.ceil(count / 4) * 4;
  const basis = kernels.alloc(X.cols * width * 4);
  const shift = kernels.alloc(width * 4);
  const out = kernels.alloc(X.rows * width * 4);
  const table = kernels.f32(basis, X.cols * width);
  directions.forEach((direction, d) => {
    direction.forEach((value, c) => (table[c * width + d] = value));
    const offset = direction.reduce((sum, value, c) => sum + value * means[c], 0);
    kernels.f32(shift, width)[d] = offset;
  });
  const params = [X.pointer, X.bytes ? 1 : 0, X.rows, X.cols, X.stride, basis, shift, width, out];
  kernels.parallel('projectPadded', 0, Math.ceil(X.rows / PROJECTED), ...params);
  const padded = kernels.f32(out, X.rows * width);
  const scores = new Float32Array(X.rows * count);
  for (let row = 0; row < X.rows; row++)
    scores.set(padded.subarray(row * width, row * width + count), row * count);
  kernels.release(mark);
  return matrix(scores, X.rows, count);
}

/** Where the k nearest of every row go, in kernel memory: indices u32, squared distances of stored values f64. */
export interface ListStore {
  k: number;
  indices: number;
  squares: number;
}

export function allocateLists(kernels: KernelRuntime, rows: number, k: number): ListStore {
  return { k, indices: kernels.alloc(rows * k * 4), squares: kernels.alloc(rows * k * 8) };
}

/** The lists as ordinary arrays, distances in meant values. */
export function readLists(
  kernels: KernelRuntime,
  { k, indices, squares }: ListStore,
  rows: number,
  scale: number,
): Omit<Neighbors, 'recall'> {
  return {
    indices: kernels.u32(indices, rows * k).slice(),
    squaredDistances: kernels.f64(squares, rows * k).map((square) => square * scale * scale),
  };
}

/** The k nearest by true distance among the candidates (at least k each) of `rows` rows from `base` on. */
export function* rerank(
  kernels: KernelRuntime,
  X: PaddedRows,
  { keys, counts, capacity, keep }: Candidates,
  { base, rows }: { base: number; rows: number },
  { k, indices, squares }: ListStore,
): Task<void> {
  const lists = [base, rows, keys, counts, capacity, keep, k, indices, squares];
  const params = [X.pointer, X.bytes ? 1 : 0, X.stride, ...lists];
  const blocks = Math.ceil(rows / RANKED);
  const perSlice = Math.ceil(WORK_PER_SLICE / (RANKED * keep * X.stride)) * kernels.threads;
  for (let from = 0; from < blocks; from += perSlice) {
    const to = Math.min(blocks, from + perSlice);
    kernels.parallel('rerankLists', from, to, ...params);
    yield { fraction: to / blocks, stage: STAGE };
  }
}

/** The k nearest other rows of each listed row, exactly but for the rounding of floats. O(listed · rows · cols). */
export function* nearestOfListed(
  kernels: KernelRuntime,
  X: PaddedRows,
  listed: Uint32Array,
  k: number,
): Task<Omit<Neighbors, 'recall'>> {
  const mark = kernels.mark();
  const { threads } = kernels;
  const capacity = 2 * k + 32;
  const list = kernels.alloc(listed.byteLength);
  kernels.u32(list, listed.length).set(listed);
  const keys = kernels.alloc(threads * capacity * 8);
  const counts = kernels.alloc(threads * 4);
  const limits = kernels.alloc(threads * 4);
  const store = allocateLists(kernels, listed.length, k);
  const data = [list, X.pointer, X.bytes ? 1 : 0, X.rows, X.stride, keys, counts, limits];
  const params = [...data, capacity, k, store.indices, store.squares];
  const perSlice = Math.ceil(WORK_PER_SLICE / (X.rows * X.stride)) * threads;
  for (let from = 0; from < listed.length; from += perSlice) {
    const to = Math.min(listed.length, from + perSlice);
    kernels.parallel('scanListed', from, to, ...params);
    yield { fraction: to / listed.length, stage: STAGE };
  }
  const found = readLists(kernels, store, listed.length, X.scale);
  kernels.release(mark);
  return found;
}
