import { madd, sumLanes } from '../runtime/simd.as';

// t-SNE's repulsion summed over all pairs: for small maps, and what the approximations are measured against.

/** Rows per block. */
const ROWS: i32 = 64;

/**
 * Terms of four pairs: returns s, and in `force` what multiplies the difference. Two dimensions: s = 1/(1 + d²), s². Three:
 * s = (1 + d²/2)^(−3/2), and s² or, `exact`, s·(1 + d²/2)⁻¹.
 */
// @ts-ignore: decorator
@inline
function similarity(square: v128, dims: i32): v128 {
  const one = f32x4.splat(1);
  if (dims == 2) return f32x4.div(one, f32x4.add(one, square));
  const base = f32x4.add(one, f32x4.mul(f32x4.splat(0.5), square));
  return f32x4.div(one, f32x4.mul(base, f32x4.sqrt(base)));
}

// @ts-ignore: decorator
@inline
function forceOf(s: v128, square: v128, exact: i32): v128 {
  if (!exact) return f32x4.mul(s, s);
  return f32x4.div(s, f32x4.add(f32x4.splat(1), f32x4.mul(f32x4.splat(0.5), square)));
}

/**
 * Repulsion of the rows `list`[first …] (or of all rows, list = 0) from all points. axes: f32 (3 × stride), the points by
 * axis, stride a multiple of 4; points beyond `rows` are left out. out: f32, stored as points are, in the order of the list;
 * sums: f64 (blocks), Σ s over j ≠ i. Parallel over blocks of 64 listed rows.
 */
export function tsneRepelExactly(
  block: i32,
  _thread: i32,
  axes: usize,
  stride: i32,
  rows: i32,
  list: usize,
  count: i32,
  dims: i32,
  exact: i32,
  out: usize,
  sums: usize,
): void {
  const xs = axes;
  const ys = xs + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  const lanes = i32x4(0, 1, 2, 3);
  const last = min(count, (block + 1) * ROWS);
  let total: f64 = 0;
  for (let i = block * ROWS; i < last; i++) {
    const row = list ? <usize>load<u32>(list + ((<usize>i) << 2)) : <usize>i;
    const x = v128.load32_splat(xs + (row << 2));
    const y = v128.load32_splat(ys + (row << 2));
    const z = v128.load32_splat(zs + (row << 2));
    let fx = f32x4.splat(0);
    let fy = f32x4.splat(0);
    let fz = f32x4.splat(0);
    let near = f64x2.splat(0);
    for (let j = 0; j < rows; j += 4) {
      const at = (<usize>j) << 2;
      const dx = f32x4.sub(x, v128.load(xs + at));
      const dy = f32x4.sub(y, v128.load(ys + at));
      const dz = f32x4.sub(z, v128.load(zs + at));
      const square = madd(dx, dx, madd(dy, dy, f32x4.mul(dz, dz)));
      const there = i32x4.lt_s(i32x4.add(lanes, i32x4.splat(j)), i32x4.splat(rows));
      const s = v128.and(similarity(square, dims), there);
      const force = forceOf(s, square, exact);
      near = f64x2.add(near, f64x2.add(f64x2.promote_low_f32x4(s), f64x2.promote_low_f32x4(v128.shuffle<f64>(s, s, 1, 1))));
      fx = madd(force, dx, fx);
      fy = madd(force, dy, fy);
      fz = madd(force, dz, fz);
    }
    // Its own similarity, 1, is among them.
    total += f64x2.extract_lane(near, 0) + f64x2.extract_lane(near, 1) - 1;
    const at = out + (dims == 2 ? (<usize>i) << 3 : (<usize>i) << 4);
    store<f32>(at, sumLanes(fx));
    store<f32>(at, sumLanes(fy), 4);
    if (dims == 3) store<f32>(at, sumLanes(fz), 8);
  }
  store<f64>(sums + ((<usize>block) << 3), total);
}

/** Sorts points by axis: axes f32 (3 × stride); the third stays 0 in two dimensions. */
export function tsneByAxis(points: usize, rows: i32, dims: i32, axes: usize, stride: i32): void {
  const step: usize = dims == 2 ? 8 : 16;
  const xs = axes;
  const ys = xs + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<f32>(xs + (i << 2), load<f32>(points + i * step));
    store<f32>(ys + (i << 2), load<f32>(points + i * step, 4));
    if (dims == 3) store<f32>(zs + (i << 2), load<f32>(points + i * step, 8));
  }
}
