import { madd } from '../runtime/simd.as';

// What the mesh leaves out: the difference between a kernel and its smoothed form, for pairs nearer than R. All lengths
// here are in lattice nodes. Settings, f32: [R²; a with 1 + a·u² the kernels' base; the smooth force's polynomial in
// t = u² − R², 3; the smooth similarity's, 4].

/**
 * Adds a run of neighbours from … to to the sums: force by axis (lanes at 0, 16, 32) and the similarity's difference (48).
 */
// @ts-ignore: decorator
@inline
export function nearRun2(xs: usize, ys: usize, from: u32, to: u32, x: v128, y: v128, settings: usize, sums: usize): void {
  const reach = v128.load32_splat(settings);
  const a = v128.load32_splat(settings, 4);
  const g0 = v128.load32_splat(settings, 8);
  const g1 = v128.load32_splat(settings, 12);
  const g2 = v128.load32_splat(settings, 16);
  const q0 = v128.load32_splat(settings, 20);
  const q1 = v128.load32_splat(settings, 24);
  const q2 = v128.load32_splat(settings, 28);
  const q3 = v128.load32_splat(settings, 32);
  const one = f32x4.splat(1);
  let fx = v128.load(sums);
  let fy = v128.load(sums, 16);
  let near = v128.load(sums, 48);
  let left = i32x4.sub(i32x4.splat(to - from), i32x4(0, 1, 2, 3));
  for (let j = from; j < to; j += 4) {
    const at = (<usize>j) << 2;
    const dx = f32x4.sub(x, v128.load(xs + at));
    const dy = f32x4.sub(y, v128.load(ys + at));
    const square = madd(dx, dx, f32x4.mul(dy, dy));
    const there = v128.and(f32x4.lt(square, reach), i32x4.gt_s(left, i32x4.splat(0)));
    left = i32x4.sub(left, i32x4.splat(4));
    const s = f32x4.div(one, madd(a, square, one));
    const t = f32x4.sub(square, reach);
    const force = v128.and(f32x4.sub(f32x4.mul(s, s), madd(t, madd(t, g2, g1), g0)), there);
    fx = madd(force, dx, fx);
    fy = madd(force, dy, fy);
    near = f32x4.add(near, v128.and(f32x4.sub(s, madd(t, madd(t, madd(t, q3, q2), q1), q0)), there));
  }
  v128.store(sums, fx);
  v128.store(sums, fy, 16);
  v128.store(sums, near, 48);
}

/** As `nearRun2`, in three dimensions; `exact`: factor s·w instead of s². */
// @ts-ignore: decorator
@inline
export function nearRun3(
  xs: usize,
  ys: usize,
  zs: usize,
  from: u32,
  to: u32,
  x: v128,
  y: v128,
  z: v128,
  settings: usize,
  sums: usize,
  exact: bool,
): void {
  const reach = v128.load32_splat(settings);
  const a = v128.load32_splat(settings, 4);
  const g0 = v128.load32_splat(settings, 8);
  const g1 = v128.load32_splat(settings, 12);
  const g2 = v128.load32_splat(settings, 16);
  const q0 = v128.load32_splat(settings, 20);
  const q1 = v128.load32_splat(settings, 24);
  const q2 = v128.load32_splat(settings, 28);
  const q3 = v128.load32_splat(settings, 32);
  const one = f32x4.splat(1);
  let fx = v128.load(sums);
  let fy = v128.load(sums, 16);
  let fz = v128.load(sums, 32);
  let near = v128.load(sums, 48);
  let left = i32x4.sub(i32x4.splat(to - from), i32x4(0, 1, 2, 3));
  for (let j = from; j < to; j += 4) {
    const at = (<usize>j) << 2;
    const dx = f32x4.sub(x, v128.load(xs + at));
    const dy = f32x4.sub(y, v128.load(ys + at));
    const dz = f32x4.sub(z, v128.load(zs + at));
    const square = madd(dx, dx, madd(dy, dy, f32x4.mul(dz, dz)));
    const there = v128.and(f32x4.lt(square, reach), i32x4.gt_s(left, i32x4.splat(0)));
    left = i32x4.sub(left, i32x4.splat(4));
    const w = f32x4.div(one, madd(a, square, one));
    const s = f32x4.mul(w, f32x4.sqrt(w));
    const t = f32x4.sub(square, reach);
    const whole = exact ? f32x4.mul(s, w) : f32x4.mul(s, s);
    const force = v128.and(f32x4.sub(whole, madd(t, madd(t, g2, g1), g0)), there);
    fx = madd(force, dx, fx);
    fy = madd(force, dy, fy);
    fz = madd(force, dz, fz);
    near = f32x4.add(near, v128.and(f32x4.sub(s, madd(t, madd(t, madd(t, q3, q2), q1), q0)), there));
  }
  v128.store(sums, fx);
  v128.store(sums, fy, 16);
  v128.store(sums, fz, 32);
  v128.store(sums, near, 48);
}
