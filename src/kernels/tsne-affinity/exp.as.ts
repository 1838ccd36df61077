// exp for two doubles at once: 2^k · e^r with |r| ≤ ½·ln 2 and e^r by its Taylor series, relative error below 3e-16.

/** 1.5 · 2⁵²: adding it leaves the nearest whole number in the low bits. */
const ROUNDER: f64 = 6755399441055744.0;

/** exp of both lanes, for arguments ≤ 0; below −708, where doubles lose their precision, 0. */
export function expNegative2(x: v128): v128 {
  const inRange = f64x2.ge(x, f64x2.splat(-708));
  const clamped = f64x2.pmax(x, f64x2.splat(-708));
  const rounded = f64x2.add(f64x2.mul(clamped, f64x2.splat(1.4426950408889634)), f64x2.splat(ROUNDER));
  const k = f64x2.sub(rounded, f64x2.splat(ROUNDER));
  let r = f64x2.sub(clamped, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  r = f64x2.sub(r, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)));
  let sum = f64x2.splat(1.6059043836821613e-10);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.08767569878681e-9));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.505210838544172e-8));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.755731922398589e-7));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.7557319223985893e-6));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.388888888888889e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.16666666666666666));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  // The low bits of `rounded` are k: added to the exponent field they multiply by 2^k.
  const scaled = i64x2.add(sum, i64x2.shl(rounded, 52));
  return v128.and(scaled, inRange);
}
