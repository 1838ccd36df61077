import { squaredDistance } from '../distances/exact.as';
import { distanceTile } from '../distances/tile.as';

// Ranks of a few listed rows of each row among all others, by counting the rows that are nearer: nothing is sorted.

/** Rows per block of `listedSquares`. */
const LISTED_ROWS: i32 = 64;
/** Bytes of packed rows kept in the first-level cache while query rows stream past them. */
const CHUNK_BYTES: i32 = 24576;

/**
 * squares[r][i] = squared distance of row r to the row lists[r][i], in double precision. kind, data, columns: as in
 * `squaredDistance`; lists u32 (rows × width), squares f64. Parallel over blocks of 64 rows.
 */
export function listedSquares(
  block: i32,
  _thread: i32,
  kind: i32,
  data: usize,
  columns: i32,
  lists: usize,
  width: i32,
  rows: i32,
  squares: usize,
): void {
  const last = min(rows, (block + 1) * LISTED_ROWS);
  for (let row = block * LISTED_ROWS; row < last; row++) {
    for (let at = row * width; at < (row + 1) * width; at++) {
      const other = load<u32>(lists + (<usize>at << 2));
      store<f64>(squares + (<usize>at << 3), squaredDistance(kind, data, row, data, other, columns));
    }
  }
}

/**
 * Compares each pair of rows of two blocks by their whole-number distance, once, and counts it in the lists of both:
 * counts[r][i] = how many rows are nearer to row r than its listed row i, of equally near ones those of lower index.
 *
 * packed, norms: see `distanceTile`; pairs: u32 (block, block, both), no two of one call sharing a block. For each listed
 * row, i32 (rows × padded, padded a multiple of 4): a distance below `low` is surely nearer, one above `high` surely not,
 * and one between is measured exactly and compared with `squares`. limits: i32, the largest `high` of each row, −1 where
 * there is no row. scratch: 128 bytes per thread. The last parameters are those of `listedSquares`, but for kind 0: the
 * distances are exact as they are. Parallel over pairs.
 */
export function rankPairs(
  block: i32,
  thread: i32,
  pairs: usize,
  packed: usize,
  norms: usize,
  packedColumns: i32,
  blockRows: i32,
  low: usize,
  high: usize,
  limits: usize,
  counts: usize,
  padded: i32,
  scratch: usize,
  kind: i32,
  data: usize,
  columns: i32,
  lists: usize,
  width: i32,
  rows: i32,
  squares: usize,
): void {
  const pair = pairs + <usize>block * 12;
  const both = load<u32>(pair, 8) != 0;
  const fromQuery = <i32>load<u32>(pair) * blockRows;
  const toQuery = min((rows + 7) & ~7, fromQuery + blockRows);
  const fromRow = <i32>load<u32>(pair, 4) * blockRows;
  const toRow = min((rows + 7) & ~7, fromRow + blockRows);
  const panelBytes = packedColumns * 16;
  const chunk = max(2, CHUNK_BYTES / panelBytes) * 8;
  const tile = scratch + <usize>thread * 128;
  for (let first = fromRow; first < toRow; first += chunk) {
    const last = min(toRow, first + chunk);
    for (let q = fromQuery; q < toQuery; q += 4) {
      const query = packed + <usize>(q >> 3) * panelBytes + ((q & 4) << 2);
      for (let r = first; r < last; r += 8) {
        distanceTile(query, packed + <usize>(r >> 3) * panelBytes, panelBytes, norms + (<usize>q << 2), norms + (<usize>r << 2), tile);
        const limitLow = v128.load(limits + (<usize>r << 2));
        const limitHigh = v128.load(limits + (<usize>r << 2), 16);
        for (let i = 0; i < 4; i++) {
          const nearLow = v128.load(tile + (i << 5));
          const nearHigh = v128.load(tile + (i << 5), 16);
          const limit = v128.load32_splat(limits + (<usize>(q + i) << 2));
          let near = i32x4.bitmask(i32x4.le_s(nearLow, limit)) | (i32x4.bitmask(i32x4.le_s(nearHigh, limit)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            const distance = load<i32>(tile + (i << 5) + (lane << 2));
            count(q + i, r + lane, distance, low, high, counts, padded, kind, data, columns, lists, width, rows, squares);
          }
          if (!both) continue;
          near = i32x4.bitmask(i32x4.le_s(nearLow, limitLow)) | (i32x4.bitmask(i32x4.le_s(nearHigh, limitHigh)) << 4);
          while (near) {
            const lane = ctz(near);
            near &= near - 1;
            const distance = load<i32>(tile + (i << 5) + (lane << 2));
            count(r + lane, q + i, distance, low, high, counts, padded, kind, data, columns, lists, width, rows, squares);
          }
        }
      }
    }
  }
}

/** Counts the row `other`, at `distance` from `row`, wherever it is nearer than a listed row of `row`. */
function count(
  row: i32,
  other: i32,
  distance: i32,
  low: usize,
  high: usize,
  counts: usize,
  padded: i32,
  kind: i32,
  data: usize,
  columns: i32,
  lists: usize,
  width: i32,
  rows: i32,
  squares: usize,
): void {
  if (other == row || other >= rows) return;
  const start = (<usize>row * <usize>padded) << 2;
  const end = start + (<usize>padded << 2);
  const all = i32x4.splat(distance);
  let doubt = i32x4.splat(0);
  for (let at = start; at < end; at += 16) {
    const lows = v128.load(low + at);
    // A comparison that holds is −1 in its lane.
    v128.store(counts + at, i32x4.sub(v128.load(counts + at), i32x4.gt_s(lows, all)));
    doubt = v128.or(doubt, v128.andnot(i32x4.le_s(all, v128.load(high + at)), i32x4.gt_s(lows, all)));
  }
  if (!v128.any_true(doubt)) return;
  const square = kind == 0 ? <f64>distance : squaredDistance(kind, data, row, data, other, columns);
  for (let i = 0; i < width; i++) {
    const at = start + (<usize>i << 2);
    if (distance < load<i32>(low + at) || distance > load<i32>(high + at)) continue;
    const entry = <usize>row * <usize>width + <usize>i;
    const listed = load<f64>(squares + (entry << 3));
    if (square < listed || (square == listed && <u32>other < load<u32>(lists + (entry << 2)))) {
      store<i32>(counts + at, load<i32>(counts + at) + 1);
    }
  }
}
