import { madd } from '../runtime/simd.as';
import { lane } from './spline.as';

// What the force kernels share. Points that look for near ones go four by four, one in each lane.

/** Cells in the width of one. */
export const SLIM: i32 = 4;
/** Bytes of scratch per thread: sums of four points' forces by axis, four lanes each. */
export const SUMS: usize = 64;

/** Σ over the four rows of a plane, each times its weight. */
// @ts-ignore: decorator
@inline
export function weighRows(node: usize, rowBytes: usize, w: v128): v128 {
  return madd(
    v128.load(node),
    lane(w, 0),
    madd(
      v128.load(node + rowBytes),
      lane(w, 1),
      madd(v128.load(node + 2 * rowBytes), lane(w, 2), f32x4.mul(v128.load(node + 3 * rowBytes), lane(w, 3))),
    ),
  );
}

// @ts-ignore: decorator
@inline
export function lowest(v: v128): f32 {
  const half = f32x4.pmin(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return min<f32>(f32x4.extract_lane(half, 0), f32x4.extract_lane(half, 1));
}

// @ts-ignore: decorator
@inline
export function highest(v: v128): f32 {
  const half = f32x4.pmax(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return max<f32>(f32x4.extract_lane(half, 0), f32x4.extract_lane(half, 1));
}

/** How many of up to four points from `at` on lie within `extent` of the first: the others would widen its run for little. */
// @ts-ignore: decorator
@inline
export function together(xs: usize, at: usize, end: usize, extent: f32): i32 {
  const farthest = load<f32>(xs + at) + extent;
  let count = 1;
  for (; count < 4; count++) {
    const next = at + ((<usize>count) << 2);
    if (next >= end || load<f32>(xs + next) > farthest) break;
  }
  return count;
}

/** All bits of the first `count` lanes. */
// @ts-ignore: decorator
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}
