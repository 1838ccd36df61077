import { madd, sumLanes } from '../runtime/simd.as';

/** Test: dot product. */
export function dotF32(a: usize, b: usize, n: i32): f32 {
  let acc = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) acc = madd(v128.load(a + i), v128.load(b + i), acc);
  return sumLanes(acc);
}
export function fillBlock(block: i32, thread: i32, out: usize, value: f64): void {
  store<f64>(out + (<usize>block << 3), value * <f64>block);
}
