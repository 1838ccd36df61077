import { madd, sumLanes } from '../runtime/simd.as';

// Products with a data matrix and its transpose in one pass: what the power method needs of a covariance matrix.

/** Rows per block. */
const ROWS: i32 = 512;

/** Σ x·v over one row of bytes; `stride` a multiple of 16. */
// @ts-ignore: decorator
@inline
function dotBytes(row: usize, v: usize, stride: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (let i: usize = 0; i < stride; i += 8) {
    const wide = i16x8.extend_low_i8x16_u(v128.load64_zero(row + i));
    a = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(wide)), v128.load(v + (i << 2)), a);
    b = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(wide)), v128.load(v + (i << 2), 16), b);
  }
  return sumLanes(f32x4.add(a, b));
}

// @ts-ignore: decorator
@inline
function addBytes(row: usize, weight: v128, out: usize, stride: usize): void {
  for (let i: usize = 0; i < stride; i += 8) {
    const wide = i16x8.extend_low_i8x16_u(v128.load64_zero(row + i));
    const at = out + (i << 2);
    v128.store(at, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(wide)), weight, v128.load(at)));
    v128.store(at, madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(wide)), weight, v128.load(at, 16)), 16);
  }
}

// @ts-ignore: decorator
@inline
function dotFloats(row: usize, v: usize, stride: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (let i: usize = 0; i < stride << 2; i += 32) {
    a = madd(v128.load(row + i), v128.load(v + i), a);
    b = madd(v128.load(row + i, 16), v128.load(v + i, 16), b);
  }
  return sumLanes(f32x4.add(a, b));
}

// @ts-ignore: decorator
@inline
function addFloats(row: usize, weight: v128, out: usize, stride: usize): void {
  for (let i: usize = 0; i < stride << 2; i += 16) {
    v128.store(out + i, madd(v128.load(row + i), weight, v128.load(out + i)));
  }
}

/**
 * scores[r] = x_r·v − shift, and for each block sums[block] = Σ scores[r]·x_r with Σ scores[r] behind it. X: u8 or f32
 * (`bytes` = 1 or 0) rows of `stride` values, a multiple of 16, padded with zeros; v: f32 (stride), or 0: all scores are 1,
 * so that the sums are those of the columns. sums: f32 (blocks × (stride + 4)). Parallel over blocks of 512 rows.
 */
export function covarianceScores(
  block: i32,
  _thread: i32,
  X: usize,
  bytes: i32,
  rows: i32,
  stride: i32,
  v: usize,
  shift: f32,
  scores: usize,
  sums: usize,
): void {
  const width = <usize>stride;
  const rowBytes = bytes ? width : width << 2;
  const out = sums + <usize>block * ((width + 4) << 2);
  memory.fill(out, 0, (width + 4) << 2);
  const last = min(rows, (block + 1) * ROWS);
  let total: f32 = 0;
  for (let r = block * ROWS; r < last; r++) {
    const row = X + <usize>r * rowBytes;
    let score: f32 = 1;
    if (v) score = (bytes ? dotBytes(row, v, width) : dotFloats(row, v, width)) - shift;
    store<f32>(scores + ((<usize>r) << 2), score);
    total += score;
    if (bytes) addBytes(row, f32x4.splat(score), out, width);
    else addFloats(row, f32x4.splat(score), out, width);
  }
  store<f32>(out + (width << 2), total);
}
