import { quickSquare, squaredDistance } from './values.as';

// The assignment of rows to centres, with bounds.

/** Rows per block. */
export const ROWS: i32 = 128;

/** One run of k-means over the rows, as wasm.ts lays it out; pointers first. */
@unmanaged
export class Run {
  /** f64 (k × stride). */
  centers: usize;
  /** The centres as quick.ts prepares them, with their terms, f64 (k), and errors, f32 (k). */
  quick: usize;
  terms: usize;
  errors: usize;
  /** f32 (rows × width), width = k rounded up to 4; +∞ for a row's own centre and beyond k. */
  lower: usize;
  /** f32 (rows). */
  upper: usize;
  /** f32 (width): the way each centre has gone so far. */
  drift: usize;
  /** i32 (rows). */
  labels: usize;
  /** u32 pairs of row and former label, from 2·ROWS·block. */
  moves: usize;
  /** i32 pairs per block: moves, distances. */
  counts: usize;
  /** See `quickSquare`. */
  unit: f64;
  /** More than the bounds' rounding errors together. */
  slack: f32;
  /** Makes a run 56 bytes. */
  padding: i32;
}

/**
 * Moves the rows of one block to their nearest centre, the lowest index of equals, as full comparison in f64 would. Distances
 * that bounds rule out are left out (Elkan 2003): each row keeps `upper` ≥ its distance to its own centre and `lower[j]` ≤ that
 * to centre j, both relative to `drift`, so that a row at rest is read and never written. The others are found fast and to within
 * `errors`; where that leaves more than one centre, these are compared in f64. Writes `moves` and `counts`.
 */
// @ts-ignore: decorator
@inline
export function assign<T>(block: i32, X: usize, rows: i32, stride: i32, norms: usize, k: i32, run: Run): void {
  const rowBytes = <usize>stride * sizeof<T>();
  const boundBytes = <usize>((k + 3) & ~3) << 2;
  const last = min(rows, (block + 1) * ROWS);
  const centers = run.centers;
  const quick = run.quick;
  const terms = run.terms;
  const errors = run.errors;
  const lower = run.lower;
  const upper = run.upper;
  const drift = run.drift;
  const labels = run.labels;
  const unit = run.unit;
  const slack = run.slack;
  let move = run.moves + <usize>block * ROWS * 8;
  let moved = 0;
  let distances = 0;
  for (let r = block * ROWS; r < last; r++) {
    const at = <usize>r << 2;
    const own = load<i32>(labels + at);
    const bounds = lower + <usize>r * boundBytes;
    if (!reached(bounds, drift, boundBytes, load<f32>(upper + at) + at32(drift, own) + slack)) continue;

    const x = X + <usize>r * rowBytes;
    const ownDistance = <f32>Math.sqrt(quickSquare<T>(x, r, own, stride, quick, norms, terms, unit));
    let label = own;
    let limit = ownDistance + at32(errors, own) + slack;
    distances++;
    if (reached(bounds, drift, boundBytes, limit)) {
      for (let j = 0; j < k; j++) {
        if (at32(bounds, j) - at32(drift, j) >= limit) continue;
        const distance = <f32>Math.sqrt(quickSquare<T>(x, r, j, stride, quick, norms, terms, unit));
        const error = at32(errors, j);
        distances++;
        put32(bounds, j, distance - error + at32(drift, j));
        if (distance + error + slack < limit) {
          label = j;
          limit = distance + error + slack;
        }
      }
      if (label != own) put32(bounds, own, ownDistance - at32(errors, own) + at32(drift, own));
      put32(bounds, label, <f32>Infinity);
      if (reached(bounds, drift, boundBytes, limit)) {
        label = decide<T>(x, label, stride, centers, k, bounds, drift, limit);
        limit = <f32>Math.sqrt(squaredDistance<T>(x, centers + ((<usize>label * stride) << 3), stride)) + slack;
      }
    }
    store<f32>(upper + at, limit - slack - at32(drift, label));
    if (label == own) continue;
    store<i32>(labels + at, label);
    store<i32>(move, r);
    store<i32>(move, own, 4);
    move += 8;
    moved++;
  }
  store<i32>(run.counts + (<usize>block << 3), moved);
  store<i32>(run.counts + (<usize>block << 3), distances, 4);
}

/** The nearest of `label` and all centres whose bound is below `limit`, by distances in f64, which become their bounds. */
// @ts-ignore: decorator
@inline
function decide<T>(x: usize, label: i32, stride: i32, centers: usize, k: i32, bounds: usize, drift: usize, limit: f32): i32 {
  const centerBytes = <usize>stride << 3;
  let best = squaredDistance<T>(x, centers + <usize>label * centerBytes, stride);
  const first = label;
  put32(bounds, first, <f32>Math.sqrt(best) + at32(drift, first));
  for (let j = 0; j < k; j++) {
    if (j == first || at32(bounds, j) - at32(drift, j) >= limit) continue;
    const square = squaredDistance<T>(x, centers + <usize>j * centerBytes, stride);
    put32(bounds, j, <f32>Math.sqrt(square) + at32(drift, j));
    if (square < best || (square == best && j < label)) {
      best = square;
      label = j;
    }
  }
  put32(bounds, label, <f32>Infinity);
  return label;
}

// @ts-ignore: decorator
@inline
function at32(values: usize, i: i32): f32 {
  return load<f32>(values + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function put32(values: usize, i: i32, value: f32): void {
  store<f32>(values + (<usize>i << 2), value);
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
