// Dense affinities and their product with class weights. All f64: exp(−γd²) reaches far below what f32 can hold, and
// label propagation rescales even the smallest of them to a full label.

/** Rows per block. */
const ROWS: i32 = 8;

/**
 * out[r,c] = exp(−gamma·‖Q[r] − X[c]‖²), and 0 where r + diagonalFrom = c: pass 0 to leave out each row's weight to
 * itself, a number ≥ columns to keep all. Q: f64 (rows × cols), X: f64 (columns × cols), out: f64 (rows × columns).
 * Parallel over blocks of 8 rows.
 */
export function rbfAffinities(
  block: i32,
  _thread: i32,
  Q: usize,
  X: usize,
  out: usize,
  gamma: f64,
  rows: i32,
  columns: i32,
  cols: i32,
  diagonalFrom: i32,
): void {
  const bytes = (<usize>cols) << 3;
  const whole = bytes & ~15;
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const q = Q + <usize>r * bytes;
    for (let c = 0; c < columns; c++) {
      const at = out + (<usize>r * <usize>columns + <usize>c) * 8;
      if (r + diagonalFrom == c) {
        store<f64>(at, 0);
        continue;
      }
      const x = X + <usize>c * bytes;
      let sums = f64x2.splat(0);
      for (let i: usize = 0; i < whole; i += 16) {
        const difference = f64x2.sub(v128.load(q + i), v128.load(x + i));
        sums = f64x2.add(sums, f64x2.mul(difference, difference));
      }
      let squared = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
      if (whole < bytes) {
        const difference = load<f64>(q + whole) - load<f64>(x + whole);
        squared += difference * difference;
      }
      store<f64>(at, Math.exp(-gamma * squared));
    }
  }
}

/**
 * out[r,:] = Σ_c W[r,c]·F[c,:]. W: f64 (rows × columns); F: f64 (columns × stride); out: f64 (rows × stride); stride
 * even, padded with zeros. Parallel over blocks of 8 rows.
 */
export function denseSpread(
  block: i32,
  _thread: i32,
  W: usize,
  F: usize,
  out: usize,
  rows: i32,
  columns: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const sums = out + <usize>r * bytes;
    memory.fill(sums, 0, bytes);
    for (let c = 0; c < columns; c++) {
      const weight = load<f64>(W + (<usize>r * <usize>columns + <usize>c) * 8);
      if (weight == 0) continue;
      const both = f64x2.splat(weight);
      const f = F + <usize>c * bytes;
      for (let i: usize = 0; i < bytes; i += 16) {
        v128.store(sums + i, f64x2.add(v128.load(sums + i), f64x2.mul(both, v128.load(f + i))));
      }
    }
  }
}
