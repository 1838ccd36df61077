// From raw rows (u8, f32 or f64, `cols` values each) to samples: means and variances, then the columns that matter.

/** Rows per block of `kmeansPack`. */
const ROWS: i32 = 64;
/** Columns per block of `kmeansMoments`. */
const COLUMNS: i32 = 64;

/** sums += d, squares += d². */
// @ts-ignore: decorator
@inline
function addPair(d: v128, sums: usize, squares: usize): void {
  v128.store(sums, f64x2.add(v128.load(sums), d));
  v128.store(squares, f64x2.add(v128.load(squares), f64x2.mul(d, d)));
}

// @ts-ignore: decorator
@inline
function moments<T>(block: i32, raw: usize, rows: i32, cols: i32, first: usize, sums: usize, squares: usize): void {
  const from = block * COLUMNS;
  const to = min(cols, from + COLUMNS);
  for (let r = 0; r < rows; r++) {
    const x = raw + <usize>(r * cols) * sizeof<T>();
    let c = from;
    if (sizeof<T>() == 1) {
      for (; c + 4 <= to; c += 4) {
        const at = <usize>c << 3;
        const whole = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(x + c)));
        const low = f64x2.convert_low_i32x4_s(whole);
        const high = f64x2.convert_low_i32x4_s(i64x2.shuffle(whole, whole, 1, 0));
        addPair(f64x2.sub(low, v128.load(first + at)), sums + at, squares + at);
        addPair(f64x2.sub(high, v128.load(first + at, 16)), sums + at + 16, squares + at + 16);
      }
    } else if (sizeof<T>() == 4) {
      for (; c + 2 <= to; c += 2) {
        const at = <usize>c << 3;
        const pair = f64x2.promote_low_f32x4(v128.load64_zero(x + (<usize>c << 2)));
        addPair(f64x2.sub(pair, v128.load(first + at)), sums + at, squares + at);
      }
    } else {
      for (; c + 2 <= to; c += 2) {
        const at = <usize>c << 3;
        addPair(f64x2.sub(v128.load(x + at), v128.load(first + at)), sums + at, squares + at);
      }
    }
    for (; c < to; c++) {
      const at = <usize>c << 3;
      const d = <f64>load<T>(x + <usize>c * sizeof<T>()) - load<f64>(first + at);
      store<f64>(sums + at, load<f64>(sums + at) + d);
      store<f64>(squares + at, load<f64>(squares + at) + d * d);
    }
  }
}

/**
 * Adds Σ (x − first) and Σ (x − first)² of `rows` raw rows to sums and squares; all three f64 (cols). Rows in order. Parallel over
 * blocks of 64 columns.
 */
export function kmeansMoments(
  block: i32, _thread: i32, storage: i32, raw: usize, rows: i32, cols: i32, first: usize, sums: usize, squares: usize,
): void {
  if (storage == 1) moments<u8>(block, raw, rows, cols, first, sums, squares);
  else if (storage == 2) moments<f32>(block, raw, rows, cols, first, sums, squares);
  else moments<f64>(block, raw, rows, cols, first, sums, squares);
}

// @ts-ignore: decorator
@inline
function pack<T, U>(
  block: i32, raw: usize, rows: i32, cols: i32, columns: usize, count: i32, offsets: usize, shift: usize, to: usize, stride: i32,
  norms: usize, maxima: usize,
): void {
  const last = min(rows, (block + 1) * ROWS);
  let most: f64 = 0;
  for (let r = block * ROWS; r < last; r++) {
    const x = raw + <usize>(r * cols) * sizeof<T>();
    const row = to + <usize>r * stride * sizeof<U>();
    let whole: i32 = 0;
    let square: f64 = 0;
    for (let i: usize = 0; i < <usize>count; i++) {
      const at = x + <usize>load<u32>(columns + (i << 2)) * sizeof<T>();
      if (sizeof<U>() == 1) {
        const value = <i32>load<T>(at);
        store<u8>(row + i, <u8>value);
        whole += value * (value - 2 * <i32>load<f64>(shift + (i << 3)));
      } else {
        const value = <f64>load<T>(at) - load<f64>(offsets + (i << 3));
        store<U>(row + i * sizeof<U>(), <U>value);
        square += value * value;
      }
    }
    if (sizeof<U>() == 1) {
      store<i32>(norms + (<usize>r << 2), whole);
      square = <f64>whole;
    }
    most = r == block * ROWS ? square : max(most, square);
  }
  store<f64>(maxima + (<usize>block << 3), most);
}

/**
 * Takes `count` columns of raw rows, less their offsets, to samples of `stride` values; of bytes that stay bytes (kind 1) also
 * norms ‖x‖² − 2·x·shift, i32 (rows). columns: u32; offsets, shift: f64 (count). maxima: f64, each block's largest ‖x‖², of bytes its
 * largest norm. Parallel over blocks of 64 rows.
 */
export function kmeansPack(
  block: i32, _thread: i32, storage: i32, kind: i32, raw: usize, rows: i32, cols: i32, columns: usize, count: i32, offsets: usize,
  shift: usize, to: usize, stride: i32, norms: usize, maxima: usize,
): void {
  if (kind == 1) pack<u8, u8>(block, raw, rows, cols, columns, count, offsets, shift, to, stride, norms, maxima);
  else if (storage == 1) pack<u8, f32>(block, raw, rows, cols, columns, count, offsets, shift, to, stride, norms, maxima);
  else if (storage == 2) pack<f32, f32>(block, raw, rows, cols, columns, count, offsets, shift, to, stride, norms, maxima);
  else pack<f64, f64>(block, raw, rows, cols, columns, count, offsets, shift, to, stride, norms, maxima);
}
