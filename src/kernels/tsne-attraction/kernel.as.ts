import { log4 } from '../runtime/power.as';
import { sumLanes } from '../runtime/simd.as';
import { attractionRow2, attractionRow3, squares2, squares3 } from './gather.as';

// One step of t-SNE's gradient descent: attraction along the edges of P, the repulsion that was computed before, and
// scikit-learn's momentum with gains per coordinate. Graph: rowStarts u32 (rows + 1), columns u32, values f32.

/** Rows per block. */
const ROWS: i32 = 256;
const GAIN_MIN: f32 = 0.01;
/** f64 values that a block of `tsneStep` leaves: Σ(gain·gradient)², then smallest and largest of each axis. */
const STATISTICS: usize = 64;

// @ts-ignore: decorator
@inline
function edgesFrom(rowStarts: usize, row: i32): usize {
  return (<usize>load<u32>(rowStarts + ((<usize>row) << 2))) << 2;
}

/** out[i] = Σ_j p_ij·w_ij·(y_i − y_j), stored as points are; w by dims, and in three dimensions by `exact`. */
export function tsneAttraction(
  block: i32,
  _thread: i32,
  points: usize,
  out: usize,
  rowStarts: usize,
  columns: usize,
  values: usize,
  rows: i32,
  dims: i32,
  exact: i32,
): void {
  const last = min(rows, (block + 1) * ROWS);
  for (let row = block * ROWS; row < last; row++) {
    const pull = attraction(points, row, rowStarts, columns, values, dims, exact);
    if (dims == 2) v128.store64_lane(out + ((<usize>row) << 3), pull, 0);
    else v128.store(out + ((<usize>row) << 4), pull);
  }
}

// @ts-ignore: decorator
@inline
function attraction(points: usize, row: i32, rowStarts: usize, columns: usize, values: usize, dims: i32, exact: i32): v128 {
  const first = edgesFrom(rowStarts, row);
  const bytes = edgesFrom(rowStarts, row + 1) - first;
  if (dims == 2) {
    const own = points + ((<usize>row) << 3);
    return attractionRow2(points, v128.load32_splat(own), v128.load32_splat(own, 4), columns + first, values + first, bytes);
  }
  const own = points + ((<usize>row) << 4);
  const x = v128.load32_splat(own);
  const y = v128.load32_splat(own, 4);
  const z = v128.load32_splat(own, 8);
  if (exact) return attractionRow3(points, x, y, z, columns + first, values + first, bytes, true);
  return attractionRow3(points, x, y, z, columns + first, values + first, bytes, false);
}

/**
 * Moves each point: gradient = constant·(exaggeration·attraction − repulsion/Z), gain +0.2 where it points against the
 * velocity and ×0.8 elsewhere, velocity = momentum·velocity − rate·gain·gradient. Reads `points`, writes `moved`, so that
 * no block sees another's new points. pull = constant·exaggeration; push = constant/Z. All f32, stored as points are.
 * statistics: 64 bytes per block. Parallel over blocks of 256 rows.
 */
