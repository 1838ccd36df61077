// Squared distances between whole-number rows, 4 × 8 at a time. Rows lie in panels of 8: for each pair of columns,
// 8 rows × 2 values of 16 bits.

/**
 * tile[4][8] = ‖q‖² + ‖x‖² − 2·q·x for 4 rows of one panel and the 8 of another. With `sift` only where one of them is at
 * most the limit of its row in either panel (i32, `limits` of the 4, lowLimits and highLimits of the 8): returns whether.
 */
// @ts-ignore: decorator
@inline
export function distanceTile(
  query: usize,
  panel: usize,
  panelBytes: i32,
  queryNorms: usize,
  norms: usize,
  tile: usize,
  sift: bool = false,
  limits: usize = 0,
  lowLimits: v128 = i32x4.splat(0),
  highLimits: v128 = i32x4.splat(0),
): bool {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), b0 = i32x4.splat(0), b1 = i32x4.splat(0);
  let c0 = i32x4.splat(0), c1 = i32x4.splat(0), d0 = i32x4.splat(0), d1 = i32x4.splat(0);
  const end = panel + panelBytes;
  for (; panel < end; panel += 32, query += 32) {
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
  let norm = v128.load32_splat(queryNorms);
  a0 = squared(norm, low, a0);
  a1 = squared(norm, high, a1);
  norm = v128.load32_splat(queryNorms, 4);
  b0 = squared(norm, low, b0);
  b1 = squared(norm, high, b1);
  norm = v128.load32_splat(queryNorms, 8);
  c0 = squared(norm, low, c0);
  c1 = squared(norm, high, c1);
  norm = v128.load32_splat(queryNorms, 12);
  d0 = squared(norm, low, d0);
  d1 = squared(norm, high, d1);
  if (sift) {
    let limit = v128.load32_splat(limits);
    let near = v128.or(within(a0, limit, lowLimits), within(a1, limit, highLimits));
    limit = v128.load32_splat(limits, 4);
    near = v128.or(near, v128.or(within(b0, limit, lowLimits), within(b1, limit, highLimits)));
    limit = v128.load32_splat(limits, 8);
    near = v128.or(near, v128.or(within(c0, limit, lowLimits), within(c1, limit, highLimits)));
    limit = v128.load32_splat(limits, 12);
    near = v128.or(near, v128.or(within(d0, limit, lowLimits), within(d1, limit, highLimits)));
    if (!v128.any_true(near)) return false;
  }
  v128.store(tile, a0);
  v128.store(tile, a1, 16);
  v128.store(tile, b0, 32);
  v128.store(tile, b1, 48);
  v128.store(tile, c0, 64);
  v128.store(tile, c1, 80);
  v128.store(tile, d0, 96);
  v128.store(tile, d1, 112);
  return true;
}

// @ts-ignore: decorator
@inline
function squared(queryNorm: v128, norms: v128, dots: v128): v128 {
  return i32x4.sub(i32x4.add(queryNorm, norms), i32x4.shl(dots, 1));
}

// @ts-ignore: decorator
@inline
function within(distances: v128, limit: v128, otherLimits: v128): v128 {
  return i32x4.le_s(distances, i32x4.max_s(limit, otherLimits));
}
