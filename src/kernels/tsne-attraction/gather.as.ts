import { madd } from '../runtime/simd.as';

// The points at the other ends of four edges, and what pulls along them. Points are f32, (x, y) or (x, y, z, 0) each.

/** Attraction along one row's edges: Σ p·w·(y_i − y_j), lanes x, y, (z), 0. Edges from … to in whole quads. */
// @ts-ignore: decorator
@inline
export function attractionRow2(points: usize, x: v128, y: v128, columns: usize, values: usize, bytes: usize): v128 {
  const one = f32x4.splat(1);
  let ax = f32x4.splat(0);
  let ay = f32x4.splat(0);
  for (let e: usize = 0; e < bytes; e += 16) {
    const near = v128.load64_lane(points + ((<usize>load<u32>(columns + e, 4)) << 3), v128.load64_zero(points + ((<usize>load<u32>(columns + e)) << 3)), 1);
    const far = v128.load64_lane(points + ((<usize>load<u32>(columns + e, 12)) << 3), v128.load64_zero(points + ((<usize>load<u32>(columns + e, 8)) << 3)), 1);
    const dx = f32x4.sub(x, v128.shuffle<f32>(near, far, 0, 2, 4, 6));
    const dy = f32x4.sub(y, v128.shuffle<f32>(near, far, 1, 3, 5, 7));
    const weight = f32x4.div(v128.load(values + e), madd(dx, dx, madd(dy, dy, one)));
    ax = madd(weight, dx, ax);
    ay = madd(weight, dy, ay);
  }
  return lanesSummed(ax, ay, f32x4.splat(0));
}

/** As `attractionRow2` for three dimensions; `exact` weighs by (1 + d²/2)⁻¹, else as scikit-learn by its 3/2 power. */
// @ts-ignore: decorator
@inline
export function attractionRow3(
  points: usize,
  x: v128,
  y: v128,
  z: v128,
  columns: usize,
  values: usize,
  bytes: usize,
  exact: bool,
): v128 {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  let ax = f32x4.splat(0);
  let ay = f32x4.splat(0);
  let az = f32x4.splat(0);
  for (let e: usize = 0; e < bytes; e += 16) {
    const a = v128.load(points + ((<usize>load<u32>(columns + e)) << 4));
    const b = v128.load(points + ((<usize>load<u32>(columns + e, 4)) << 4));
    const c = v128.load(points + ((<usize>load<u32>(columns + e, 8)) << 4));
    const d = v128.load(points + ((<usize>load<u32>(columns + e, 12)) << 4));
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const dx = f32x4.sub(x, v128.shuffle<f64>(ab, cd, 0, 2));
    const dy = f32x4.sub(y, v128.shuffle<f64>(ab, cd, 1, 3));
    const dz = f32x4.sub(z, v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 2, 6), v128.shuffle<f32>(c, d, 2, 6, 2, 6), 0, 2));
    const square = madd(dx, dx, madd(dy, dy, f32x4.mul(dz, dz)));
    const base = madd(half, square, one);
    const weight = f32x4.div(v128.load(values + e), exact ? base : f32x4.mul(base, f32x4.sqrt(base)));
    ax = madd(weight, dx, ax);
    ay = madd(weight, dy, ay);
    az = madd(weight, dz, az);
  }
  return lanesSummed(ax, ay, az);
}

/** (Σa, Σb, Σc, 0). */
// @ts-ignore: decorator
@inline
function lanesSummed(a: v128, b: v128, c: v128): v128 {
  const zero = f32x4.splat(0);
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const c0 = f32x4.add(v128.shuffle<f32>(c, zero, 0, 4, 1, 5), v128.shuffle<f32>(c, zero, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(ab, c0, 0, 2), v128.shuffle<f64>(ab, c0, 1, 3));
}

/** Squared distances along four edges in two dimensions. */
// @ts-ignore: decorator
@inline
export function squares2(points: usize, x: v128, y: v128, columns: usize): v128 {
  const near = v128.load64_lane(points + ((<usize>load<u32>(columns, 4)) << 3), v128.load64_zero(points + ((<usize>load<u32>(columns)) << 3)), 1);
  const far = v128.load64_lane(points + ((<usize>load<u32>(columns, 12)) << 3), v128.load64_zero(points + ((<usize>load<u32>(columns, 8)) << 3)), 1);
  const dx = f32x4.sub(x, v128.shuffle<f32>(near, far, 0, 2, 4, 6));
  const dy = f32x4.sub(y, v128.shuffle<f32>(near, far, 1, 3, 5, 7));
  return madd(dx, dx, f32x4.mul(dy, dy));
}

/** Squared distances along four edges in three dimensions. */
// @ts-ignore: decorator
@inline
export function squares3(points: usize, own: v128, columns: usize): v128 {
  const a = f32x4.sub(own, v128.load(points + ((<usize>load<u32>(columns)) << 4)));
  const b = f32x4.sub(own, v128.load(points + ((<usize>load<u32>(columns, 4)) << 4)));
  const c = f32x4.sub(own, v128.load(points + ((<usize>load<u32>(columns, 8)) << 4)));
  const d = f32x4.sub(own, v128.load(points + ((<usize>load<u32>(columns, 12)) << 4)));
  const ab = f32x4.mul(a, a);
  const bb = f32x4.mul(b, b);
  const cb = f32x4.mul(c, c);
  const db = f32x4.mul(d, d);
  const low = f32x4.add(v128.shuffle<f32>(ab, bb, 0, 4, 1, 5), v128.shuffle<f32>(ab, bb, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<f32>(cb, db, 0, 4, 1, 5), v128.shuffle<f32>(cb, db, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(low, high, 0, 2), v128.shuffle<f64>(low, high, 1, 3));
}
