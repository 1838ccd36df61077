import { madd, sumLanes } from '../runtime/simd.as';
import { firstLanes, highest, lowest, SLIM, SUMS, together, weighRows } from './near.as';
import { lane, splineSlopes, splineWeights } from './spline.as';

/**
 * As `tsneMeshForces2`, in three dimensions; `similarities` holds what near pairs lack only. `exact`: force s·w instead of
 * s². Parallel over rows of cells (cells²).
 */
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
  cellsPerNode: f32,
  near: i32,
  settings: usize,
  out: usize,
  similarities: usize,
  scratch: usize,
  rowsPerPlane: i32,
  exact: i32,
): void {
  const slims = SLIM * cells;
  const ys = axes + ((<usize>stride) << 2);
  const zs = ys + ((<usize>stride) << 2);
  const own = starts + ((<usize>(block * (slims + 1))) << 2);
  const first = (<usize>load<u32>(own)) << 2;
  const last = (<usize>load<u32>(own + ((<usize>slims) << 2))) << 2;
  for (let i = first; i < last; i += 4) {
    const target = out + ((<usize>load<u32>(order + i)) << 4);
    latticeGradient3(lattice, latticeStride, rowsPerPlane, load<f32>(axes + i), load<f32>(ys + i), load<f32>(zs + i), -0.5 / spacing, target);
  }
  let total: f64 = 0;
  if (near) {
    const sums = scratch + <usize>thread * SUMS;
    total = exact
      ? nearPairs3(block, cells, starts, order, axes, ys, zs, spacing, cellsPerNode, settings, first, last, out, sums, true)
      : nearPairs3(block, cells, starts, order, axes, ys, zs, spacing, cellsPerNode, settings, first, last, out, sums, false);
  }
  store<f64>(similarities + ((<usize>block) << 3), total);
}

// @ts-ignore: decorator
@inline
function nearPairs3(
  block: i32,
  cells: i32,
  starts: usize,
  order: usize,
  xs: usize,
  ys: usize,
  zs: usize,
  spacing: f32,
  cellsPerNode: f32,
  settings: usize,
  from: usize,
  to: usize,
  out: usize,
  sums: usize,
  exact: bool,
): f64 {
  const slims = SLIM * cells;
  const slimPerNode = <f32>SLIM * cellsPerNode;
  const cy = block % cells;
  const cz = block / cells;
  const firstLayer = max(0, cz - 1);
  const lastLayer = min(cells - 1, cz + 1);
  const firstRow = max(0, cy - 1);
  const lastRow = min(cells - 1, cy + 1);
  const one = f32x4.splat(1);
  const reach = v128.load32_splat(settings);
  const widest = Mathf.sqrt(load<f32>(settings));
  const a = v128.load32_splat(settings, 4);
  const g0 = v128.load32_splat(settings, 8);
  const g1 = v128.load32_splat(settings, 12);
  const g2 = v128.load32_splat(settings, 16);
  const q0 = v128.load32_splat(settings, 20);
  const q1 = v128.load32_splat(settings, 24);
  const q2 = v128.load32_splat(settings, 28);
  const q3 = v128.load32_splat(settings, 32);
  let total: f64 = 0;
  let count = 0;
  for (let at = from; at < to; at += (<usize>count) << 2) {
    count = together(xs, at, to, widest);
    const x = v128.load(xs + at);
    const y = v128.load(ys + at);
    const z = v128.load(zs + at);
    const valid = firstLanes(count);
    const some = v128.bitselect(x, v128.load32_splat(xs + at), valid);
    const left = (<usize>max(0, <i32>((lowest(some) - widest) * slimPerNode))) << 2;
    const right = (<usize>min(slims, <i32>((highest(some) + widest) * slimPerNode) + 1)) << 2;
    let sumX = f32x4.splat(0);
    let sumY = f32x4.splat(0);
    let sumZ = f32x4.splat(0);
    let similar = f32x4.splat(0);
    for (let layer = firstLayer; layer <= lastLayer; layer++) {
      for (let row = firstRow; row <= lastRow; row++) {
        const run = starts + ((<usize>((layer * cells + row) * (slims + 1))) << 2);
        const end = (<usize>load<u32>(run + right)) << 2;
        for (let j = (<usize>load<u32>(run + left)) << 2; j < end; j += 4) {
          const dx = f32x4.sub(x, v128.load32_splat(xs + j));
          const dy = f32x4.sub(y, v128.load32_splat(ys + j));
          const dz = f32x4.sub(z, v128.load32_splat(zs + j));
          const square = madd(dx, dx, madd(dy, dy, f32x4.mul(dz, dz)));
          const there = f32x4.lt(square, reach);
          const w = f32x4.div(one, madd(a, square, one));
          const s = f32x4.mul(w, f32x4.sqrt(w));
          const t = f32x4.sub(square, reach);
          const whole = exact ? f32x4.mul(s, w) : f32x4.mul(s, s);
          const force = v128.and(f32x4.sub(whole, madd(t, madd(t, g2, g1), g0)), there);
          sumX = madd(force, dx, sumX);
          sumY = madd(force, dy, sumY);
          sumZ = madd(force, dz, sumZ);
          similar = f32x4.add(similar, v128.and(f32x4.sub(s, madd(t, madd(t, madd(t, q3, q2), q1), q0)), there));
        }
      }
    }
    total += <f64>sumLanes(v128.and(similar, valid));
    v128.store(sums, sumX);
    v128.store(sums, sumY, 16);
    v128.store(sums, sumZ, 32);
    for (let i = 0; i < count; i++) {
      const sum = sums + ((<usize>i) << 2);
      const target = out + ((<usize>load<u32>(order + at + ((<usize>i) << 2))) << 4);
      store<f32>(target, load<f32>(target) + spacing * load<f32>(sum));
      store<f32>(target, load<f32>(target, 4) + spacing * load<f32>(sum, 16), 4);
      store<f32>(target, load<f32>(target, 8) + spacing * load<f32>(sum, 32), 8);
    }
  }
  return total;
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
