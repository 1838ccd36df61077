import { distanceTile } from './tile.as';

export { packBytes, packDoubles, packSingles } from './pack.as';

// Squared distances of a few rows to all rows, as a dense block.

/** Query rows per block of both kernels. */
const ROWS: i32 = 4;

/**
 * out[q − from][r] = scale · ‖x_q − x_r‖² in f32, exact before scaling, for q of one block of 4 and all rows r. packed,
 * norms: see tile.as.ts; `from` a multiple of 4; `stride` (a multiple of 8) values per row of out; scratch: 128 bytes
 * per thread. Parallel over blocks.
 */
export function distanceBlockWhole(
  block: i32,
  thread: i32,
  packed: usize,
  norms: usize,
  columns: i32,
  from: i32,
  stride: i32,
  scale: f32,
  out: usize,
  scratch: usize,
): void {
  const panelBytes = columns * 16;
  const q = from + block * ROWS;
  const query = packed + <usize>(q >> 3) * panelBytes + ((q & 4) << 2);
  const tile = scratch + <usize>thread * 128;
  const factor = f32x4.splat(scale);
  for (let r = 0; r < stride; r += 8) {
    distanceTile(query, packed + <usize>(r >> 3) * panelBytes, panelBytes, norms + (<usize>q << 2), norms + (<usize>r << 2), tile);
    for (let i = 0; i < ROWS; i++) {
      const to = out + (<usize>(block * ROWS + i) * stride + r) * 4;
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(v128.load(tile + (i << 5))), factor));
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(v128.load(tile + (i << 5), 16)), factor), 16);
    }
  }
}

/**
 * The same for f32 values by direct differences, so that near rows keep their precision. packed: panels of 4 rows, for
 * each column 4 values; `stride` a multiple of 4.
 */
export function distanceBlockSingle(
  block: i32,
  _thread: i32,
  packed: usize,
  columns: i32,
  from: i32,
  stride: i32,
  scale: f32,
  out: usize,
): void {
  const panelBytes = <usize>columns << 4;
  const factor = f32x4.splat(scale);
  const to = out + <usize>block * ROWS * stride * 4;
  const query = packed + <usize>((from >> 2) + block) * panelBytes;
  for (let r = 0; r < stride; r += 4) {
    const panel = packed + <usize>(r >> 2) * panelBytes;
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    for (let at: usize = 0; at < panelBytes; at += 16) {
      const x = v128.load(panel + at);
      let e = f32x4.sub(x, v128.load32_splat(query + at));
      a = f32x4.add(a, f32x4.mul(e, e));
      e = f32x4.sub(x, v128.load32_splat(query + at, 4));
      b = f32x4.add(b, f32x4.mul(e, e));
      e = f32x4.sub(x, v128.load32_splat(query + at, 8));
      c = f32x4.add(c, f32x4.mul(e, e));
      e = f32x4.sub(x, v128.load32_splat(query + at, 12));
      d = f32x4.add(d, f32x4.mul(e, e));
    }
    const at = to + (<usize>r << 2);
    v128.store(at, f32x4.mul(a, factor));
    v128.store(at + (<usize>stride << 2), f32x4.mul(b, factor));
    v128.store(at + (<usize>stride << 3), f32x4.mul(c, factor));
    v128.store(at + <usize>stride * 12, f32x4.mul(d, factor));
  }
}
