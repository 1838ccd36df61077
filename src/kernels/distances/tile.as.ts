// Squared distances between whole-number rows, 4 × 8 at a time. Rows lie in panels of 8: for each pair of columns,
// 8 rows × 2 values of 16 bits.

/** tile[4][8] = ‖q‖² + ‖x‖² − 2·q·x for 4 rows of one panel and the 8 of another. */
// @ts-ignore: decorator
@inline
export function distanceTile(query: usize, panel: usize, panelBytes: i32, queryNorms: usize, norms: usize, tile: usize): void {
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
  storeTileRow(tile, v128.load32_splat(queryNorms), low, high, a0, a1);
  storeTileRow(tile + 32, v128.load32_splat(queryNorms, 4), low, high, b0, b1);
  storeTileRow(tile + 64, v128.load32_splat(queryNorms, 8), low, high, c0, c1);
  storeTileRow(tile + 96, v128.load32_splat(queryNorms, 12), low, high, d0, d1);
}

// @ts-ignore: decorator
@inline
function storeTileRow(to: usize, norm: v128, low: v128, high: v128, dotLow: v128, dotHigh: v128): void {
  v128.store(to, i32x4.sub(i32x4.add(norm, low), i32x4.shl(dotLow, 1)));
  v128.store(to, i32x4.sub(i32x4.add(norm, high), i32x4.shl(dotHigh, 1)), 16);
}
