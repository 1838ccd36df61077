import { append, finishRow, select } from '../knn/select.as';
import { madd, sumLanes } from '../runtime/simd.as';

// Neighbours in two steps: rows projected to few dimensions for a search there, then true distances to what it found.

/** Rows per block of `projectPadded`. */
const PROJECTED: i32 = 256;
/** Rows per block of `rerankLists`. */
const RANKED: i32 = 32;

/**
 * out[r] = x_r·basis − shift. X: u8 or f32 (`bytes` = 1 or 0), rows of `stride` values; basis: f32 (cols × width), width a
 * multiple of 4; shift: f32 (width); out: f32 (rows × width). Zeros are skipped: most pixels are. Parallel over blocks of
 * 256 rows.
 */
export function projectPadded(
  block: i32,
  _thread: i32,
  X: usize,
  bytes: i32,
  rows: i32,
  cols: i32,
  stride: i32,
  basis: usize,
  shift: usize,
  width: i32,
  out: usize,
): void {
  const last = min(rows, (block + 1) * PROJECTED);
  const size = (<usize>width) << 2;
  for (let r = block * PROJECTED; r < last; r++) {
    const target = out + <usize>r * size;
    for (let i: usize = 0; i < size; i += 16) v128.store(target + i, f32x4.neg(v128.load(shift + i)));
    const first = <usize>r * <usize>stride;
    for (let c: usize = 0; c < <usize>cols; c++) {
      const value = bytes ? <f32>load<u8>(X + first + c) : load<f32>(X + ((first + c) << 2));
      if (value == 0) continue;
      const weight = f32x4.splat(value);
      const direction = basis + c * size;
      for (let i: usize = 0; i < size; i += 16) {
        v128.store(target + i, madd(weight, v128.load(direction + i), v128.load(target + i)));
      }
    }
  }
}

/** Squared distance of two rows of bytes, exact; `stride` a multiple of 16. */
// @ts-ignore: decorator
@inline
function squareOfBytes(a: usize, b: usize, stride: usize): u32 {
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let i: usize = 0; i < stride; i += 16) {
    const x = v128.load(a + i);
    const y = v128.load(b + i);
    const d = i16x8.sub(i16x8.extend_low_i8x16_u(x), i16x8.extend_low_i8x16_u(y));
    const e = i16x8.sub(i16x8.extend_high_i8x16_u(x), i16x8.extend_high_i8x16_u(y));
    low = i32x4.add(low, i32x4.dot_i16x8_s(d, d));
    high = i32x4.add(high, i32x4.dot_i16x8_s(e, e));
  }
  const sum = i32x4.add(low, high);
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + (i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3))
  );
}

/** Squared distance of two rows of floats, as the bits of an f32: those of positive numbers sort like the numbers. */
// @ts-ignore: decorator
@inline
function squareOfFloats(a: usize, b: usize, stride: usize): u32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (let i: usize = 0; i < stride << 2; i += 32) {
    const d = f32x4.sub(v128.load(a + i), v128.load(b + i));
    const e = f32x4.sub(v128.load(a + i, 16), v128.load(b + i, 16));
    low = madd(d, d, low);
    high = madd(e, e, high);
  }
  return reinterpret<u32>(sumLanes(f32x4.add(low, high)));
}

// @ts-ignore: decorator
@inline
function square(a: usize, b: usize, bytes: i32, stride: usize): u32 {
  return bytes ? squareOfBytes(a, b, stride) : squareOfFloats(a, b, stride);
}

/** Writes the k first keys of a sorted list as indices and squared distances. */
// @ts-ignore: decorator
@inline
function writeList(list: usize, k: i32, bytes: i32, indices: usize, squares: usize): void {
  for (let i = 0; i < k; i++) {
    const key = load<u64>(list + ((<usize>i) << 3));
    const found = <u32>(key >> 32);
    store<u32>(indices + ((<usize>i) << 2), <u32>key);
    store<f64>(squares + ((<usize>i) << 3), bytes ? <f64>found : <f64>reinterpret<f32>(found));
  }
}

/**
 * The k nearest of each row's candidates by true distance, ties by lower index. X as in `projectPadded`, stride a multiple of
 * 16, padded with zeros. Candidates are lists of keys as `append` keeps them, of the `count` rows from `base` on, at least k
 * each; their keys are overwritten. indices: u32 (rows × k), squares: f64 (rows × k). Parallel over blocks of 32 rows.
 */
export function rerankLists(
  block: i32,
  _thread: i32,
  X: usize,
  bytes: i32,
  stride: i32,
  base: i32,
  count: i32,
  keys: usize,
  counts: usize,
  capacity: i32,
  keep: i32,
  k: i32,
  indices: usize,
  squares: usize,
): void {
  const width = <usize>stride;
  const rowBytes = bytes ? width : width << 2;
  const last = min(count, (block + 1) * RANKED);
  for (let r = block * RANKED; r < last; r++) {
    const list = keys + ((<usize>r * <usize>capacity) << 3);
    let length = load<i32>(counts + ((<usize>r) << 2));
    if (length > keep) {
      select(list, length, keep);
      length = keep;
    }
    const own = X + <usize>(base + r) * rowBytes;
    for (let i = 0; i < length; i++) {
      const at = list + ((<usize>i) << 3);
      const other = load<u32>(at);
      store<u32>(at, square(own, X + <usize>other * rowBytes, bytes, width), 4);
    }
    finishRow(list, length, k);
    const out = <usize>(base + r) * <usize>k;
    writeList(list, k, bytes, indices + (out << 2), squares + (out << 3));
  }
}

/**
 * The k nearest rows of the rows listed (u32), by comparing with all others; outputs as in `rerankLists`, one list per listed
 * row. keys: u64 (threads × capacity); counts, limits: u32 (threads). Parallel over the listed rows.
 */
export function scanListed(
  block: i32,
  thread: i32,
  listed: usize,
  X: usize,
  bytes: i32,
  rows: i32,
  stride: i32,
  keys: usize,
  counts: usize,
  limits: usize,
  capacity: i32,
  k: i32,
  indices: usize,
  squares: usize,
): void {
  const width = <usize>stride;
  const rowBytes = bytes ? width : width << 2;
  const own = <i32>load<u32>(listed + ((<usize>block) << 2));
  store<i32>(counts + ((<usize>thread) << 2), 0);
  store<i32>(limits + ((<usize>thread) << 2), i32.MAX_VALUE);
  for (let row = 0; row < rows; row++) {
    if (row == own) continue;
    const found = square(X + <usize>own * rowBytes, X + <usize>row * rowBytes, bytes, width);
    if (found <= load<u32>(limits + ((<usize>thread) << 2))) append(thread, found, row, keys, counts, limits, capacity, k);
  }
  const list = keys + ((<usize>thread * <usize>capacity) << 3);
  finishRow(list, load<i32>(counts + ((<usize>thread) << 2)), k);
  const out = <usize>block * <usize>k;
  writeList(list, k, bytes, indices + (out << 2), squares + (out << 3));
}
