// Squared distances of two rows as they are stored, in double precision: what rounded searches are checked against.

/** kind 1, 2, 3: u8, f32, f64 values, row-major (× columns). The same bits whichever row comes first. */
export function squaredDistance(kind: i32, query: usize, row: u32, data: usize, index: u32, columns: i32): f64 {
  const width = <usize>columns << (kind == 1 ? 0 : kind);
  const a = query + <usize>row * width;
  const b = data + <usize>index * width;
  if (kind == 1) return <f64>squaredBytes(a, b, columns);
  let sum = f64x2.splat(0);
  let c: usize = 0;
  let tail: f64 = 0;
  if (kind == 2) {
    for (; c + 8 <= width; c += 8) {
      const d = f64x2.sub(
        f64x2.promote_low_f32x4(v128.load64_zero(a + c)),
        f64x2.promote_low_f32x4(v128.load64_zero(b + c)),
      );
      sum = f64x2.add(sum, f64x2.mul(d, d));
    }
    if (c < width) tail = <f64>load<f32>(a + c) - <f64>load<f32>(b + c);
  } else {
    for (; c + 16 <= width; c += 16) {
      const d = f64x2.sub(v128.load(a + c), v128.load(b + c));
      sum = f64x2.add(sum, f64x2.mul(d, d));
    }
    if (c < width) tail = load<f64>(a + c) - load<f64>(b + c);
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1) + tail * tail;
}

/** Exact while 255²·columns stays below 2³¹: 33,025 columns. */
function squaredBytes(a: usize, b: usize, columns: i32): i32 {
  let sum = i32x4.splat(0);
  let c: usize = 0;
  const whole = <usize>(columns & ~15);
  for (; c < whole; c += 16) {
    const x = v128.load(a + c);
    const y = v128.load(b + c);
    const low = i16x8.sub(i16x8.extend_low_i8x16_u(x), i16x8.extend_low_i8x16_u(y));
    const high = i16x8.sub(i16x8.extend_high_i8x16_u(x), i16x8.extend_high_i8x16_u(y));
    sum = i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
  }
  let total =
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
  for (; c < <usize>columns; c++) {
    const d = <i32>load<u8>(a + c) - <i32>load<u8>(b + c);
    total += d * d;
  }
  return total;
}
