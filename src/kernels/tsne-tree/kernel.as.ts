// t-SNE's repulsion by a Barnes-Hut tree (van der Maaten 2014): a quad- or octree whose distant cells count as one point.
// Points are sorted along a Z-order curve, so a cell is a run of them. Node, 32 bytes: centre of mass x, y, z and number of
// points (f32), squared longest side (f32), the node after its subtree, and for a leaf the run from … to (u32).

const NODE: usize = 32;
/** Bits of one axis in a code. */
const BITS_2: i32 = 16;
const BITS_3: i32 = 10;
/** Points per block of `tsneTreeForces`. */
const ROWS: i32 = 64;

/** Spreads 16 bits to every second place. */
// @ts-ignore: decorator
@inline
function everySecond(v: u32): u32 {
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** Spreads 10 bits to every third place. */
// @ts-ignore: decorator
@inline
function everyThird(v: u32): u32 {
  v = (v | (v << 16)) & 0x030000ff;
  v = (v | (v << 8)) & 0x0300f00f;
  v = (v | (v << 4)) & 0x030c30c3;
  return (v | (v << 2)) & 0x09249249;
}

/**
 * Codes of the points on the curve, and their order by code. bounds: f64 [low, high] of three axes; codes, order and the two
 * spare arrays: u32 (rows); counts: u32 (256). An even number of passes leaves the result in `codes` and `order`.
 */
export function tsneTreeSort(
  points: usize,
  rows: i32,
  dims: i32,
  bounds: usize,
  codes: usize,
  order: usize,
  spareCodes: usize,
  spareOrder: usize,
  counts: usize,
): void {
  const step: usize = dims == 2 ? 8 : 16;
  const cells: f64 = dims == 2 ? <f64>(1 << BITS_2) : <f64>(1 << BITS_3);
  for (let i: usize = 0; i < <usize>rows; i++) {
    let code: u32 = 0;
    for (let axis: usize = 0; axis < <usize>dims; axis++) {
      const low = load<f64>(bounds + (axis << 4));
      const width = load<f64>(bounds + (axis << 4), 8) - low;
      const place = <f64>load<f32>(points + i * step + (axis << 2)) - low;
      const cell = width > 0 ? <u32>min(cells - 1, (place / width) * cells) : 0;
      code |= (dims == 2 ? everySecond(cell) : everyThird(cell)) << (<u32>axis);
    }
    store<u32>(codes + (i << 2), code);
    store<u32>(order + (i << 2), <u32>i);
  }
  for (let shift: u32 = 0; shift < 32; shift += 8) {
    memory.fill(counts, 0, 1024);
    for (let i: usize = 0; i < <usize>rows; i++) {
      const counter = counts + (((<usize>(load<u32>(codes + (i << 2)) >> shift)) & 255) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
    let before: u32 = 0;
    for (let digit: usize = 0; digit < 256; digit++) {
      const number = load<u32>(counts + (digit << 2));
      store<u32>(counts + (digit << 2), before);
      before += number;
    }
    for (let i: usize = 0; i < <usize>rows; i++) {
      const code = load<u32>(codes + (i << 2));
      const counter = counts + (((<usize>(code >> shift)) & 255) << 2);
      const place = <usize>load<u32>(counter);
      store<u32>(counter, <u32>place + 1);
      store<u32>(spareCodes + (place << 2), code);
      store<u32>(spareOrder + (place << 2), load<u32>(order + (i << 2)));
    }
    const keptCodes = codes;
    codes = spareCodes;
    spareCodes = keptCodes;
    const keptOrder = order;
    order = spareOrder;
    spareOrder = keptOrder;
  }
}

let built: u32 = 0;

/**
 * Builds the tree over sorted codes, parents before children; returns the number of nodes, at most 2·rows. widths: f64 (3)
 * of the box. Runs on one thread.
 */
export function tsneTreeBuild(
  points: usize,
  rows: i32,
  dims: i32,
  widths: usize,
  codes: usize,
  order: usize,
  nodes: usize,
): u32 {
  built = 0;
  build(points, dims, widths, codes, order, nodes, 0, rows);
  return built;
}

function build(
  points: usize,
  dims: i32,
  widths: usize,
  codes: usize,
  order: usize,
  nodes: usize,
  from: i32,
  to: i32,
): void {
  const node = nodes + <usize>built * NODE;
  built++;
  const first = load<u32>(codes + ((<usize>from) << 2));
  const difference = first ^ load<u32>(codes + ((<usize>(to - 1)) << 2));
  if (difference == 0) {
    leaf(points, dims, order, node, from, to);
    store<u32>(node, built, 20);
    return;
  }
  // The lowest level whose cell holds the whole run: cells with a single occupied part are passed over.
  const level = (31 - clz(difference)) / dims;
  const shift = <u32>(level * dims);
  const scale = 1 / <f64>(1 << ((dims == 2 ? BITS_2 : BITS_3) - 1 - level));
  let side: f64 = 0;
  for (let axis: usize = 0; axis < <usize>dims; axis++) side = max(side, load<f64>(widths + (axis << 3)) * scale);
  store<f32>(node, <f32>(side * side), 16);
  store<u32>(node, 0, 24);
  store<u32>(node, 0, 28);
  let x: f64 = 0;
  let y: f64 = 0;
  let z: f64 = 0;
  for (let start = from; start < to; ) {
    const part = load<u32>(codes + ((<usize>start) << 2)) >> shift;
    let end = start + 1;
    let stop = to;
    while (end < stop) {
      const middle = (end + stop) >> 1;
      if (load<u32>(codes + ((<usize>middle) << 2)) >> shift == part) end = middle + 1;
      else stop = middle;
    }
    const child = nodes + (<usize>built) * NODE;
    build(points, dims, widths, codes, order, nodes, start, end);
    const weight = <f64>load<f32>(child, 12);
    x += weight * <f64>load<f32>(child);
    y += weight * <f64>load<f32>(child, 4);
    z += weight * <f64>load<f32>(child, 8);
    start = end;
  }
  storeCentre(node, x, y, z, <f64>(to - from));
  store<u32>(node, built, 20);
}

// @ts-ignore: decorator
@inline
function storeCentre(node: usize, x: f64, y: f64, z: f64, count: f64): void {
  store<f32>(node, <f32>(x / count));
  store<f32>(node, <f32>(y / count), 4);
  store<f32>(node, <f32>(z / count), 8);
  store<f32>(node, <f32>count, 12);
}

function leaf(points: usize, dims: i32, order: usize, node: usize, from: i32, to: i32): void {
  let x: f64 = 0;
  let y: f64 = 0;
  let z: f64 = 0;
  for (let i = from; i < to; i++) {
    const point = points + ((<usize>load<u32>(order + ((<usize>i) << 2))) << (dims == 2 ? 3 : 4));
    x += <f64>load<f32>(point);
    y += <f64>load<f32>(point, 4);
    if (dims == 3) z += <f64>load<f32>(point, 8);
  }
  storeCentre(node, x, y, z, <f64>(to - from));
  store<f32>(node, 0, 16);
  store<u32>(node, from, 24);
  store<u32>(node, to, 28);
}

/**
 * Repulsion of the points at the block's places along the curve. Cells with side < angle·distance count as one point;
 * leaves are summed point by point. form: 0 two dimensions, 1 scikit-learn's s² in three, 2 s·w. out: f32, stored as points
 * are; sums: f64 (blocks), Σ s over the others. Parallel over blocks of 64 points.
 */
export function tsneTreeForces(
  block: i32,
  _thread: i32,
  points: usize,
  rows: i32,
  form: i32,
  angle: f64,
  order: usize,
  nodes: usize,
  count: i32,
  out: usize,
  sums: usize,
): void {
  const shift: usize = form == 0 ? 3 : 4;
  const squaredAngle = <f32>(angle * angle);
  const last = min(rows, (block + 1) * ROWS);
  const end = nodes + <usize>count * NODE;
  let total: f64 = 0;
  for (let i = block * ROWS; i < last; i++) {
    const own = load<u32>(order + ((<usize>i) << 2));
    const point = points + ((<usize>own) << shift);
    const x = load<f32>(point);
    const y = load<f32>(point, 4);
    const z: f32 = form == 0 ? 0 : load<f32>(point, 8);
    let fx: f64 = 0;
    let fy: f64 = 0;
    let fz: f64 = 0;
    for (let node = nodes; node < end; ) {
      const to = load<u32>(node, 28);
      for (let j = load<u32>(node, 24); j < to; j++) {
        const other = load<u32>(order + ((<usize>j) << 2));
        if (other == own) continue;
        const there = points + ((<usize>other) << shift);
        const dx = x - load<f32>(there);
        const dy = y - load<f32>(there, 4);
        const dz: f32 = form == 0 ? 0 : z - load<f32>(there, 8);
        const s = similarity(dx * dx + dy * dy + dz * dz, form);
        const force = forceOf(s, dx * dx + dy * dy + dz * dz, form);
        total += s;
        fx += force * <f64>dx;
        fy += force * <f64>dy;
        fz += force * <f64>dz;
      }
      const after = nodes + <usize>load<u32>(node, 20) * NODE;
      if (to > 0) {
        node = after;
        continue;
      }
      const dx = x - load<f32>(node);
      const dy = y - load<f32>(node, 4);
      const dz: f32 = form == 0 ? 0 : z - load<f32>(node, 8);
      const square = dx * dx + dy * dy + dz * dz;
      if (!(load<f32>(node, 16) < squaredAngle * square)) {
        node += NODE;
        continue;
      }
      const weight = <f64>load<f32>(node, 12);
      const s = similarity(square, form);
      const force = weight * forceOf(s, square, form);
      total += weight * s;
      fx += force * <f64>dx;
      fy += force * <f64>dy;
      fz += force * <f64>dz;
      node = after;
    }
    const target = out + ((<usize>own) << shift);
    store<f32>(target, <f32>fx);
    store<f32>(target, <f32>fy, 4);
    if (form != 0) store<f32>(target, <f32>fz, 8);
  }
  store<f64>(sums + ((<usize>block) << 3), total);
}

// @ts-ignore: decorator
@inline
function similarity(square: f32, form: i32): f64 {
  if (form == 0) return 1 / (1 + <f64>square);
  const base = 1 + 0.5 * <f64>square;
  return 1 / (base * Math.sqrt(base));
}

// @ts-ignore: decorator
@inline
function forceOf(s: f64, square: f32, form: i32): f64 {
  return form == 2 ? s / (1 + 0.5 * <f64>square) : s * s;
}
