import { squaredDistance } from '../distances/exact.as';
import { tileWithin } from '../distances/tile.as';
import { append, finishRow } from './select.as';

// Candidate search for nearest neighbours: all pairs of rows by integer dot products, each pair computed once.

/** Bytes of packed candidate rows kept in the first-level cache while query rows stream past them. */
const CHUNK_BYTES: i32 = 24576;

/** Panels of candidate rows that fit there at most. */
const PANELS: i32 = 256;
/** Scratch of a thread: a tile, and the panels left after a look at the leading columns. */
const SCRATCH: usize = 128 + PANELS * 4;

/**
 * Squared distances between two blocks of rows, and the `keep` nearest candidates of each row so far.
 *
 * packed: i16 rows in panels of 8: for each pair of columns, 8 rows × 2 values; norms: i32 Σx²; headNorms: the same over the
 * first `head` columns, which are looked at first: most rows are too far in them alone. ids: u32, the rows' own numbers, by
 * which ties are decided. Every value must keep ‖x‖² below 2²⁹, so that i32 never overflows. pairs: u32 (query block,
 * candidate block, both): with `both` the candidates' lists take the pair too. Lists: see `append`. `self` = 1 leaves a row
 * out of its own list. scratch: 1152 bytes per thread. Parallel over pairs; pairs of one call must not share a block they
 * write to.
 */
