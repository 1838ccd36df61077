// Dense affinities and their product with class weights, and what label spreading and label propagation make of such a
// product. All f64: exp(−γd²) reaches far below what f32 can hold, and
// label propagation rescales even the smallest of them to a full label.

/** Rows per block of the dense matrix. */
const ROWS: i32 = 8;
/** Rows per block of a step that comes after a product. */
const STEP_ROWS: i32 = 256;

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

/**
 * Label spreading after product = W·scaled: F' = alpha·product / root + (1 − alpha)·Y, Y one-hot by `given`, and scaled =
 * F' / root for the next product. partial[block] = Σ |F' − F|. given: i32 (rows), −1 without a label; roots: f64 (rows),
 * √ of the degrees; the others f64 (rows × stride). Parallel over blocks of 256 rows.
 */
export function spreadingStep(
  block: i32,
  _thread: i32,
  product: usize,
  F: usize,
  scaled: usize,
  given: usize,
  roots: usize,
  alpha: f64,
  partial: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * STEP_ROWS);
  const alphas = f64x2.splat(alpha);
  const clamped = f64x2.splat(1 - alpha);
  let change = f64x2.splat(0);
  for (let r = block * STEP_ROWS; r < last; r++) {
    const row = <usize>r * bytes;
    const root = v128.load64_splat(roots + ((<usize>r) << 3));
    const label = i64x2.splat(<i64>load<i32>(given + ((<usize>r) << 2)));
    let columns = i64x2(0, 1);
    for (let i = row; i < row + bytes; i += 16) {
      const own = v128.and(i64x2.eq(label, columns), clamped);
      const spread = f64x2.mul(alphas, f64x2.div(v128.load(product + i), root));
      const value = f64x2.add(spread, own);
      change = f64x2.add(change, f64x2.abs(f64x2.sub(value, v128.load(F + i))));
      v128.store(F + i, value);
      v128.store(scaled + i, f64x2.div(value, root));
      columns = i64x2.add(columns, i64x2.splat(2));
    }
  }
  store<f64>(
    partial + ((<usize>block) << 3),
    f64x2.extract_lane(change, 0) + f64x2.extract_lane(change, 1),
  );
}

/**
 * Label propagation after product = W·F: where no label is given F' = (product + own·F) scaled to sum 1, zeros staying
 * zeros; given rows keep their F. partial[block] = Σ |F' − F|. `own`: f64 (rows), weights of rows to themselves; the rest
 * as above.
 */
export function propagationStep(
  block: i32,
  _thread: i32,
  product: usize,
  F: usize,
  given: usize,
  own: usize,
  partial: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * STEP_ROWS);
  let change = f64x2.splat(0);
  for (let r = block * STEP_ROWS; r < last; r++) {
    if (load<i32>(given + ((<usize>r) << 2)) >= 0) continue;
    const row = <usize>r * bytes;
    const weight = load<f64>(own + ((<usize>r) << 3));
    let sum: f64 = 0;
    for (let i = row; i < row + bytes; i += 8) {
      const value = load<f64>(product + i) + weight * load<f64>(F + i);
      store<f64>(product + i, value);
      sum += value;
    }
    const divisor = f64x2.splat(sum == 0 ? 1 : sum);
    for (let i = row; i < row + bytes; i += 16) {
      const value = f64x2.div(v128.load(product + i), divisor);
      change = f64x2.add(change, f64x2.abs(f64x2.sub(value, v128.load(F + i))));
      v128.store(F + i, value);
    }
  }
  store<f64>(
    partial + ((<usize>block) << 3),
    f64x2.extract_lane(change, 0) + f64x2.extract_lane(change, 1),
  );
}
