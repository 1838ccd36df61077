import { madd, sumLanes } from '../runtime/simd.as';

// Rows of samples as u8, f32 or f64, read in double precision. Strides are multiples of 32, 4 or 2 values; padding is zero.

/** ‖x − c‖² of one row and one f64 centre over `stride` values, in one fixed order. */
// @ts-ignore: decorator
@inline
export function squaredDistance<T>(x: usize, c: usize, stride: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  const end = x + <usize>stride * sizeof<T>();
  if (sizeof<T>() == 1) {
    for (; x < end; x += 8, c += 64) {
      const whole = v128.load8x8_u(x);
      const low = i32x4.extend_low_i16x8_u(whole);
      const high = i32x4.extend_high_i16x8_u(whole);
      let d = f64x2.sub(f64x2.convert_low_i32x4_s(low), v128.load(c));
      let e = f64x2.sub(f64x2.convert_low_i32x4_s(i64x2.shuffle(low, low, 1, 0)), v128.load(c, 16));
      a = f64x2.add(a, f64x2.mul(d, d));
      b = f64x2.add(b, f64x2.mul(e, e));
      d = f64x2.sub(f64x2.convert_low_i32x4_s(high), v128.load(c, 32));
      e = f64x2.sub(f64x2.convert_low_i32x4_s(i64x2.shuffle(high, high, 1, 0)), v128.load(c, 48));
      a = f64x2.add(a, f64x2.mul(d, d));
      b = f64x2.add(b, f64x2.mul(e, e));
    }
  } else if (sizeof<T>() == 4) {
    for (; x < end; x += 16, c += 32) {
      const values = v128.load(x);
      const d = f64x2.sub(f64x2.promote_low_f32x4(values), v128.load(c));
      const e = f64x2.sub(f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 0)), v128.load(c, 16));
      a = f64x2.add(a, f64x2.mul(d, d));
      b = f64x2.add(b, f64x2.mul(e, e));
    }
  } else {
    // Four sums under way: one would wait for each addition.
    let e = f64x2.splat(0);
    let f = f64x2.splat(0);
    for (; x + 64 <= end; x += 64, c += 64) {
      let d = f64x2.sub(v128.load(x), v128.load(c));
      a = f64x2.add(a, f64x2.mul(d, d));
      d = f64x2.sub(v128.load(x, 16), v128.load(c, 16));
      b = f64x2.add(b, f64x2.mul(d, d));
      d = f64x2.sub(v128.load(x, 32), v128.load(c, 32));
      e = f64x2.add(e, f64x2.mul(d, d));
      d = f64x2.sub(v128.load(x, 48), v128.load(c, 48));
      f = f64x2.add(f, f64x2.mul(d, d));
    }
    for (; x < end; x += 16, c += 16) {
      const d = f64x2.sub(v128.load(x), v128.load(c));
      a = f64x2.add(a, f64x2.mul(d, d));
    }
    a = f64x2.add(a, e);
    b = f64x2.add(b, f);
  }
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** x·q of a row of bytes and 16-bit whole numbers; exact where it fits an i32. */
// @ts-ignore: decorator
@inline
function wholeProduct(x: usize, q: usize, stride: i32): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  const end = x + <usize>stride;
  for (; x < end; x += 32, q += 64) {
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_u(x), v128.load(q)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_u(x, 8), v128.load(q, 16)));
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_u(x, 16), v128.load(q, 32)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_u(x, 24), v128.load(q, 48)));
  }
  const sum = i32x4.add(a, b);
  return i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + (i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3));
}

/** The products of a row of bytes with four rows of whole numbers, `next` bytes apart: reads x once. */
// @ts-ignore: decorator
@inline
export function fourProducts(x: usize, q: usize, next: usize, stride: i32): v128 {
  let a = i32x4.splat(0), b = i32x4.splat(0), c = i32x4.splat(0), d = i32x4.splat(0);
  const r = q + next;
  const s = r + next;
  const t = s + next;
  const bytes = <usize>stride << 1;
  for (let at: usize = 0; at < bytes; at += 32, x += 16) {
    let v = v128.load8x8_u(x);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, v128.load(q + at)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, v128.load(r + at)));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, v128.load(s + at)));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, v128.load(t + at)));
    v = v128.load8x8_u(x, 8);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, v128.load(q + at, 16)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, v128.load(r + at, 16)));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, v128.load(s + at, 16)));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, v128.load(t + at, 16)));
  }
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
}

