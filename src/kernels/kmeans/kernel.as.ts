import { assign, ROWS, Run } from './assign.as';
import { accumulate, fourProducts, quickSquare, squaredDistance } from './values.as';

export { kmeansMoments, kmeansPack } from './pack.as';

// k-means: which centre is nearest, and the sums of each cluster. `kind` is 1 for u8 rows, 2 for f32, 3 for f64.


/** `assign` for `count` runs one after the other, while a block's rows are at hand. Parallel over blocks of 128 rows. */
export function kmeansAssign(
  block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, norms: usize, k: i32, runs: usize, count: i32,
): void {
  for (let i = 0; i < count; i++) {
    const run = changetype<Run>(runs + <usize>i * offsetof<Run>());
    if (kind == 1) assign<u8>(block, X, rows, stride, norms, k, run);
    else if (kind == 2) assign<f32>(block, X, rows, stride, norms, k, run);
    else assign<f64>(block, X, rows, stride, norms, k, run);
  }
}

// @ts-ignore: decorator
@inline
function sumAll<T>(block: i32, slice: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const size: usize = sizeof<T>() == 1 ? 4 : 8;
  const from = block * slice;
  const count = min(slice, stride - from);
  let x = X + <usize>from * sizeof<T>();
  for (let r = 0; r < rows; r++, x += rowBytes) {
    const label = load<i32>(labels + (<usize>r << 2));
    accumulate<T>(sums + (<usize>label * stride + from) * size, x, count, true);
  }
}

/**
 * sums[labels[r]] += x_r for all rows, in order: (k × stride), i32 for u8 rows, else f64. Parallel over slices of `slice` values
 * of each row, a multiple of 32.
 */
export function kmeansSumAll(block: i32, _thread: i32, slice: i32, kind: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize): void {
  if (kind == 1) sumAll<u8>(block, slice, X, rows, stride, labels, sums);
  else if (kind == 2) sumAll<f32>(block, slice, X, rows, stride, labels, sums);
  else sumAll<f64>(block, slice, X, rows, stride, labels, sums);
}

// @ts-ignore: decorator
@inline
function sumMoved<T>(
  block: i32, slice: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize, moves: usize, counts: usize,
): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const size: usize = sizeof<T>() == 1 ? 4 : 8;
  const from = block * slice;
  const count = min(slice, stride - from);
  const part = X + <usize>from * sizeof<T>();
  const blocks = (rows + ROWS - 1) / ROWS;
  for (let b = 0; b < blocks; b++) {
    let move = moves + <usize>b * ROWS * 8;
    const end = move + (<usize>load<i32>(counts + (<usize>b << 3)) << 3);
    for (; move < end; move += 8) {
      const r = load<i32>(move);
      const x = part + <usize>r * rowBytes;
      accumulate<T>(sums + (<usize>load<i32>(move, 4) * stride + from) * size, x, count, false);
      accumulate<T>(sums + (<usize>load<i32>(labels + (<usize>r << 2)) * stride + from) * size, x, count, true);
    }
  }
}

/** Brings the sums of `kmeansSumAll` up to date after `kmeansAssign`, by the moved rows alone. Parallel as there. */
export function kmeansSumMoved(
  block: i32, _thread: i32, slice: i32, kind: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize, moves: usize, counts: usize,
): void {
  if (kind == 1) sumMoved<u8>(block, slice, X, rows, stride, labels, sums, moves, counts);
  else if (kind == 2) sumMoved<f32>(block, slice, X, rows, stride, labels, sums, moves, counts);
  else sumMoved<f64>(block, slice, X, rows, stride, labels, sums, moves, counts);
}

// @ts-ignore: decorator
@inline
function own<T>(block: i32, X: usize, rows: i32, stride: i32, centers: usize, labels: usize, squares: usize): void {
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const c = centers + ((<usize>load<i32>(labels + (<usize>r << 2)) * stride) << 3);
    store<f64>(squares + (<usize>r << 3), squaredDistance<T>(X + <usize>r * stride * sizeof<T>(), c, stride));
  }
}

