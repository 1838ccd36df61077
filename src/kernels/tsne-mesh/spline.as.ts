import { madd } from '../runtime/simd.as';

// Cubic B-spline weights of the four nodes around a place t ∈ [0, 1) between the second and the third of them.

// @ts-ignore: decorator
@inline
export function splineWeights(t: f32): v128 {
  const a = f32x4(0.16666667, 0.6666667, 0.16666667, 0);
  const b = f32x4(-0.5, 0, 0.5, 0);
  const c = f32x4(0.5, -1, 0.5, 0);
  const d = f32x4(-0.16666667, 0.5, -0.5, 0.16666667);
  const at = f32x4.splat(t);
  return madd(at, madd(at, madd(at, d, c), b), a);
}

/** Their derivatives by t. */
// @ts-ignore: decorator
@inline
export function splineSlopes(t: f32): v128 {
  const b = f32x4(-0.5, 0, 0.5, 0);
  const c = f32x4(1, -2, 1, 0);
  const d = f32x4(-0.5, 1.5, -1.5, 0.5);
  const at = f32x4.splat(t);
  return madd(at, madd(at, d, c), b);
}

/** Lane `lane` of v in every lane. */
// @ts-ignore: decorator
@inline
export function lane(v: v128, lane: i32): v128 {
  if (lane == 0) return v128.shuffle<f32>(v, v, 0, 0, 0, 0);
  if (lane == 1) return v128.shuffle<f32>(v, v, 1, 1, 1, 1);
  if (lane == 2) return v128.shuffle<f32>(v, v, 2, 2, 2, 2);
  return v128.shuffle<f32>(v, v, 3, 3, 3, 3);
}
