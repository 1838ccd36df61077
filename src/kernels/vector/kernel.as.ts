import { madd, sumLanes } from '../runtime/simd.as';

// Small vector operations that larger methods share.

/** Rows per block of `dotRows`. */
const ROWS: i32 = 256;

/**
 * out[r] = Σ_c X[r,c]·v[c] for the rows of one block. X: f32 (rows × stride), stride a multiple of 4, padded with
 * zeros; v: f32 (stride). Parallel over blocks of 256 rows.
 */
export function dotRows(
  block: i32,
  _thread: i32,
  X: usize,
  v: usize,
  out: usize,
  rows: i32,
  stride: i32,
): void {
  const first = block * ROWS;
  const last = min(rows, first + ROWS);
  const bytes = (<usize>stride) << 2;
  for (let r = first; r < last; r++) {
    const row = X + <usize>r * bytes;
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16)
      sum = madd(v128.load(row + i), v128.load(v + i), sum);
    store<f32>(out + ((<usize>r) << 2), sumLanes(sum));
  }
}