/** squares[r] = ‖x_r − centers[labels[r]]‖², f64. Parallel over blocks of 128 rows. */
export function kmeansOwn(block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, centers: usize, labels: usize, squares: usize): void {
  if (kind == 1) own<u8>(block, X, rows, stride, centers, labels, squares);
  else if (kind == 2) own<f32>(block, X, rows, stride, centers, labels, squares);
  else own<f64>(block, X, rows, stride, centers, labels, squares);
}

/** One choice among candidates, as potential.ts lays it out: pointers. */
@unmanaged
class Choice {
  /** f64 (count × stride); of byte rows i16, as in `quickSquare` for a unit of 2, with their terms, f64 (count). */
  centers: usize;
  terms: usize;
  /** f64 (rows): least squared distance to the centres chosen before. */
  closest: usize;
  /** f64 (count × rows). */
  out: usize;
  /** f64 (blocks × count). */
  sums: usize;
}

// @ts-ignore: decorator
@inline
function keepNearest(square: f64, near: f64, out: usize, sum: usize): void {
  const nearest = min(square, near);
  store<f64>(out, nearest);
  store<f64>(sum, load<f64>(sum) + nearest);
}

// @ts-ignore: decorator
@inline
function candidates<T>(block: i32, X: usize, rows: i32, stride: i32, norms: usize, count: i32, choice: Choice): void {
  const centers = choice.centers;
  const terms = choice.terms;
  const closest = choice.closest;
  const out = choice.out;
  const sums = choice.sums;
  const last = min(rows, (block + 1) * ROWS);
  const sum = sums + ((<usize>block * count) << 3);
  memory.fill(sum, 0, <usize>count << 3);
  for (let r = block * ROWS; r < last; r++) {
    const x = X + <usize>r * stride * sizeof<T>();
    const near = load<f64>(closest + (<usize>r << 3));
    const to = out + (<usize>r << 3);
    const next = <usize>rows << 3;
    let t: usize = 0;
    // Candidates are rows: of bytes all is whole numbers, and exact.
    if (sizeof<T>() == 1) {
      const norm = load<i32>(norms + (<usize>r << 2));
      for (; t + 4 <= <usize>count; t += 4) {
        const products = fourProducts(x, centers + ((t * stride) << 1), <usize>stride << 1, stride);
        const at = to + t * next;
        const term = terms + (t << 3);
        const total = sum + (t << 3);
        keepNearest(<f64>(norm - 2 * i32x4.extract_lane(products, 0)) + load<f64>(term), near, at, total);
        keepNearest(<f64>(norm - 2 * i32x4.extract_lane(products, 1)) + load<f64>(term, 8), near, at + next, total + 8);
        keepNearest(<f64>(norm - 2 * i32x4.extract_lane(products, 2)) + load<f64>(term, 16), near, at + 2 * next, total + 16);
        keepNearest(<f64>(norm - 2 * i32x4.extract_lane(products, 3)) + load<f64>(term, 24), near, at + 3 * next, total + 24);
      }
    }
    for (; t < <usize>count; t++) {
      const square = sizeof<T>() == 1
        ? quickSquare<T>(x, r, <i32>t, stride, centers, norms, terms, 2)
        : squaredDistance<T>(x, centers + ((t * stride) << 3), stride);
      keepNearest(square, near, to + t * next, sum + (t << 3));
    }
  }
}

/**
 * out[t][r] = min(closest[r], ‖x_r − centers[t]‖²) in f64 for `count` candidates t, and each block's sums of them, for several
 * choices one after the other. Parallel over blocks of 128 rows.
 */
export function kmeansCandidates(
  block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, norms: usize, count: i32, choices: usize, choiceCount: i32,
): void {
  for (let i = 0; i < choiceCount; i++) {
    const choice = changetype<Choice>(choices + <usize>i * offsetof<Choice>());
    if (kind == 1) candidates<u8>(block, X, rows, stride, norms, count, choice);
    else if (kind == 2) candidates<f32>(block, X, rows, stride, norms, count, choice);
    else candidates<f64>(block, X, rows, stride, norms, count, choice);
  }
}
