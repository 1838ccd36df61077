// Powers of four numbers at once, in single precision.

/** Natural logarithm of four normal positive numbers, error below 1 ulp (the scheme of FreeBSD's `logf`). */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(shifted, 23);
  const e = f32x4.convert_i32x4_s(exponent);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const s = f32x4.div(f, f32x4.add(f32x4.splat(2), f));
  const z = f32x4.mul(s, s);
  const w = f32x4.mul(z, z);
  const odd = f32x4.mul(w, f32x4.add(f32x4.splat(0.40000972152), f32x4.mul(w, f32x4.splat(0.24279078841))));
  const even = f32x4.mul(z, f32x4.add(f32x4.splat(0.66666662693), f32x4.mul(w, f32x4.splat(0.28498786688))));
  const square = f32x4.mul(f32x4.splat(0.5), f32x4.mul(f, f));
  const tail = f32x4.add(f32x4.mul(s, f32x4.add(square, f32x4.add(odd, even))), f32x4.mul(e, f32x4.splat(9.0580006145e-6)));
  return f32x4.add(f32x4.mul(e, f32x4.splat(6.9313812256e-1)), f32x4.add(f32x4.sub(tail, square), f));
}

/** e^x of four numbers −87 … 88 (others are taken as the nearest of these), relative error below 2e-7. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
  const k = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  // ln 2 in two parts, the first short enough for an exact product.
  let r = f32x4.sub(clamped, f32x4.mul(k, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(k, f32x4.splat(2.12194440e-4)));
  let sum = f32x4.splat(1.9841270e-4);
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.3888889e-3));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(8.3333333e-3));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(4.1666667e-2));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.16666667));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  return i32x4.add(sum, i32x4.shl(i32x4.trunc_sat_f32x4_s(k), 23));
}
