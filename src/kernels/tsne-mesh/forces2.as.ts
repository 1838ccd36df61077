import { madd, sumLanes } from '../runtime/simd.as';
import { firstLanes, highest, lowest, SLIM, SUMS, together, weighRows } from './near.as';
import { splineSlopes, splineWeights } from './spline.as';

// What the points feel: the gradient of the lattice's potential, and what it lacks between pairs nearer than R: the
// difference between a kernel and its smoothed form. Settings, f32, lengths in lattice nodes: [R²; a with 1 + a·u² the
// kernels' base; the smooth force's polynomial in t = u² − R², 3; the smooth similarity's, 4].

/**
 * Repulsion of the points of one row of cells: −½ of the lattice potential's gradient and, with `near` ≠ 0, what near pairs
 * lack, four points side by side. spacing: map units per node. out: f32, stored as points are, in the points' own order;
 * similarities: f64 (blocks), Σ of the lattice potential at the points, which in two dimensions is the similarity, and of
 * what near pairs lack of it, each point with itself among them. scratch: 64 bytes per thread. Parallel over rows of cells.
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
  cellsPerNode: f32,
  near: i32,
  settings: usize,
  out: usize,
  similarities: usize,
  scratch: usize,
): void {
  const sums = scratch + <usize>thread * SUMS;
  const slims = SLIM * cells;
  const slimPerNode = <f32>SLIM * cellsPerNode;
  const ys = axes + ((<usize>stride) << 2);
  const rowBytes = (<usize>latticeStride) << 2;
  const fromLattice: f32 = -0.5 / spacing;
  const firstRow = max(0, block - 1);
  const lastRow = min(cells - 1, block + 1);
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
  const own = starts + ((<usize>(block * (slims + 1))) << 2);
  const last = (<usize>load<u32>(own + ((<usize>slims) << 2))) << 2;
  let total: f64 = 0;
  let count = 0;
  for (let at = (<usize>load<u32>(own)) << 2; at < last; at += (<usize>count) << 2) {
    count = together(axes, at, last, widest);
    if (near) {
      const x = v128.load(axes + at);
      const y = v128.load(ys + at);
      const valid = firstLanes(count);
      const some = v128.bitselect(x, v128.load32_splat(axes + at), valid);
      const left = (<usize>max(0, <i32>((lowest(some) - widest) * slimPerNode))) << 2;
      const right = (<usize>min(slims, <i32>((highest(some) + widest) * slimPerNode) + 1)) << 2;
      let sumX = f32x4.splat(0);
      let sumY = f32x4.splat(0);
      let similar = f32x4.splat(0);
      for (let row = firstRow; row <= lastRow; row++) {
        const run = starts + ((<usize>(row * (slims + 1))) << 2);
        const end = (<usize>load<u32>(run + right)) << 2;
        for (let j = (<usize>load<u32>(run + left)) << 2; j < end; j += 4) {
          const dx = f32x4.sub(x, v128.load32_splat(axes + j));
          const dy = f32x4.sub(y, v128.load32_splat(ys + j));
          const square = madd(dx, dx, f32x4.mul(dy, dy));
          const there = f32x4.lt(square, reach);
          const s = f32x4.div(one, madd(a, square, one));
          const t = f32x4.sub(square, reach);
          const force = v128.and(f32x4.sub(f32x4.mul(s, s), madd(t, madd(t, g2, g1), g0)), there);
          sumX = madd(force, dx, sumX);
          sumY = madd(force, dy, sumY);
          similar = f32x4.add(similar, v128.and(f32x4.sub(s, madd(t, madd(t, madd(t, q3, q2), q1), q0)), there));
        }
      }
      total += <f64>sumLanes(v128.and(similar, valid));
      v128.store(sums, sumX);
      v128.store(sums, sumY, 16);
    }
    for (let i = 0; i < count; i++) {
      const place = at + ((<usize>i) << 2);
      const x = load<f32>(axes + place);
      const y = load<f32>(ys + place);
      const bx = <i32>x;
      const by = <i32>y;
      const node = lattice + <usize>(by - 1) * rowBytes + ((<usize>(bx - 1)) << 2);
      const tx = x - <f32>bx;
      const ty = y - <f32>by;
      const weights = splineWeights(tx);
      const along = weighRows(node, rowBytes, splineWeights(ty));
      let fx = fromLattice * sumLanes(f32x4.mul(splineSlopes(tx), along));
      let fy = fromLattice * sumLanes(f32x4.mul(weights, weighRows(node, rowBytes, splineSlopes(ty))));
      total += <f64>sumLanes(f32x4.mul(weights, along));
      if (near) {
        fx += spacing * load<f32>(sums + ((<usize>i) << 2));
        fy += spacing * load<f32>(sums + ((<usize>i) << 2), 16);
      }
      const target = out + ((<usize>load<u32>(order + place)) << 3);
      store<f32>(target, fx);
      store<f32>(target, fy, 4);
    }
  }
  store<f64>(similarities + ((<usize>block) << 3), total);
}
