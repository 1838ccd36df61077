import { tileWithin } from '../distances/tile.as';
import { append } from '../knn/select.as';

// Candidates for nearest neighbours among rows that lie in groups of near ones: each row is compared only with the groups
// it is told to look at (an inverted file).

/** Rows of a group that are compared with another at once: their packed form stays in the first-level cache. */
const CHUNK: i32 = 64;

/**
 * The `keep` nearest candidates so far of the rows of group `first` + block. starts: u32 (groups + 1), rows of a group are
 * contiguous; near: u32 (groups × groups), for each group all groups in the order they are looked at; looks: u32 bits
 * (rows × words), bit g where a row looks at group g. packed, norms: see `knnPairs`. Lists: see `append`, for rows from
 * `base` on. scratch: per thread CHUNK·(2·columns + 12) + 128 bytes. Parallel over groups.
 */
export function groupedCandidates(
  block: i32,
  thread: i32,
  first: i32,
  groups: i32,
  starts: usize,
  near: usize,
  looks: usize,
  words: i32,
  packed: usize,
  norms: usize,
  columns: i32,
  base: i32,
  keys: usize,
  counts: usize,
  limits: usize,
  capacity: i32,
  keep: i32,
  scratch: usize,
): void {
  const panelBytes = columns * 16;
  const chunkBytes = (CHUNK >> 3) * panelBytes;
  const chunk = scratch + <usize>thread * <usize>(chunkBytes + CHUNK * 12 + 128);
  const rows = chunk + <usize>chunkBytes;
  const chunkLimits = rows + CHUNK * 4;
  const chunkNorms = chunkLimits + CHUNK * 4;
  const tile = chunkNorms + CHUNK * 4;
  const none = i32x4.splat(-1);
  const own = starts + (<usize>(first + block) << 2);
  const last = <i32>load<u32>(own, 4);
  for (let turn = 0; turn < groups; turn++) {
    const other = load<u32>(near + (<usize>((first + block) * groups + turn) << 2));
    const from = <i32>load<u32>(starts + (<usize>other << 2));
    const to = <i32>load<u32>(starts + (<usize>other << 2), 4);
    if (from == to) continue;
    const word = looks + (<usize>(other >> 5) << 2);
    const bit: u32 = 1 << (other & 31);
    let row = <i32>load<u32>(own);
    while (row < last) {
      let count = 0;
      for (; row < last && count < CHUNK; row++) {
        if (!(load<u32>(word + (<usize>(row * words) << 2)) & bit)) continue;
        copyPacked(packed, row, chunk, count, panelBytes);
        const place = <usize>count << 2;
        store<i32>(rows + place, row);
        store<i32>(chunkNorms + place, load<i32>(norms + (<usize>row << 2)));
        store<i32>(chunkLimits + place, load<i32>(limits + (<usize>(row - base) << 2)));
        count++;
      }
      for (; count & 3; count++) store<i32>(chunkLimits + (<usize>count << 2), -1);
      for (let r = from & ~7; r < to; r += 8) {
        const panel = packed + <usize>(r >> 3) * panelBytes;
        for (let q = 0; q < count; q += 4) {
          const place = <usize>q << 2;
          const query = chunk + <usize>(q >> 3) * panelBytes + ((q & 4) << 2);
          const limits4 = chunkLimits + place;
          if (!tileWithin(query, panel, panelBytes, chunkNorms + place, norms + (<usize>r << 2), tile, true, limits4, none, none)) continue;
          for (let i = 0; i < 4; i++) {
            const limit = chunkLimits + place + (i << 2);
            const bound = v128.load32_splat(limit);
            const distances = tile + (i << 5);
            let hits =
              i32x4.bitmask(i32x4.le_s(v128.load(distances), bound)) |
              (i32x4.bitmask(i32x4.le_s(v128.load(distances, 16), bound)) << 4);
            const asking = load<i32>(rows + place + (i << 2));
            while (hits) {
              const lane = ctz(hits);
              hits &= hits - 1;
              const hit = r + lane;
              // A panel may reach into the groups before and behind.
              if (hit < from || hit >= to || hit == asking) continue;
              append(asking - base, load<u32>(distances + (lane << 2)), hit, keys, counts, limits, capacity, keep);
            }
            if (load<i32>(limit) >= 0) store<i32>(limit, load<i32>(limits + (<usize>(asking - base) << 2)));
          }
        }
      }
    }
  }
}

/** Copies a row from its panel to a place in another list of panels. */
// @ts-ignore: decorator
@inline
function copyPacked(packed: usize, row: i32, chunk: usize, place: i32, panelBytes: i32): void {
  let from = packed + <usize>(row >> 3) * panelBytes + ((row & 7) << 2);
  let to = chunk + <usize>(place >> 3) * panelBytes + ((place & 7) << 2);
  for (const end = from + panelBytes; from < end; from += 32, to += 32) store<u32>(to, load<u32>(from));
}