export function knnPairs(
  block: i32,
  thread: i32,
  pairs: usize,
  queries: usize,
  queryNorms: usize,
  queryHeadNorms: usize,
  queryIds: usize,
  queryRows: i32,
  packed: usize,
  norms: usize,
  headNorms: usize,
  ids: usize,
  rows: i32,
  columns: i32,
  head: i32,
  blockRows: i32,
  keys: usize,
  counts: usize,
  limits: usize,
  capacity: i32,
  keep: i32,
  self: i32,
  scratch: usize,
): void {
  const pair = pairs + <usize>block * 12;
  const both = load<u32>(pair, 8) != 0;
  const fromQuery = <i32>load<u32>(pair) * blockRows;
  const toQuery = min((queryRows + 7) & ~7, fromQuery + blockRows);
  const fromRow = <i32>load<u32>(pair, 4) * blockRows;
  const toRow = min((rows + 7) & ~7, fromRow + blockRows);
  const panelBytes = columns * 16;
  const chunk = min(PANELS, max(2, CHUNK_BYTES / panelBytes)) * 8;
  const tile = scratch + <usize>thread * SCRATCH;
  const left = tile + 128;
  const none = i32x4.splat(-1);
  for (let first = fromRow; first < toRow; first += chunk) {
    const last = min(toRow, first + chunk);
    for (let q = fromQuery; q < toQuery; q += 4) {
      const query = queries + <usize>(q >> 3) * panelBytes + ((q & 4) << 2);
      const ownLimits = limits + (<usize>q << 2);
      const ownNorms = queryNorms + (<usize>q << 2);
      let panels = 0;
      if (head) {
        for (let r = first; r < last; r += 8) {
          const farthest = limits + (<usize>r << 2);
          const low = both ? v128.load(farthest) : none;
          const high = both ? v128.load(farthest, 16) : none;
          const panel = packed + <usize>(r >> 3) * panelBytes;
          const ownHeads = queryHeadNorms + (<usize>q << 2);
          // Without a branch: whether a panel is left cannot be foreseen.
          store<i32>(left + (<usize>panels << 2), r);
          panels += <i32>tileWithin(query, panel, head << 4, ownHeads, headNorms + (<usize>r << 2), tile, false, ownLimits, low, high);
        }
      } else {
        for (let r = first; r < last; r += 8, panels++) store<i32>(left + (<usize>panels << 2), r);
      }
      for (let p = 0; p < panels; p++) {
        const r = load<i32>(left + (<usize>p << 2));
        const farthest = limits + (<usize>r << 2);
        const limitLow = both ? v128.load(farthest) : none;
        const limitHigh = both ? v128.load(farthest, 16) : none;
        const panel = packed + <usize>(r >> 3) * panelBytes;
        if (!tileWithin(query, panel, panelBytes, ownNorms, norms + (<usize>r << 2), tile, true, ownLimits, limitLow, limitHigh)) continue;
        for (let i = 0; i < 4; i++) {
          const low = v128.load(tile + (i << 5));
          const high = v128.load(tile + (i << 5), 16);
          const limit = v128.load32_splat(ownLimits + (i << 2));
          let near = i32x4.bitmask(i32x4.le_s(low, limit)) | (i32x4.bitmask(i32x4.le_s(high, limit)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            const row = r + lane;
            if (row < rows && !(self && row == q + i)) {
              const id = load<u32>(ids + (<usize>row << 2));
              append(q + i, load<u32>(tile + (i << 5) + (lane << 2)), id, keys, counts, limits, capacity, keep);
            }
          }
          if (!both || q + i >= queryRows) continue;
          near = i32x4.bitmask(i32x4.le_s(low, limitLow)) | (i32x4.bitmask(i32x4.le_s(high, limitHigh)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            const id = load<u32>(queryIds + (<usize>(q + i) << 2));
            append(r + lane, load<u32>(tile + (i << 5) + (lane << 2)), id, keys, counts, limits, capacity, keep);
          }
        }
      }
    }
  }
}

/** Rows per block of `knnHeadNorms`. */
const NORM_ROWS: i32 = 256;

/** out[r] = Σ of the squares of the first `head` columns of packed row r (i32). Parallel over blocks of 256 rows. */
export function knnHeadNorms(block: i32, _thread: i32, packed: usize, rows: i32, columns: i32, head: i32, out: usize): void {
  const last = min(rows, (block + 1) * NORM_ROWS);
  for (let r = block * NORM_ROWS; r < last; r += 8) {
    const panel = packed + <usize>(r >> 3) * (<usize>columns << 4);
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    for (let at: usize = 0; at < <usize>head << 4; at += 32) {
      const a = v128.load(panel + at);
      const b = v128.load(panel + at, 16);
      low = i32x4.add(low, i32x4.dot_i16x8_s(a, a));
      high = i32x4.add(high, i32x4.dot_i16x8_s(b, b));
    }
    v128.store(out + (<usize>r << 2), low);
    v128.store(out + (<usize>r << 2), high, 16);
  }
}

/** Rows per block of `knnFinish`. */
const FINISH_ROWS: i32 = 64;

/**
 * Sorts each row's candidates and writes the k nearest: outIndices u32, outSquares f64 (queryRows × k), and in `bounds`
 * (i32) the search distance that every row *not* among the candidates reaches at least (−1: all rows were candidates).
 * kind 0 takes the search distances as exact; 1, 2, 3 compute them anew from u8, f32, f64 values, row-major
 * (× columns) in `query` and `data`. Lists are in the order of queryIds, outputs in the rows' own. Parallel over blocks of 64.
 */
export function knnFinish(
  block: i32,
  _thread: i32,
  keys: usize,
  counts: usize,
  capacity: i32,
  keep: i32,
  k: i32,
  kind: i32,
  query: usize,
  data: usize,
  columns: i32,
  queryIds: usize,
  queryRows: i32,
  outIndices: usize,
  outSquares: usize,
  bounds: usize,
): void {
  const last = min(queryRows, (block + 1) * FINISH_ROWS);
  for (let place = block * FINISH_ROWS; place < last; place++) {
    const list = keys + <usize>place * (<usize>capacity << 3);
    const seen = load<i32>(counts + (<usize>place << 2));
    const row = load<u32>(queryIds + (<usize>place << 2));
    const count = finishRow(list, seen, keep);
    const full = count == keep;
    store<i32>(bounds + (<usize>row << 2), full ? <i32>(load<u64>(list + (<usize>(keep - 1) << 3)) >> 32) : -1);
    const indices = outIndices + <usize>row * (<usize>k << 2);
    const squares = outSquares + <usize>row * (<usize>k << 3);
    let filled = 0;
    for (let c = 0; c < count; c++) {
      const key = load<u64>(list + (<usize>c << 3));
      const index = <u32>key;
      if (kind == 0) {
        if (c == k) break;
        store<u32>(indices + (<usize>c << 2), index);
        store<f64>(squares + (<usize>c << 3), <f64>(key >> 32));
      } else {
        filled = insert(indices, squares, filled, k, index, squaredDistance(kind, query, row, data, index, columns));
      }
    }
  }
}

/**
 * The k nearest rows of the query rows listed in `list` (u32, one per block), each by comparing with all rows directly
 * in double precision; same outputs as `knnFinish`.
 */
export function knnScanRows(
  block: i32,
  _thread: i32,
  list: usize,
  k: i32,
  kind: i32,
  query: usize,
  data: usize,
  columns: i32,
  rows: i32,
  self: i32,
  outIndices: usize,
  outSquares: usize,
): void {
  const row = load<u32>(list + (<usize>block << 2));
  const indices = outIndices + <usize>row * (<usize>k << 2);
  const squares = outSquares + <usize>row * (<usize>k << 3);
  let filled = 0;
  for (let index: u32 = 0; index < <u32>rows; index++) {
    if (self && index == row) continue;
    filled = insert(indices, squares, filled, k, index, squaredDistance(kind, query, row, data, index, columns));
  }
}

/** Puts (square, index) into a list sorted by both, of at most k; returns its new length. */
function insert(indices: usize, squares: usize, filled: i32, k: i32, index: u32, square: f64): i32 {
  let place = filled;
  if (filled == k) {
    place = k - 1;
    const worst = load<f64>(squares + (<usize>place << 3));
    if (square > worst || (square == worst && index > load<u32>(indices + (<usize>place << 2)))) return k;
  }
  for (; place > 0; place--) {
    const at = squares + (<usize>(place - 1) << 3);
    const other = load<f64>(at);
    const otherIndex = load<u32>(indices + (<usize>(place - 1) << 2));
    if (other < square || (other == square && otherIndex < index)) break;
    store<f64>(at, other, 8);
    store<u32>(indices + (<usize>place << 2), otherIndex);
  }
  store<f64>(squares + (<usize>place << 3), square);
  store<u32>(indices + (<usize>place << 2), index);
  return min(k, filled + 1);
}
