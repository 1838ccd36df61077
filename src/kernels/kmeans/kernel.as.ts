import { accumulate, squaredDistance } from './values.as';

// k-means: which centre is nearest, and the sums of each cluster. `kind` is 1 for u8 rows, 2 for f32, 3 for f64.

/** Rows per block. */
const ROWS: i32 = 128;
/** Values of a row per block of the sums. */
const SLICE: i32 = 64;

/**
 * Moves rows to their nearest centre, the lowest index of equals, as full comparison in f64 would. Distances that bounds rule
 * out are left out (Elkan 2003): each row keeps `upper` ≥ its distance to its own centre and `lower[j]` ≤ that to centre j,
 * both relative to `drift`, the way each centre has gone so far, so that a row at rest is read and never written.
 *
 * X: rows of `stride` values; centers: f64 (k × stride); lower: f32 (rows × width), width = k rounded up to 4, +∞ for a row's
 * own centre and beyond k; upper: f32 (rows); drift: f32 (width); slack: more than the bounds' rounding errors together;
 * labels: i32 (rows). Writes to `moves` (u32 pairs of row and former label, from `2·ROWS·block`), `counts` (i32 pairs of moves
 * and distances, per block). Parallel over blocks of 128 rows.
 */
// @ts-ignore: decorator
@inline
function assign<T>(
  block: i32,
  X: usize,
  rows: i32,
  stride: i32,
  centers: usize,
  k: i32,
  lower: usize,
  upper: usize,
  drift: usize,
  slack: f32,
  labels: usize,
  moves: usize,
  counts: usize,
): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const centerBytes = <usize>stride << 3;
  const boundBytes = <usize>((k + 3) & ~3) << 2;
  const last = min(rows, (block + 1) * ROWS);
  let move = moves + <usize>block * ROWS * 8;
  let moved = 0;
  let distances = 0;
  for (let r = block * ROWS; r < last; r++) {
    const at = <usize>r << 2;
    const own = load<i32>(labels + at);
    const bounds = lower + <usize>r * boundBytes;
    if (!reached(bounds, drift, boundBytes, load<f32>(upper + at) + load<f32>(drift + (<usize>own << 2)) + slack)) continue;

    const x = X + <usize>r * rowBytes;
    const ownSquare = squaredDistance<T>(x, centers + <usize>own * centerBytes, stride);
    let best = ownSquare;
    let label = own;
    let limit = <f32>Math.sqrt(best) + slack;
    distances++;
    for (let j = 0; j < k; j++) {
      const bound = bounds + (<usize>j << 2);
      const gone = load<f32>(drift + (<usize>j << 2));
      if (load<f32>(bound) - gone >= limit) continue;
      const square = squaredDistance<T>(x, centers + <usize>j * centerBytes, stride);
      distances++;
      store<f32>(bound, <f32>Math.sqrt(square) + gone);
      if (square < best || (square == best && j < label)) {
        best = square;
        label = j;
        limit = <f32>Math.sqrt(best) + slack;
      }
    }
    store<f32>(upper + at, <f32>Math.sqrt(best) - load<f32>(drift + (<usize>label << 2)));
    if (label == own) continue;
    store<f32>(bounds + (<usize>own << 2), <f32>Math.sqrt(ownSquare) + load<f32>(drift + (<usize>own << 2)));
    store<f32>(bounds + (<usize>label << 2), <f32>Infinity);
    store<i32>(labels + at, label);
    store<i32>(move, r);
    store<i32>(move, own, 4);
    move += 8;
    moved++;
  }
  store<i32>(counts + (<usize>block << 3), moved);
  store<i32>(counts + (<usize>block << 3), distances, 4);
}

/** Whether any lower bound, less the way its centre has gone, is below `limit`. */
// @ts-ignore: decorator
@inline
function reached(bounds: usize, drift: usize, bytes: usize, limit: f32): bool {
  const limits = f32x4.splat(limit);
  let any = i32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    any = v128.or(any, f32x4.lt(f32x4.sub(v128.load(bounds + i), v128.load(drift + i)), limits));
  }
  return v128.any_true(any);
}

