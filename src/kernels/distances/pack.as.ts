// Rows as whole numbers of 16 bits, in the panels that distances are computed from.

/** Rows per block. */
const ROWS: i32 = 64;

/**
 * Packs nearest((x − offset)·factor) of the rows listed in `ids` (u32): panels of 8 rows; for each pair of columns, 8 rows × 2
 * values. X: row-major (× cols); columns: u32 (used), taken in this order; offsets: f64 (used). norms: i32 (rows), Σ value².
 * errors: f64 (blocks), the largest squared rounding error of a row.
 * Parallel over blocks of 64 rows.
 */
// @ts-ignore: decorator
@inline
function pack<T>(
  block: i32,
  X: usize,
  cols: i32,
  ids: usize,
  rows: i32,
  columns: usize,
  offsets: usize,
  factor: f64,
  used: i32,
  packed: usize,
  pairs: i32,
  norms: usize,
  errors: usize,
): void {
  const last = min(rows, (block + 1) * ROWS);
  let worst: f64 = 0;
  for (let r = block * ROWS; r < last; r++) {
    const row = X + <usize>load<u32>(ids + (<usize>r << 2)) * <usize>cols * sizeof<T>();
    const to = packed + <usize>(r >> 3) * (<usize>pairs << 5) + ((r & 7) << 2);
    let norm: i32 = 0;
    let error: f64 = 0;
    for (let c = 0; c < used; c++) {
      const stored = <f64>load<T>(row + <usize>load<u32>(columns + (<usize>c << 2)) * sizeof<T>());
      const wanted = (stored - load<f64>(offsets + (<usize>c << 3))) * factor;
      const value = nearest(wanted);
      store<i16>(to + (<usize>(c >> 1) << 5) + ((c & 1) << 1), <i16>value);
      norm += <i32>value * <i32>value;
      error += (wanted - value) * (wanted - value);
    }
    store<i32>(norms + (<usize>r << 2), norm);
    worst = max(worst, error);
  }
  store<f64>(errors + (<usize>block << 3), worst);
}

/** `pack` for u8 rows. */
export function packBytes(block: i32, _thread: i32, X: usize, cols: i32, ids: usize, rows: i32, columns: usize, offsets: usize, factor: f64, used: i32, packed: usize, pairs: i32, norms: usize, errors: usize): void {
  pack<u8>(block, X, cols, ids, rows, columns, offsets, factor, used, packed, pairs, norms, errors);
}

/** `pack` for f32 rows. */
export function packSingles(block: i32, _thread: i32, X: usize, cols: i32, ids: usize, rows: i32, columns: usize, offsets: usize, factor: f64, used: i32, packed: usize, pairs: i32, norms: usize, errors: usize): void {
  pack<f32>(block, X, cols, ids, rows, columns, offsets, factor, used, packed, pairs, norms, errors);
}

/** `pack` for f64 rows. */
export function packDoubles(block: i32, _thread: i32, X: usize, cols: i32, ids: usize, rows: i32, columns: usize, offsets: usize, factor: f64, used: i32, packed: usize, pairs: i32, norms: usize, errors: usize): void {
  pack<f64>(block, X, cols, ids, rows, columns, offsets, factor, used, packed, pairs, norms, errors);
}
