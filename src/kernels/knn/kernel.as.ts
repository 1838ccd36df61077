import { squaredDistance } from '../distances/exact.as';
import { distanceTile } from '../distances/tile.as';
import { append, finishRow } from './select.as';

// Candidate search for nearest neighbours: all pairs of rows by integer dot products, each pair computed once.

/** Bytes of packed candidate rows kept in the first-level cache while query rows stream past them. */
const CHUNK_BYTES: i32 = 24576;

/**
 * Squared distances between two blocks of rows, and the `keep` nearest candidates of each row so far.
 *
 * packed: i16 rows in panels of 8: for each pair of columns, 8 rows × 2 values. norms: i32 Σx². Every value must keep
 * ‖x‖² below 2²⁹, so that i32 never overflows. pairs: u32 (query block, candidate block, both): with `both` the
 * candidates' lists take the pair too. Lists: see `append`. `self` = 1 leaves a row out of its own list.
 * scratch: 128 bytes per thread. Parallel over pairs; pairs of one call must not share a block they write to.
 */
export function knnPairs(
  block: i32,
  thread: i32,
  pairs: usize,
  queries: usize,
  queryNorms: usize,
  queryRows: i32,
  packed: usize,
  norms: usize,
  rows: i32,
  columns: i32,
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
  const chunk = max(2, CHUNK_BYTES / panelBytes) * 8;
  const tile = scratch + <usize>thread * 128;
  const none = i32x4.splat(-1);
  for (let first = fromRow; first < toRow; first += chunk) {
    const last = min(toRow, first + chunk);
    for (let q = fromQuery; q < toQuery; q += 4) {
      const query = queries + <usize>(q >> 3) * panelBytes + ((q & 4) << 2);
      for (let r = first; r < last; r += 8) {
        // Without `both` the candidates have no lists, and no limits to read.
        const farthest = both ? limits + (<usize>r << 2) : limits;
        const limitLow = both ? v128.load(farthest) : none;
        const limitHigh = both ? v128.load(farthest, 16) : none;
        const panel = packed + <usize>(r >> 3) * panelBytes;
        const found = distanceTile(
          query, panel, panelBytes, queryNorms + (<usize>q << 2), norms + (<usize>r << 2), tile,
          true, limits + (<usize>q << 2), limitLow, limitHigh,
        );
        if (!found) continue;
        for (let i = 0; i < 4; i++) {
          const low = v128.load(tile + (i << 5));
          const high = v128.load(tile + (i << 5), 16);
          const limit = v128.load32_splat(limits + (<usize>(q + i) << 2));
          let near = i32x4.bitmask(i32x4.le_s(low, limit)) | (i32x4.bitmask(i32x4.le_s(high, limit)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            const row = r + lane;
            if (row < rows && !(self && row == q + i)) {
              append(q + i, load<u32>(tile + (i << 5) + (lane << 2)), row, keys, counts, limits, capacity, keep);
            }
          }
          if (!both || q + i >= queryRows) continue;
          near = i32x4.bitmask(i32x4.le_s(low, limitLow)) | (i32x4.bitmask(i32x4.le_s(high, limitHigh)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            append(r + lane, load<u32>(tile + (i << 5) + (lane << 2)), q + i, keys, counts, limits, capacity, keep);
          }
        }
      }
    }
  }
}

/** Rows per block of `knnFinish`. */
const FINISH_ROWS: i32 = 64;

/**
 * Sorts each row's candidates and writes the k nearest: outIndices u32, outSquares f64 (queryRows × k), and in `bounds`
 * (i32) the search distance that every row *not* among the candidates reaches at least (−1: all rows were candidates).
 * kind 0 takes the search distances as exact; 1, 2, 3 compute them anew from u8, f32, f64 values, row-major
 * (× columns) in `query` and `data`. Parallel over blocks of 64 query rows.
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
  queryRows: i32,
  outIndices: usize,
  outSquares: usize,
  bounds: usize,
): void {
  const last = min(queryRows, (block + 1) * FINISH_ROWS);
  for (let row = block * FINISH_ROWS; row < last; row++) {
    const list = keys + <usize>row * (<usize>capacity << 3);
    const seen = load<i32>(counts + (<usize>row << 2));
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
