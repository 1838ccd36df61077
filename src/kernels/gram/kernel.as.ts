// Products of a matrix with its own transpose, and of its rows with a few vectors.

/** Features per block of `gramWhole` and `gramPackWhole`; values of the packed forms below. */
const PANEL: i32 = 8;

/**
 * Packs samples `from … from + count − 1` of X, u8 (rows × columns), for `gramWhole`: panels of 8 features; for each two
 * samples, 8 features × 2 values of 16 bits. Adds the features' sums to `sums` (i32, padded to 8). X must be readable for 8
 * bytes beyond its end; `count` is rounded up to even with zeros. Parallel over panels.
 */
export function gramPackWhole(
  block: i32,
  _thread: i32,
  X: usize,
  columns: i32,
  from: i32,
  count: i32,
  packed: usize,
  sums: usize,
): void {
  const pairs = (count + 1) >> 1;
  let to = packed + <usize>block * pairs * 32;
  const first = block * PANEL;
  const kept = min(PANEL, columns - first);
  const mask: u64 = kept == 8 ? ~(<u64>0) : ((<u64>1) << (<u64>kept << 3)) - 1;
  const ones = i16x8.splat(1);
  const sum = sums + (<usize>first << 2);
  let low = v128.load(sum);
  let high = v128.load(sum, 16);
  for (let s = 0; s < count; s += 2, to += 32) {
    const row = X + <usize>(from + s) * columns + first;
    const a = i64x2.replace_lane(i64x2.splat(0), 0, load<u64>(row) & mask);
    const next = s + 1 < count ? load<u64>(row + <usize>columns) & mask : 0;
    const b = i64x2.replace_lane(i64x2.splat(0), 0, next);
    const both = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const left = i16x8.extend_low_i8x16_u(both);
    const right = i16x8.extend_high_i8x16_u(both);
    v128.store(to, left);
    v128.store(to, right, 16);
    low = i32x4.add(low, i32x4.dot_i16x8_s(left, ones));
    high = i32x4.add(high, i32x4.dot_i16x8_s(right, ones));
  }
  v128.store(sum, low);
  v128.store(sum, high, 16);
}

/**
 * gram[i][j] += Σ_s x_si·x_sj for the features i of one panel and all j of the same or later panels; gram is f64,
 * (padded × padded) with the features padded to 8. Exact: at most 33,025 samples of u8 fit an i32, and whole numbers
 * below 2⁵³ an f64. Parallel over panels.
 */
export function gramWhole(block: i32, _thread: i32, packed: usize, pairs: i32, panels: i32, gram: usize): void {
  const panelBytes = <usize>pairs << 5;
  const stride = <usize>panels << 6;
  for (let half = 0; half < 2; half++) {
    const left = packed + <usize>block * panelBytes + (half << 4);
    const out = gram + <usize>(block * PANEL + half * 4) * stride;
    for (let panel = block; panel < panels; panel++) {
      let right = packed + <usize>panel * panelBytes;
      let a0 = i32x4.splat(0), a1 = i32x4.splat(0), b0 = i32x4.splat(0), b1 = i32x4.splat(0);
      let c0 = i32x4.splat(0), c1 = i32x4.splat(0), d0 = i32x4.splat(0), d1 = i32x4.splat(0);
      const end = right + panelBytes;
      for (let x = left; right < end; right += 32, x += 32) {
        const low = v128.load(right);
        const high = v128.load(right, 16);
        let v = v128.load32_splat(x);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, low));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, high));
        v = v128.load32_splat(x, 4);
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, low));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, high));
        v = v128.load32_splat(x, 8);
        c0 = i32x4.add(c0, i32x4.dot_i16x8_s(v, low));
        c1 = i32x4.add(c1, i32x4.dot_i16x8_s(v, high));
        v = v128.load32_splat(x, 12);
        d0 = i32x4.add(d0, i32x4.dot_i16x8_s(v, low));
        d1 = i32x4.add(d1, i32x4.dot_i16x8_s(v, high));
      }
      const to = out + (<usize>panel << 6);
      addWhole(to, a0, a1);
      addWhole(to + stride, b0, b1);
      addWhole(to + stride * 2, c0, c1);
      addWhole(to + stride * 3, d0, d1);
    }
  }
}

// @ts-ignore: decorator
@inline
function addWhole(to: usize, low: v128, high: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.convert_low_i32x4_s(low)));
  low = i64x2.shuffle(low, low, 1, 0);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.convert_low_i32x4_s(low)), 16);
  v128.store(to, f64x2.add(v128.load(to, 32), f64x2.convert_low_i32x4_s(high)), 32);
  high = i64x2.shuffle(high, high, 1, 0);
  v128.store(to, f64x2.add(v128.load(to, 48), f64x2.convert_low_i32x4_s(high)), 48);
}

/**
 * gram[i][j] += Σ_s x_si·x_sj in f64 for the 4 features i of one panel and all j of the same or later panels. packed:
 * panels of 4 features, for each sample 4 f64; gram: f64 (4·panels)². Samples are added in order. Parallel over panels.
 */