/** `assign` for each kind of row. */
export function kmeansAssign(
  block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, centers: usize, k: i32,
  lower: usize, upper: usize, drift: usize, slack: f32, labels: usize, moves: usize, counts: usize,
): void {
  if (kind == 1) assign<u8>(block, X, rows, stride, centers, k, lower, upper, drift, slack, labels, moves, counts);
  else if (kind == 2) assign<f32>(block, X, rows, stride, centers, k, lower, upper, drift, slack, labels, moves, counts);
  else assign<f64>(block, X, rows, stride, centers, k, lower, upper, drift, slack, labels, moves, counts);
}

// @ts-ignore: decorator
@inline
function sumAll<T>(block: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const size: usize = sizeof<T>() == 1 ? 4 : 8;
  const from = block * SLICE;
  const count = min(SLICE, stride - from);
  let x = X + <usize>from * sizeof<T>();
  for (let r = 0; r < rows; r++, x += rowBytes) {
    const label = load<i32>(labels + (<usize>r << 2));
    accumulate<T>(sums + (<usize>label * stride + from) * size, x, count, true);
  }
}

/** sums[labels[r]] += x_r for all rows, in order: (k × stride), i32 for u8 rows, else f64. Parallel over 64 values of a row. */
export function kmeansSumAll(block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize): void {
  if (kind == 1) sumAll<u8>(block, X, rows, stride, labels, sums);
  else if (kind == 2) sumAll<f32>(block, X, rows, stride, labels, sums);
  else sumAll<f64>(block, X, rows, stride, labels, sums);
}

// @ts-ignore: decorator
@inline
function sumMoved<T>(
  block: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize, moves: usize, counts: usize,
): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const size: usize = sizeof<T>() == 1 ? 4 : 8;
  const from = block * SLICE;
  const count = min(SLICE, stride - from);
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
  block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, labels: usize, sums: usize, moves: usize, counts: usize,
): void {
  if (kind == 1) sumMoved<u8>(block, X, rows, stride, labels, sums, moves, counts);
  else if (kind == 2) sumMoved<f32>(block, X, rows, stride, labels, sums, moves, counts);
  else sumMoved<f64>(block, X, rows, stride, labels, sums, moves, counts);
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

// @ts-ignore: decorator
@inline
function candidates<T>(
  block: i32, X: usize, rows: i32, stride: i32, centers: usize, count: i32, closest: usize, out: usize, sums: usize,
): void {
  const last = min(rows, (block + 1) * ROWS);
  for (let t = 0; t < count; t++) {
    const c = centers + ((<usize>t * stride) << 3);
    const to = out + ((<usize>t * rows) << 3);
    let sum: f64 = 0;
    for (let r = block * ROWS; r < last; r++) {
      const square = squaredDistance<T>(X + <usize>r * stride * sizeof<T>(), c, stride);
      const nearest = min(square, load<f64>(closest + (<usize>r << 3)));
      store<f64>(to + (<usize>r << 3), nearest);
      sum += nearest;
    }
    store<f64>(sums + ((<usize>block * count + t) << 3), sum);
  }
}

/**
 * out[t][r] = min(closest[r], ‖x_r − centers[t]‖²) in f64 for `count` candidates t, and each block's sums of them, f64 (blocks ×
 * count). Parallel over blocks of 128 rows.
 */
export function kmeansCandidates(
  block: i32, _thread: i32, kind: i32, X: usize, rows: i32, stride: i32, centers: usize, count: i32, closest: usize, out: usize, sums: usize,
): void {
  if (kind == 1) candidates<u8>(block, X, rows, stride, centers, count, closest, out, sums);
  else if (kind == 2) candidates<f32>(block, X, rows, stride, centers, count, closest, out, sums);
  else candidates<f64>(block, X, rows, stride, centers, count, closest, out, sums);
}
