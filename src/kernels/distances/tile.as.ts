// Squared distances between whole-number rows, 4 × 8 at a time. Rows lie in panels of 8: for each pair of columns,
// 8 rows × 2 values of 16 bits.

/** tile[4][8] = ‖q‖² + ‖x‖² − 2·q·x for 4 rows of one panel and the 8 of another. */
// @ts-ignore: decorator
@inline
export function distanceTile(query: usize, panel: usize, bytes: i32, queryNorms: usize, norms: usize, tile: usize): void {
  compute(query, panel, bytes, queryNorms, norms, tile, true, false, 0, i32x4.splat(0), i32x4.splat(0));
}

/**
 * Whether one of the 32 distances is within the limit of its row in either panel (i32, `limits` of the 4, lowLimits and
 * highLimits of the 8); with `write` the tile is then written. Over the leading columns only, with norms over those, it
 * tells whether the whole distance may be: they are at most as long.
 */
// @ts-ignore: decorator
@inline
export function tileWithin(
  query: usize,
  panel: usize,
  bytes: i32,
  queryNorms: usize,
  norms: usize,
  tile: usize,
  write: bool,
  limits: usize,
  lowLimits: v128,
  highLimits: v128,
): bool {
  return compute(query, panel, bytes, queryNorms, norms, tile, write, true, limits, lowLimits, highLimits);
}

// @ts-ignore: decorator
@inline
function compute(
  query: usize,
  panel: usize,
  bytes: i32,
  queryNorms: usize,
  norms: usize,
  tile: usize,
  write: bool,
  sift: bool,
  limits: usize,
  lowLimits: v128,
  highLimits: v128,
): bool {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), b0 = i32x4.splat(0), b1 = i32x4.splat(0);
  let c0 = i32x4.splat(0), c1 = i32x4.splat(0), d0 = i32x4.splat(0), d1 = i32x4.splat(0);
  for (const end = panel + bytes; panel < end; panel += 32, query += 32) {
    const low = v128.load(panel);
    const high = v128.load(panel, 16);
    let q = v128.load32_splat(query);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(q, low));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, high));
    q = v128.load32_splat(query, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(q, low));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, high));
    q = v128.load32_splat(query, 8);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(q, low));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(q, high));
    q = v128.load32_splat(query, 12);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(q, low));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(q, high));
  }
  const low = v128.load(norms);
  const high = v128.load(norms, 16);
  if (sift) {
    let near = within(v128.load32_splat(queryNorms), low, high, a0, a1, v128.load32_splat(limits), lowLimits, highLimits);
    near = v128.or(near, within(v128.load32_splat(queryNorms, 4), low, high, b0, b1, v128.load32_splat(limits, 4), lowLimits, highLimits));
    near = v128.or(near, within(v128.load32_splat(queryNorms, 8), low, high, c0, c1, v128.load32_splat(limits, 8), lowLimits, highLimits));
    near = v128.or(near, within(v128.load32_splat(queryNorms, 12), low, high, d0, d1, v128.load32_splat(limits, 12), lowLimits, highLimits));
    const any = v128.any_true(near);
    if (!write || !any) return any;
  }
  storeTileRow(tile, v128.load32_splat(queryNorms), low, high, a0, a1);
  storeTileRow(tile + 32, v128.load32_splat(queryNorms, 4), low, high, b0, b1);
  storeTileRow(tile + 64, v128.load32_splat(queryNorms, 8), low, high, c0, c1);
  storeTileRow(tile + 96, v128.load32_splat(queryNorms, 12), low, high, d0, d1);
  return true;
}

// @ts-ignore: decorator
@inline
function squared(queryNorm: v128, norms: v128, dots: v128): v128 {
  return i32x4.sub(i32x4.add(queryNorm, norms), i32x4.shl(dots, 1));
}

// @ts-ignore: decorator
@inline
function within(norm: v128, low: v128, high: v128, dotLow: v128, dotHigh: v128, limit: v128, lowLimits: v128, highLimits: v128): v128 {
  return v128.or(
    i32x4.le_s(squared(norm, low, dotLow), i32x4.max_s(limit, lowLimits)),
    i32x4.le_s(squared(norm, high, dotHigh), i32x4.max_s(limit, highLimits)),
  );
}

// @ts-ignore: decorator
@inline
function storeTileRow(to: usize, norm: v128, low: v128, high: v128, dotLow: v128, dotHigh: v128): void {
  v128.store(to, squared(norm, low, dotLow));
  v128.store(to, squared(norm, high, dotHigh), 16);
}
