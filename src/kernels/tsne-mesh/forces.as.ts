import { madd, sumLanes } from '../runtime/simd.as';
import { nearRun2, nearRun3 } from './near.as';
import { lane, splineSlopes, splineWeights } from './spline.as';

// What the points feel: the gradient of the lattice's potential, and what it lacks between near pairs.

/** Bytes of scratch per thread of `tsneMeshForces`: sums of x, y, z and the similarities, four lanes each. */
const SUMS: usize = 64;

/** Σ over the four rows of a plane, each times its weight. */
// @ts-ignore: decorator
@inline
function weighRows(node: usize, rowBytes: usize, w: v128): v128 {
  return madd(
    v128.load(node),
    lane(w, 0),
    madd(
      v128.load(node + rowBytes),
      lane(w, 1),
      madd(v128.load(node + 2 * rowBytes), lane(w, 2), f32x4.mul(v128.load(node + 3 * rowBytes), lane(w, 3))),
    ),
  );
}

/**
 * Repulsion of the points of one row of cells: −½ of the lattice potential's gradient and, with `near` ≠ 0, what near pairs
 * lack. spacing: map units per node. settings: see near.as.ts. out: f32, stored as points are, in the points' own order;
 * similarities: f64 (blocks), Σ of the near pairs' differences, each point with itself among them. scratch: 64 bytes per
 * thread. Parallel over rows of cells (2-D: cells; 3-D: cells²).
 */
export function tsneMeshForces2(
  block: i32,
  thread: i32,
  cells: i32,
  starts: usize,
  order: usize,
  axes: usize,
  stride: i32,
  lattice: usize,
  latticeStride: i32,
  spacing: f32,
  near: i32,
  settings: usize,
  out: usize,
  similarities: usize,
  scratch: usize,
): void {
  const sums = scratch + <usize>thread * SUMS;
  const ys = axes + ((<usize>stride) << 2);
  const rowBytes = (<usize>latticeStride) << 2;
  const fromLattice: f32 = -0.5 / spacing;
  const firstRow = max(0, block - 1);
  const lastRow = min(cells - 1, block + 1);
  let total: f64 = 0;
  for (let cx = 0; cx < cells; cx++) {
    const cell = starts + ((<usize>(block * cells + cx)) << 2);
    const last = <usize>load<u32>(cell, 4);
    const left = max(0, cx - 1);
    const right = min(cells, cx + 2);
    for (let i = <usize>load<u32>(cell); i < last; i++) {
      const x = load<f32>(axes + (i << 2));
      const y = load<f32>(ys + (i << 2));
      const bx = <i32>x;
      const by = <i32>y;
      const node = lattice + <usize>(by - 1) * rowBytes + ((<usize>(bx - 1)) << 2);
      const tx = x - <f32>bx;
      const ty = y - <f32>by;
      let fx = fromLattice * sumLanes(f32x4.mul(splineSlopes(tx), weighRows(node, rowBytes, splineWeights(ty))));
      let fy = fromLattice * sumLanes(f32x4.mul(splineWeights(tx), weighRows(node, rowBytes, splineSlopes(ty))));
      if (near) {
        memory.fill(sums, 0, SUMS);
        const xx = f32x4.splat(x);
        const yy = f32x4.splat(y);
        for (let row = firstRow; row <= lastRow; row++) {
          const from = load<u32>(starts + ((<usize>(row * cells + left)) << 2));
          const to = load<u32>(starts + ((<usize>(row * cells + right)) << 2));
          nearRun2(axes, ys, from, to, xx, yy, settings, sums);
        }
        fx += spacing * sumLanes(v128.load(sums));
        fy += spacing * sumLanes(v128.load(sums, 16));
        total += <f64>sumLanes(v128.load(sums, 48));
      }
      const target = out + ((<usize>load<u32>(order + (i << 2))) << 3);
      store<f32>(target, fx);
      store<f32>(target, fy, 4);
    }
  }
  store<f64>(similarities + ((<usize>block) << 3), total);
}

