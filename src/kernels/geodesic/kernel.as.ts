// Products with K = −½·D∘D, the matrix classical scaling takes its eigenvectors from, without ever storing it: D is
// the f32 matrix of distances (n × n), and each entry is squared in f64 on the way.

/** Rows per block. */
const ROWS: i32 = 32;

/** out[r] = Σ_c K[r,c]·x[c] for the rows of one block. x, out: f64 (n). Parallel over blocks of 32 rows. */
export function scaledSquaresProduct(block: i32, _thread: i32, D: usize, x: usize, out: usize, n: i32): void {
  const last = min(n, (block + 1) * ROWS);
  const columns = <usize>n;
  const whole = columns & ~3;
  for (let r = block * ROWS; r < last; r++) {
    const row = D + <usize>r * columns * 4;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let c: usize = 0; c < whole; c += 4) {
      const four = v128.load(row + (c << 2));
      const a = f64x2.promote_low_f32x4(four);
      const b = f64x2.promote_low_f32x4(v128.shuffle<i64>(four, four, 1, 0));
      low = f64x2.add(low, f64x2.mul(f64x2.mul(a, a), v128.load(x + (c << 3))));
      high = f64x2.add(high, f64x2.mul(f64x2.mul(b, b), v128.load(x + (c << 3), 16)));
    }
    const sum = f64x2.add(low, high);
    let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    for (let c = whole; c < columns; c++) {
      const distance = <f64>load<f32>(row + (c << 2));
      total += distance * distance * load<f64>(x + (c << 3));
    }
    store<f64>(out + ((<usize>r) << 3), -0.5 * total);
  }
}

/**
 * out[r] = Σ_c (K[r,c] − means[r] − means[c] + grand)², the squared length of row r of the centred matrix. means: the
 * row (and, by symmetry, column) means of K, f64 (n). Parallel over blocks of 32 rows.
 */
export function centredSquaresNorms(
  block: i32,
  _thread: i32,
  D: usize,
  means: usize,
  grand: f64,
  out: usize,
  n: i32,
): void {
  const last = min(n, (block + 1) * ROWS);
  const columns = <usize>n;
  for (let r = block * ROWS; r < last; r++) {
    const row = D + <usize>r * columns * 4;
    const shift = grand - load<f64>(means + ((<usize>r) << 3));
    let sum: f64 = 0;
    for (let c: usize = 0; c < columns; c++) {
      const distance = <f64>load<f32>(row + (c << 2));
      const entry = shift - 0.5 * distance * distance - load<f64>(means + (c << 3));
      sum += entry * entry;
    }
    store<f64>(out + ((<usize>r) << 3), sum);
  }
}
