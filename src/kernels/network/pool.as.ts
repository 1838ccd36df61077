/**
 * Stores the largest of four positions a … d for eight outputs, not below the floor, and which position that was (the
 * first of equals).
 */
// @ts-ignore: decorator
@inline
export function storeLargest(at: usize, winners: usize, a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128, floor: v128): void {
  const ab0 = f32x4.max(a0, b0), ab1 = f32x4.max(a1, b1);
  const cd0 = f32x4.max(c0, d0), cd1 = f32x4.max(c1, d1);
  v128.store(at, f32x4.max(f32x4.max(ab0, cd0), floor));
  v128.store(at, f32x4.max(f32x4.max(ab1, cd1), floor), 16);
  storeWinners(
    winners,
    winnerOf4(f32x4.gt(b0, a0), f32x4.gt(d0, c0), f32x4.gt(cd0, ab0)),
    winnerOf4(f32x4.gt(b1, a1), f32x4.gt(d1, c1), f32x4.gt(cd1, ab1)),
  );
}

/** 0 … 3 in each lane: the first largest of four, from the comparisons b > a, d > c and max(c, d) > max(a, b). */
// @ts-ignore: decorator
@inline
function winnerOf4(first: v128, second: v128, last: v128): v128 {
  const left = v128.and(first, i32x4.splat(1));
  const right = v128.or(v128.and(second, i32x4.splat(1)), i32x4.splat(2));
  return v128.bitselect(right, left, last);
}

// @ts-ignore: decorator
@inline
export function storeWinners(at: usize, low: v128, high: v128): void {
  const both = i16x8.narrow_i32x4_s(low, high);
  v128.store64_lane(at, i8x16.narrow_i16x8_u(both, both), 0);
}