/** As `tsneMeshForces2`, in three dimensions; `exact`: force s·w instead of s². */
export function tsneMeshForces3(
  block: i32,
  thread: i32,
  cells: i32,
  starts: usize,
  order: usize,
  axes: usize,
  stride: i32,
  lattice: usize,
  latticeStride: i32,
  spacing: f32,
  near: i32,
  settings: usize,
  out: usize,
  similarities: usize,
  scratch: usize,
  rowsPerPlane: i32,
  exact: i32,
): void {
  const sums = scratch + <usize>thread * SUMS;
  const ys = axes + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  const fromLattice: f32 = -0.5 / spacing;
  let total: f64 = 0;
  for (let cx = 0; cx < cells; cx++) {
    const cell = starts + ((<usize>(block * cells + cx)) << 2);
    const last = <usize>load<u32>(cell, 4);
    for (let i = <usize>load<u32>(cell); i < last; i++) {
      const x = load<f32>(axes + (i << 2));
      const y = load<f32>(ys + (i << 2));
      const z = load<f32>(zs + (i << 2));
      const target = out + ((<usize>load<u32>(order + (i << 2))) << 4);
      latticeGradient3(lattice, latticeStride, rowsPerPlane, x, y, z, fromLattice, target);
      if (!near) continue;
      memory.fill(sums, 0, SUMS);
      if (exact) nearCells3(axes, ys, zs, starts, cells, block, cx, x, y, z, settings, sums, true);
      else nearCells3(axes, ys, zs, starts, cells, block, cx, x, y, z, settings, sums, false);
      store<f32>(target, load<f32>(target) + spacing * sumLanes(v128.load(sums)));
      store<f32>(target, load<f32>(target, 4) + spacing * sumLanes(v128.load(sums, 16)), 4);
      store<f32>(target, load<f32>(target, 8) + spacing * sumLanes(v128.load(sums, 32)), 8);
      total += <f64>sumLanes(v128.load(sums, 48));
    }
  }
  store<f64>(similarities + ((<usize>block) << 3), total);
}

// @ts-ignore: decorator
@inline
function nearCells3(
  xs: usize,
  ys: usize,
  zs: usize,
  starts: usize,
  cells: i32,
  block: i32,
  cx: i32,
  x: f32,
  y: f32,
  z: f32,
  settings: usize,
  sums: usize,
  exact: bool,
): void {
  const cy = block % cells;
  const cz = block / cells;
  const left = max(0, cx - 1);
  const right = min(cells, cx + 2);
  for (let layer = max(0, cz - 1); layer <= min(cells - 1, cz + 1); layer++) {
    for (let row = max(0, cy - 1); row <= min(cells - 1, cy + 1); row++) {
      const first = starts + ((<usize>((layer * cells + row) * cells)) << 2);
      const from = load<u32>(first + ((<usize>left) << 2));
      const to = load<u32>(first + ((<usize>right) << 2));
      if (from < to) nearRun3(xs, ys, zs, from, to, f32x4.splat(x), f32x4.splat(y), f32x4.splat(z), settings, sums, exact);
    }
  }
}

/** Stores the gradient of the lattice potential at a place, times `factor`, as (x, y, z, 0). */
// @ts-ignore: decorator
@inline
function latticeGradient3(
  lattice: usize,
  latticeStride: i32,
  rowsPerPlane: i32,
  x: f32,
  y: f32,
  z: f32,
  factor: f32,
  target: usize,
): void {
  const rowBytes = (<usize>latticeStride) << 2;
  const planeBytes = rowBytes * <usize>rowsPerPlane;
  const bx = <i32>x;
  const by = <i32>y;
  const bz = <i32>z;
  const wy = splineWeights(y - <f32>by);
  const dy = splineSlopes(y - <f32>by);
  const wz = splineWeights(z - <f32>bz);
  const dz = splineSlopes(z - <f32>bz);
  const n0 = lattice + <usize>(bz - 1) * planeBytes + <usize>(by - 1) * rowBytes + ((<usize>(bx - 1)) << 2);
  const n1 = n0 + planeBytes;
  const n2 = n1 + planeBytes;
  const n3 = n2 + planeBytes;
  const a0 = weighRows(n0, rowBytes, wy);
  const a1 = weighRows(n1, rowBytes, wy);
  const a2 = weighRows(n2, rowBytes, wy);
  const a3 = weighRows(n3, rowBytes, wy);
  const b0 = f32x4.mul(weighRows(n0, rowBytes, dy), lane(wz, 0));
  const b1 = madd(weighRows(n1, rowBytes, dy), lane(wz, 1), b0);
  const b2 = madd(weighRows(n2, rowBytes, dy), lane(wz, 2), b1);
  const b3 = madd(weighRows(n3, rowBytes, dy), lane(wz, 3), b2);
  const along = madd(a0, lane(wz, 0), madd(a1, lane(wz, 1), madd(a2, lane(wz, 2), f32x4.mul(a3, lane(wz, 3)))));
  const across = madd(a0, lane(dz, 0), madd(a1, lane(dz, 1), madd(a2, lane(dz, 2), f32x4.mul(a3, lane(dz, 3)))));
  const wx = splineWeights(x - <f32>bx);
  store<f32>(target, factor * sumLanes(f32x4.mul(along, splineSlopes(x - <f32>bx))));
  store<f32>(target, factor * sumLanes(f32x4.mul(b3, wx)), 4);
  store<f32>(target, factor * sumLanes(f32x4.mul(across, wx)), 8);
  store<f32>(target, 0, 12);
}
