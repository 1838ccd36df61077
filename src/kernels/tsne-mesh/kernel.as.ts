import { SLIM } from './near.as';
import { lane, splineWeights } from './spline.as';

export { tsneMeshForces2 } from './forces2.as';
export { tsneMeshForces3 } from './forces3.as';

// t-SNE's repulsion by a particle mesh: charges spread to a lattice, a smooth potential convolved there, its gradient
// taken at the points, and the rest added between near pairs. Points are sorted by cell, last axis first, so that
// neighbouring cells along x are one run; cells are as high and deep as pairs are near, and a SLIM-th of that wide. A row
// of cells ends with one more that holds GAP places far from everything: four points at a time are read, and what lies
// beyond a run must not be near.

const GAP: i32 = 3;
const FAR: f32 = 1e18;

/**
 * Sorts points by cell. origin: place of node 0 on each axis; u = (place − origin)·inverse is in nodes. starts: u32
 * (cells^(dims − 1) × (SLIM·cells + 1) + 1), cellOf: u32 (rows). Leaves order: u32 (stride), point of each sorted place; axes:
 * f32 (dims × stride), the sorted points by axis, in nodes. stride: rows + GAP·cells^(dims − 1) or more.
 */
export function tsneMeshSort(
  points: usize,
  rows: i32,
  dims: i32,
  originX: f32,
  originY: f32,
  originZ: f32,
  inverse: f32,
  cellsPerNode: f32,
  cells: i32,
  starts: usize,
  cellOf: usize,
  order: usize,
  axes: usize,
  stride: i32,
): void {
  const perRow = SLIM * cells + 1;
  const cellRows = dims == 2 ? cells : cells * cells;
  const count = cellRows * perRow;
  memory.fill(starts, 0, (<usize>(count + 1)) << 2);
  const step: usize = dims == 2 ? 8 : 16;
  const slimPerNode = <f32>SLIM * cellsPerNode;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const point = points + i * step;
    let row = <i32>((load<f32>(point, 4) - originY) * inverse * cellsPerNode);
    if (dims == 3) row += <i32>((load<f32>(point, 8) - originZ) * inverse * cellsPerNode) * cells;
    const cell = row * perRow + <i32>((load<f32>(point) - originX) * inverse * slimPerNode);
    store<u32>(cellOf + (i << 2), cell);
    const counter = starts + ((<usize>cell) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  const xs = axes;
  const ys = xs + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  let before: u32 = 0;
  let counter = starts;
  for (let row = 0; row < cellRows; row++) {
    for (let cell = 1; cell < perRow; cell++, counter += 4) {
      const number = load<u32>(counter);
      store<u32>(counter, before);
      before += number;
    }
    for (let i = 0; i < GAP; i++, before++) store<f32>(xs + ((<usize>before) << 2), FAR);
    // The gap is filled: like the other counters at the end, this one already says where the next cell begins.
    store<u32>(counter, before);
    counter += 4;
  }
  for (let i: usize = 0; i < <usize>rows; i++) {
    const counter = starts + ((<usize>load<u32>(cellOf + (i << 2))) << 2);
    const place = <usize>load<u32>(counter);
    store<u32>(counter, <u32>place + 1);
    const point = points + i * step;
    store<u32>(order + (place << 2), <u32>i);
    store<f32>(xs + (place << 2), (load<f32>(point) - originX) * inverse);
    store<f32>(ys + (place << 2), (load<f32>(point, 4) - originY) * inverse);
    if (dims == 3) store<f32>(zs + (place << 2), (load<f32>(point, 8) - originZ) * inverse);
  }
  // Each counter now says where the next cell begins: shift them back by one.
  memory.copy(starts + 4, starts, (<usize>count) << 2);
  store<u32>(starts, 0);
}

// @ts-ignore: decorator
@inline
function addRow(row: usize, weights: v128): void {
  v128.store(row, f32x4.add(v128.load(row), weights));
}

/**
 * Spreads unit charges of the points in one band of cell layers (rows of cells in two dimensions, slabs in three) with
 * cubic B-splines. A band writes up to three nodes beyond its own, so bands run in two rounds: block b is band
 * 2·b + parity. lattice: f32, rows of `latticeStride`, planes of `rowsPerPlane` rows. Parallel over bands of one parity.
 */
export function tsneMeshSpread(
  block: i32,
  _thread: i32,
  parity: i32,
  layersPerBand: i32,
  cells: i32,
  dims: i32,
  starts: usize,
  axes: usize,
  stride: i32,
  lattice: usize,
  latticeStride: i32,
  rowsPerPlane: i32,
): void {
  const band = 2 * block + parity;
  const perLayer = dims == 2 ? 1 : cells;
  const firstRow = min(cells, band * layersPerBand) * perLayer;
  const lastRow = min(cells, (band + 1) * layersPerBand) * perLayer;
  const ys = axes + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  const rowBytes = (<usize>latticeStride) << 2;
  const planeBytes = rowBytes * <usize>rowsPerPlane;
  for (let row = firstRow; row < lastRow; row++) {
    const first = starts + ((<usize>(row * (SLIM * cells + 1))) << 2);
    const to = <usize>load<u32>(first + ((<usize>(SLIM * cells)) << 2));
    for (let i = <usize>load<u32>(first); i < to; i++) {
      const x = load<f32>(axes + (i << 2));
      const y = load<f32>(ys + (i << 2));
      const bx = <i32>x;
      const by = <i32>y;
      const wx = splineWeights(x - <f32>bx);
      const wy = splineWeights(y - <f32>by);
      let node = lattice + <usize>(by - 1) * rowBytes + ((<usize>(bx - 1)) << 2);
      if (dims == 2) {
        spreadPlane(node, rowBytes, wx, wy);
        continue;
      }
      const z = load<f32>(zs + (i << 2));
      const bz = <i32>z;
      const wz = splineWeights(z - <f32>bz);
      node += <usize>(bz - 1) * planeBytes;
      spreadPlane(node, rowBytes, f32x4.mul(wx, lane(wz, 0)), wy);
      spreadPlane(node + planeBytes, rowBytes, f32x4.mul(wx, lane(wz, 1)), wy);
      spreadPlane(node + 2 * planeBytes, rowBytes, f32x4.mul(wx, lane(wz, 2)), wy);
      spreadPlane(node + 3 * planeBytes, rowBytes, f32x4.mul(wx, lane(wz, 3)), wy);
    }
  }
}

// @ts-ignore: decorator
@inline
function spreadPlane(node: usize, rowBytes: usize, wx: v128, wy: v128): void {
  addRow(node, f32x4.mul(wx, lane(wy, 0)));
  addRow(node + rowBytes, f32x4.mul(wx, lane(wy, 1)));
  addRow(node + 2 * rowBytes, f32x4.mul(wx, lane(wy, 2)));
  addRow(node + 3 * rowBytes, f32x4.mul(wx, lane(wy, 3)));
}

/**
 * A smoothed kernel at the wrapped lags of a lattice of `side` nodes per axis: node j stands for lag min(j, side − j).
 * Beyond R: scale·(1 + a·u²)^(−power/2), power 2, 3 or 4; within, its Taylor polynomial in t = u² − R², coefficients f64
 * (4); less `offset` everywhere. Lags are in nodes. Parallel over rows (side^(dims − 1)).
 */
export function tsneMeshKernel(
  block: i32,
  _thread: i32,
  lattice: usize,
  latticeStride: i32,
  rowsPerPlane: i32,
  side: i32,
  scale: f64,
  a: f64,
  power: i32,
  reach: f64,
  coefficients: usize,
  offset: f64,
): void {
  const plane = block / side;
  const row = block % side;
  const out = lattice + (((<usize>plane * <usize>rowsPerPlane + <usize>row) * <usize>latticeStride) << 2);
  const lagY = <f64>min(row, side - row);
  const lagZ = <f64>min(plane, side - plane);
  const c0 = load<f64>(coefficients);
  const c1 = load<f64>(coefficients, 8);
  const c2 = load<f64>(coefficients, 16);
  const c3 = load<f64>(coefficients, 24);
  for (let x = 0; x < side; x++) {
    const lagX = <f64>min(x, side - x);
    const square = lagX * lagX + lagY * lagY + lagZ * lagZ;
    let value: f64;
    if (square < reach) {
      const t = square - reach;
      value = c0 + t * (c1 + t * (c2 + t * c3));
    } else {
      const base = 1 / (1 + a * square);
      value = scale * base;
      if (power == 3) value *= Math.sqrt(base);
      else if (power == 4) value *= base;
    }
    store<f32>(out + ((<usize>x) << 2), <f32>(value - offset));
  }
}
