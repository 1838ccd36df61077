// What the machine can do at most: multiply-adds whose operands never leave the registers, and reading memory in order.
// Each is parallel over blocks; what is computed is stored, so that no compiler leaves it out.
import { madd } from '../../../src/kernels/runtime/simd.as';

/** 10 × 4 single-precision multiply-adds in each round. */
export function peakSingle(block: i32, thread: i32, rounds: i32, out: usize): void {
  const x = f32x4.splat(0.999), y = f32x4.splat(0.001);
  let a = y, b = x, c = y, d = x, e = y, f = x, g = y, h = x, i = y, j = x;
  for (let round = 0; round < rounds; round++) {
    a = madd(a, x, y);
    b = madd(b, x, y);
    c = madd(c, x, y);
    d = madd(d, x, y);
    e = madd(e, x, y);
    f = madd(f, x, y);
    g = madd(g, x, y);
    h = madd(h, x, y);
    i = madd(i, x, y);
    j = madd(j, x, y);
  }
  const left = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(f32x4.add(e, f), f32x4.add(g, h)));
  v128.store(out + ((<usize>thread) << 6), f32x4.add(left, f32x4.add(i, j)));
}

/** 10 × 2 double-precision multiplications and additions in each round. */
export function peakDouble(block: i32, thread: i32, rounds: i32, out: usize): void {
  const x = f64x2.splat(0.999), y = f64x2.splat(0.001);
  let a = y, b = x, c = y, d = x, e = y, f = x, g = y, h = x, i = y, j = x;
  for (let round = 0; round < rounds; round++) {
    a = f64x2.add(f64x2.mul(a, x), y);
    b = f64x2.add(f64x2.mul(b, x), y);
    c = f64x2.add(f64x2.mul(c, x), y);
    d = f64x2.add(f64x2.mul(d, x), y);
    e = f64x2.add(f64x2.mul(e, x), y);
    f = f64x2.add(f64x2.mul(f, x), y);
    g = f64x2.add(f64x2.mul(g, x), y);
    h = f64x2.add(f64x2.mul(h, x), y);
    i = f64x2.add(f64x2.mul(i, x), y);
    j = f64x2.add(f64x2.mul(j, x), y);
  }
  const left = f64x2.add(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), f64x2.add(f64x2.add(e, f), f64x2.add(g, h)));
  v128.store(out + ((<usize>thread) << 6), f64x2.add(left, f64x2.add(i, j)));
}

/** 10 × 8 products of 16-bit whole numbers, added in pairs and to a 32-bit sum, in each round. */
export function peakWhole(block: i32, thread: i32, rounds: i32, out: usize): void {
  const x = i16x8.splat(3);
  let a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
  for (let round = 0; round < rounds; round++) {
    a = i32x4.add(i32x4.dot_i16x8_s(a, x), a);
    b = i32x4.add(i32x4.dot_i16x8_s(b, x), b);
    c = i32x4.add(i32x4.dot_i16x8_s(c, x), c);
    d = i32x4.add(i32x4.dot_i16x8_s(d, x), d);
    e = i32x4.add(i32x4.dot_i16x8_s(e, x), e);
    f = i32x4.add(i32x4.dot_i16x8_s(f, x), f);
    g = i32x4.add(i32x4.dot_i16x8_s(g, x), g);
    h = i32x4.add(i32x4.dot_i16x8_s(h, x), h);
    i = i32x4.add(i32x4.dot_i16x8_s(i, x), i);
    j = i32x4.add(i32x4.dot_i16x8_s(j, x), j);
  }
  const left = v128.xor(v128.xor(v128.xor(a, b), v128.xor(c, d)), v128.xor(v128.xor(e, f), v128.xor(g, h)));
  v128.store(out + ((<usize>thread) << 6), v128.xor(left, v128.xor(i, j)));
}

/** Reads `bytes` (a multiple of 64) from `data` + block · bytes on. */
export function peakRead(block: i32, thread: i32, data: usize, bytes: usize, out: usize): void {
  let a = i32x4.splat(0), b = a, c = a, d = a;
  const from = data + <usize>block * bytes;
  for (let at = from; at < from + bytes; at += 64) {
    a = v128.xor(a, v128.load(at));
    b = v128.xor(b, v128.load(at, 16));
    c = v128.xor(c, v128.load(at, 32));
    d = v128.xor(d, v128.load(at, 48));
  }
  v128.store(out + ((<usize>thread) << 6), v128.xor(v128.xor(a, b), v128.xor(c, d)));
}