export function gramDouble(block: i32, _thread: i32, packed: usize, samples: i32, panels: i32, gram: usize): void {
  const panelBytes = <usize>samples << 5;
  const stride = <usize>panels << 5;
  const left = packed + <usize>block * panelBytes;
  for (let panel = block; panel < panels; panel++) {
    let right = packed + <usize>panel * panelBytes;
    const to = gram + <usize>block * 4 * stride + (<usize>panel << 5);
    let a0 = f64x2.splat(0), a1 = f64x2.splat(0), b0 = f64x2.splat(0), b1 = f64x2.splat(0);
    let c0 = f64x2.splat(0), c1 = f64x2.splat(0), d0 = f64x2.splat(0), d1 = f64x2.splat(0);
    const end = right + panelBytes;
    for (let x = left; right < end; right += 32, x += 32) {
      const low = v128.load(right);
      const high = v128.load(right, 16);
      let v = v128.load64_splat(x);
      a0 = f64x2.add(a0, f64x2.mul(v, low));
      a1 = f64x2.add(a1, f64x2.mul(v, high));
      v = v128.load64_splat(x, 8);
      b0 = f64x2.add(b0, f64x2.mul(v, low));
      b1 = f64x2.add(b1, f64x2.mul(v, high));
      v = v128.load64_splat(x, 16);
      c0 = f64x2.add(c0, f64x2.mul(v, low));
      c1 = f64x2.add(c1, f64x2.mul(v, high));
      v = v128.load64_splat(x, 24);
      d0 = f64x2.add(d0, f64x2.mul(v, low));
      d1 = f64x2.add(d1, f64x2.mul(v, high));
    }
    addDouble(to, a0, a1);
    addDouble(to + stride, b0, b1);
    addDouble(to + stride * 2, c0, c1);
    addDouble(to + stride * 3, d0, d1);
  }
}

// @ts-ignore: decorator
@inline
function addDouble(to: usize, low: v128, high: v128): void {
  v128.store(to, f64x2.add(v128.load(to), low));
  v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
}

/** Rows per block of the products below. */
const ROWS: i32 = 64;

/**
 * out[r][j] = base[j] + Σ_c x_rc·W[c][j] in f64 for the rows of one block; W: f64 (columns × stride), base: f64 (stride),
 * out: f64 (rows × stride), stride a multiple of 4. Zeros of X cost next to nothing. Parallel over blocks of 64 rows.
 */
// @ts-ignore: decorator
@inline
function project<T>(block: i32, X: usize, rows: i32, columns: i32, W: usize, base: usize, stride: i32, out: usize): void {
  const last = min(rows, (block + 1) * ROWS);
  const rowBytes = <usize>stride << 3;
  const width = <usize>columns * sizeof<T>();
  for (let r = block * ROWS; r < last; r++) {
    const row = X + <usize>r * width;
    const to = out + <usize>r * rowBytes;
    let j: usize = 0;
    for (; j + 96 <= rowBytes; j += 96) {
      let s0 = v128.load(base + j), s1 = v128.load(base + j, 16), s2 = v128.load(base + j, 32);
      let s3 = v128.load(base + j, 48), s4 = v128.load(base + j, 64), s5 = v128.load(base + j, 80);
      let w = W + j;
      for (let at: usize = 0; at < width; at += sizeof<T>(), w += rowBytes) {
        const value = load<T>(row + at);
        if (value == 0) continue;
        const x = f64x2.splat(<f64>value);
        s0 = f64x2.add(s0, f64x2.mul(x, v128.load(w)));
        s1 = f64x2.add(s1, f64x2.mul(x, v128.load(w, 16)));
        s2 = f64x2.add(s2, f64x2.mul(x, v128.load(w, 32)));
        s3 = f64x2.add(s3, f64x2.mul(x, v128.load(w, 48)));
        s4 = f64x2.add(s4, f64x2.mul(x, v128.load(w, 64)));
        s5 = f64x2.add(s5, f64x2.mul(x, v128.load(w, 80)));
      }
      v128.store(to + j, s0);
      v128.store(to + j, s1, 16);
      v128.store(to + j, s2, 32);
      v128.store(to + j, s3, 48);
      v128.store(to + j, s4, 64);
      v128.store(to + j, s5, 80);
    }
    for (; j < rowBytes; j += 32) {
      let s0 = v128.load(base + j), s1 = v128.load(base + j, 16);
      let w = W + j;
      for (let at: usize = 0; at < width; at += sizeof<T>(), w += rowBytes) {
        const value = load<T>(row + at);
        if (value == 0) continue;
        const x = f64x2.splat(<f64>value);
        s0 = f64x2.add(s0, f64x2.mul(x, v128.load(w)));
        s1 = f64x2.add(s1, f64x2.mul(x, v128.load(w, 16)));
      }
      v128.store(to + j, s0);
      v128.store(to + j, s1, 16);
    }
  }
}

/** `project` for u8 rows. */
export function projectBytes(block: i32, _thread: i32, X: usize, rows: i32, columns: i32, W: usize, base: usize, stride: i32, out: usize): void {
  project<u8>(block, X, rows, columns, W, base, stride, out);
}

/** `project` for f32 rows. */
export function projectSingles(block: i32, _thread: i32, X: usize, rows: i32, columns: i32, W: usize, base: usize, stride: i32, out: usize): void {
  project<f32>(block, X, rows, columns, W, base, stride, out);
}

/** `project` for f64 rows. */
export function projectDoubles(block: i32, _thread: i32, X: usize, rows: i32, columns: i32, W: usize, base: usize, stride: i32, out: usize): void {
  project<f64>(block, X, rows, columns, W, base, stride, out);
}