export function tsneStep(
  block: i32,
  _thread: i32,
  points: usize,
  moved: usize,
  repulsion: usize,
  velocities: usize,
  gains: usize,
  rowStarts: usize,
  columns: usize,
  values: usize,
  rows: i32,
  dims: i32,
  exact: i32,
  pull: f32,
  push: f32,
  momentum: f32,
  rate: f32,
  statistics: usize,
): void {
  const last = min(rows, (block + 1) * ROWS);
  const pulls = f32x4.splat(pull);
  const pushes = f32x4.splat(push);
  const momenta = f32x4.splat(momentum);
  const rates = f32x4.splat(rate);
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  let norm: f64 = 0;
  for (let row = block * ROWS; row < last; row++) {
    const towards = attraction(points, row, rowStarts, columns, values, dims, exact);
    const at = dims == 2 ? (<usize>row) << 3 : (<usize>row) << 4;
    let gradient = f32x4.sub(f32x4.mul(pulls, towards), f32x4.mul(pushes, loadPoint(repulsion + at, dims)));
    let velocity = loadPoint(velocities + at, dims);
    let gain = loadPoint(gains + at, dims);
    const against = f32x4.lt(f32x4.mul(velocity, gradient), f32x4.splat(0));
    gain = v128.bitselect(f32x4.add(gain, f32x4.splat(0.2)), f32x4.mul(gain, f32x4.splat(0.8)), against);
    gain = f32x4.max(gain, f32x4.splat(GAIN_MIN));
    gradient = f32x4.mul(gradient, gain);
    velocity = f32x4.sub(f32x4.mul(momenta, velocity), f32x4.mul(rates, gradient));
    const point = f32x4.add(loadPoint(points + at, dims), velocity);
    storePoint(gains + at, gain, dims);
    storePoint(velocities + at, velocity, dims);
    storePoint(moved + at, point, dims);
    norm += <f64>sumLanes(f32x4.mul(gradient, gradient));
    low = f32x4.min(low, point);
    high = f32x4.max(high, point);
  }
  const out = statistics + <usize>block * STATISTICS;
  store<f64>(out, norm);
  storeRange(out + 8, f32x4.extract_lane(low, 0), f32x4.extract_lane(high, 0));
  storeRange(out + 24, f32x4.extract_lane(low, 1), f32x4.extract_lane(high, 1));
  storeRange(out + 40, f32x4.extract_lane(low, 2), f32x4.extract_lane(high, 2));
}

// @ts-ignore: decorator
@inline
function storeRange(at: usize, low: f32, high: f32): void {
  store<f64>(at, <f64>low);
  store<f64>(at, <f64>high, 8);
}

// @ts-ignore: decorator
@inline
function loadPoint(at: usize, dims: i32): v128 {
  return dims == 2 ? v128.load64_zero(at) : v128.load(at);
}

// @ts-ignore: decorator
@inline
function storePoint(at: usize, point: v128, dims: i32): void {
  if (dims == 2) v128.store64_lane(at, point, 0);
  else v128.store(at, point);
}

/**
 * sums[block] = Σ p·ln(1/s) over the block's edges, s the unnormalised similarity of the map: the part of the divergence
 * that moves. f64 (blocks). Parallel over blocks of 256 rows.
 */
export function tsneCrossEntropy(
  block: i32,
  _thread: i32,
  points: usize,
  rowStarts: usize,
  columns: usize,
  values: usize,
  rows: i32,
  dims: i32,
  sums: usize,
): void {
  const last = min(rows, (block + 1) * ROWS);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  let total: f64 = 0;
  for (let row = block * ROWS; row < last; row++) {
    const end = edgesFrom(rowStarts, row + 1);
    const own = points + (dims == 2 ? (<usize>row) << 3 : (<usize>row) << 4);
    let sum = f32x4.splat(0);
    for (let e = edgesFrom(rowStarts, row); e < end; e += 16) {
      const base =
        dims == 2
          ? f32x4.add(one, squares2(points, v128.load32_splat(own), v128.load32_splat(own, 4), columns + e))
          : f32x4.add(one, f32x4.mul(half, squares3(points, v128.load(own), columns + e)));
      sum = f32x4.add(sum, f32x4.mul(v128.load(values + e), log4(base)));
    }
    total += <f64>sumLanes(sum);
  }
  store<f64>(sums + ((<usize>block) << 3), dims == 2 ? total : 1.5 * total);
}

/** sums[2·block] = Σ p·ln p and sums[2·block + 1] = Σ p over the block's edges with p > 0. Parallel over 256 rows. */
export function tsneEntropy(block: i32, _thread: i32, rowStarts: usize, values: usize, rows: i32, sums: usize): void {
  const end = edgesFrom(rowStarts, min(rows, (block + 1) * ROWS));
  let entropy: f64 = 0;
  let mass: f64 = 0;
  for (let e = edgesFrom(rowStarts, block * ROWS); e < end; e += 4) {
    const p = <f64>load<f32>(values + e);
    if (p == 0) continue;
    entropy += p * Math.log(p);
    mass += p;
  }
  store<f64>(sums + ((<usize>block) << 4), entropy);
  store<f64>(sums + ((<usize>block) << 4), mass, 8);
}
