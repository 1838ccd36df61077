// Rows of samples as u8, f32 or f64, read in double precision. Strides fill whole vectors: 16, 4 or 2 values; padding is zero.

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
    for (; x < end; x += 16, c += 16) {
      const d = f64x2.sub(v128.load(x), v128.load(c));
      a = f64x2.add(a, f64x2.mul(d, d));
    }
  }
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
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