/** ‖x − c‖² of single-precision values by direct differences, in single precision. */
// @ts-ignore: decorator
@inline
function singleDistance(x: usize, c: usize, stride: i32): f32 {
  let a = f32x4.splat(0), b = f32x4.splat(0), p = f32x4.splat(0), q = f32x4.splat(0);
  const end = x + (<usize>stride << 2);
  for (; x + 64 <= end; x += 64, c += 64) {
    let d = f32x4.sub(v128.load(x), v128.load(c));
    a = madd(d, d, a);
    d = f32x4.sub(v128.load(x, 16), v128.load(c, 16));
    b = madd(d, d, b);
    d = f32x4.sub(v128.load(x, 32), v128.load(c, 32));
    p = madd(d, d, p);
    d = f32x4.sub(v128.load(x, 48), v128.load(c, 48));
    q = madd(d, d, q);
  }
  for (; x < end; x += 16, c += 16) {
    const d = f32x4.sub(v128.load(x), v128.load(c));
    a = madd(d, d, a);
  }
  return sumLanes(f32x4.add(f32x4.add(a, b), f32x4.add(p, q)));
}

/**
 * ‖x − c‖² to within what `errors` of the centre says, fast. `quick` holds the centres as quick.ts prepares them; norms, terms
 * and `unit` serve rows of bytes: ‖x − c‖² = norms[row] + terms[j] − unit · x·q.
 */
// @ts-ignore: decorator
@inline
export function quickSquare<T>(
  x: usize, row: i32, j: i32, stride: i32, quick: usize, norms: usize, terms: usize, unit: f64,
): f64 {
  if (sizeof<T>() == 1) {
    const product = wholeProduct(x, quick + ((<usize>j * stride) << 1), stride);
    const square = <f64>load<i32>(norms + (<usize>row << 2)) + load<f64>(terms + (<usize>j << 3)) - unit * <f64>product;
    return max<f64>(square, 0);
  }
  if (sizeof<T>() == 4) return <f64>singleDistance(x, quick + ((<usize>j * stride) << 2), stride);
  return squaredDistance<T>(x, quick + ((<usize>j * stride) << 3), stride);
}

/** sums[0 … count−1] += sign · x, in i32 for bytes and f64 otherwise; `count` fills whole vectors. */
// @ts-ignore: decorator
@inline
export function accumulate<T>(sums: usize, x: usize, count: i32, plus: bool): void {
  const end = x + <usize>count * sizeof<T>();
  if (sizeof<T>() == 1) {
    for (; x < end; x += 8, sums += 32) {
      const whole = v128.load8x8_u(x);
      const low = i32x4.extend_low_i16x8_u(whole);
      const high = i32x4.extend_high_i16x8_u(whole);
      v128.store(sums, plus ? i32x4.add(v128.load(sums), low) : i32x4.sub(v128.load(sums), low));
      v128.store(sums, plus ? i32x4.add(v128.load(sums, 16), high) : i32x4.sub(v128.load(sums, 16), high), 16);
    }
  } else if (sizeof<T>() == 4) {
    for (; x < end; x += 16, sums += 32) {
      const values = v128.load(x);
      const low = f64x2.promote_low_f32x4(values);
      const high = f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 0));
      v128.store(sums, plus ? f64x2.add(v128.load(sums), low) : f64x2.sub(v128.load(sums), low));
      v128.store(sums, plus ? f64x2.add(v128.load(sums, 16), high) : f64x2.sub(v128.load(sums, 16), high), 16);
    }
  } else {
    for (; x < end; x += 16, sums += 16) {
      const values = v128.load(x);
      v128.store(sums, plus ? f64x2.add(v128.load(sums), values) : f64x2.sub(v128.load(sums), values));
    }
  }
}
