import { exp4, log4 } from '../runtime/power.as';

// UMAP's sampling. Four points move side by side, one in each lane, each through its own samples one after the other; all
// others stand where they were before. So no thread sees what another has moved.

/** Points per block. */
const ROWS: i32 = 256;
/** umap-learn's bound on each component of a gradient. */
const CLIP: f32 = 4;
/** Nearer points count as one: their distance says nothing of a direction. */
const SAME: f32 = 1e-30;

/**
 * Moves the points `block · 256 …` by the edges that fire in an epoch: those for which the whole part of epoch · rate grows.
 * The point is pulled to the edge's other end, then pushed from `negatives` points drawn at random; with `backward` the
 * last edge comes first. heads, out: f32 points as in `pointAt`, room for a multiple of 4; tails: what they are pulled to,
 * `tailCount` points. rowStarts: u32 (rows + 1); columns: u32, rates: f32 in 0 … 1, both in quads. states: u32 per point of
 * xorshift generators, not 0, room as for points. a, b: the curve 1/(1 + a·d^2b); pull = 2ab, push = 2b · repulsion
 * strength. scratch: `longest` · 16 bytes per thread. Parallel over blocks.
 */
export function umapMove(
  block: i32,
  thread: i32,
  heads: usize,
  out: usize,
  rows: i32,
  tails: usize,
  tailCount: i32,
  dims: i32,
  rowStarts: usize,
  columns: usize,
  rates: usize,
  states: usize,
  epoch: f32,
  alpha: f32,
  a: f32,
  b: f32,
  pull: f32,
  push: f32,
  negatives: i32,
  backward: i32,
  scratch: usize,
  longest: i32,
): void {
  const fired = scratch + ((<usize>thread * <usize>longest) << 4);
  const last = min(rows, (block + 1) * ROWS);
  for (let row = block * ROWS; row < last; row += 4) {
    let counts = i32x4.splat(0);
    counts = i32x4.replace_lane(counts, 0, listFired(fired, row, rows, rowStarts, columns, rates, epoch));
    counts = i32x4.replace_lane(counts, 1, listFired(fired + 4, row + 1, rows, rowStarts, columns, rates, epoch));
    counts = i32x4.replace_lane(counts, 2, listFired(fired + 8, row + 2, rows, rowStarts, columns, rates, epoch));
    counts = i32x4.replace_lane(counts, 3, listFired(fired + 12, row + 3, rows, rowStarts, columns, rates, epoch));
    if (dims == 2) move(heads, out, row, counts, fired, tails, tailCount, states, alpha, a, b, pull, push, negatives, backward, false);
    else move(heads, out, row, counts, fired, tails, tailCount, states, alpha, a, b, pull, push, negatives, backward, true);
  }
}

/** Lists the other ends of the row's edges that fire, 16 bytes apart; returns how many. */
function listFired(fired: usize, row: i32, rows: i32, rowStarts: usize, columns: usize, rates: usize, epoch: f32): i32 {
  if (row >= rows) return 0;
  const now = f32x4.splat(epoch);
  const before = f32x4.splat(epoch - 1);
  const end = (<usize>load<u32>(rowStarts + ((<usize>row) << 2), 4)) << 2;
  let count = 0;
  for (let e = (<usize>load<u32>(rowStarts + ((<usize>row) << 2))) << 2; e < end; e += 16) {
    const rate = v128.load(rates + e);
    const fires = f32x4.gt(f32x4.floor(f32x4.mul(rate, now)), f32x4.floor(f32x4.mul(rate, before)));
    for (let lanes = i32x4.bitmask(fires); lanes; lanes &= lanes - 1) {
      store<u32>(fired + ((<usize>count) << 4), load<u32>(columns + e + ((<usize>ctz(lanes)) << 2)));
      count++;
    }
  }
  return count;
}

// @ts-ignore: decorator
@inline
function pointAt(points: usize, index: i32, three: bool): v128 {
  return three ? v128.load(points + ((<usize>index) << 4)) : v128.load64_zero(points + ((<usize>index) << 3));
}

// @ts-ignore: decorator
@inline
function move(
  heads: usize,
  out: usize,
  row: i32,
  counts: v128,
  fired: usize,
  tails: usize,
  tailCount: i32,
  states: usize,
  alpha: f32,
  a: f32,
  b: f32,
  pull: f32,
  push: f32,
  negatives: i32,
  backward: i32,
  three: bool,
): void {
  let p0 = pointAt(heads, row, three);
  let p1 = pointAt(heads, row + 1, three);
  let p2 = pointAt(heads, row + 2, three);
  let p3 = pointAt(heads, row + 3, three);
  let x = firstOf(p0, p1, p2, p3);
  let y = secondOf(p0, p1, p2, p3);
  let z = three ? thirdOf(p0, p1, p2, p3) : f32x4.splat(0);
  let state = v128.load(states + ((<usize>row) << 2));
  const steps = max(
    max(i32x4.extract_lane(counts, 0), i32x4.extract_lane(counts, 1)),
    max(i32x4.extract_lane(counts, 2), i32x4.extract_lane(counts, 3)),
  );
  const one = f32x4.splat(1);
  const as = f32x4.splat(a);
  const bs = f32x4.splat(b);
  const alphas = f32x4.splat(alpha);
  const perWord = f32x4.splat(<f32>tailCount / 16777216);
  const lastTail = i32x4.splat(tailCount - 1);
  for (let turn = 0; turn < steps; turn++) {
    const step = backward ? steps - 1 - turn : turn;
    const active = i32x4.gt_s(counts, i32x4.splat(step));
    const neighbors = v128.and(v128.load(fired + ((<usize>step) << 4)), active);
    const n0 = pointAt(tails, i32x4.extract_lane(neighbors, 0), three);
    const n1 = pointAt(tails, i32x4.extract_lane(neighbors, 1), three);
    const n2 = pointAt(tails, i32x4.extract_lane(neighbors, 2), three);
    const n3 = pointAt(tails, i32x4.extract_lane(neighbors, 3), three);
    const nx = firstOf(n0, n1, n2, n3);
    const ny = secondOf(n0, n1, n2, n3);
    const nz = three ? thirdOf(n0, n1, n2, n3) : f32x4.splat(0);
    for (let sample = 0; sample <= negatives; sample++) {
      const drawn = sample > 0;
      let dx: v128;
      let dy: v128;
      let dz: v128;
      if (drawn) {
        let next = v128.xor(state, i32x4.shl(state, 13));
        next = v128.xor(next, i32x4.shr_u(next, 17));
        next = v128.xor(next, i32x4.shl(next, 5));
        state = v128.bitselect(next, state, active);
        const share = f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(state, 8)), perWord);
        const drawnIndex = i32x4.min_s(i32x4.trunc_sat_f32x4_s(share), lastTail);
        p0 = pointAt(tails, i32x4.extract_lane(drawnIndex, 0), three);
        p1 = pointAt(tails, i32x4.extract_lane(drawnIndex, 1), three);
        p2 = pointAt(tails, i32x4.extract_lane(drawnIndex, 2), three);
        p3 = pointAt(tails, i32x4.extract_lane(drawnIndex, 3), three);
        dx = f32x4.sub(x, firstOf(p0, p1, p2, p3));
        dy = f32x4.sub(y, secondOf(p0, p1, p2, p3));
        dz = three ? f32x4.sub(z, thirdOf(p0, p1, p2, p3)) : f32x4.splat(0);
      } else {
        dx = f32x4.sub(x, nx);
        dy = f32x4.sub(y, ny);
        dz = three ? f32x4.sub(z, nz) : f32x4.splat(0);
      }
      let square = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      if (three) square = f32x4.add(square, f32x4.mul(dz, dz));
      const moves = v128.and(active, f32x4.gt(square, f32x4.splat(SAME)));
      square = f32x4.max(square, f32x4.splat(SAME));
      const power = exp4(f32x4.mul(bs, log4(square)));
      const curve = f32x4.add(one, f32x4.mul(as, power));
      let factor: v128;
      if (drawn) {
        const softened = f32x4.add(square, f32x4.splat(0.001));
        factor = f32x4.div(f32x4.splat(push), f32x4.mul(softened, curve));
      } else {
        factor = f32x4.div(f32x4.mul(f32x4.splat(-pull), power), f32x4.mul(square, curve));
      }
      factor = v128.and(factor, moves);
      x = f32x4.add(x, f32x4.mul(alphas, clip(f32x4.mul(factor, dx))));
      y = f32x4.add(y, f32x4.mul(alphas, clip(f32x4.mul(factor, dy))));
      if (three) z = f32x4.add(z, f32x4.mul(alphas, clip(f32x4.mul(factor, dz))));
    }
  }
  v128.store(states + ((<usize>row) << 2), state);
  const low = v128.shuffle<f32>(x, y, 0, 4, 1, 5);
  const high = v128.shuffle<f32>(x, y, 2, 6, 3, 7);
  if (!three) {
    v128.store(out + ((<usize>row) << 3), low);
    v128.store(out + ((<usize>row) << 3), high, 16);
    return;
  }
  const zero = f32x4.splat(0);
  const lowZ = v128.shuffle<f32>(z, zero, 0, 4, 1, 5);
  const highZ = v128.shuffle<f32>(z, zero, 2, 6, 3, 7);
  const to = out + ((<usize>row) << 4);
  v128.store(to, v128.shuffle<f64>(low, lowZ, 0, 2));
  v128.store(to, v128.shuffle<f64>(low, lowZ, 1, 3), 16);
  v128.store(to, v128.shuffle<f64>(high, highZ, 0, 2), 32);
  v128.store(to, v128.shuffle<f64>(high, highZ, 1, 3), 48);
}

// @ts-ignore: decorator
@inline
function firstOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.shuffle<f64>(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 0, 4, 1, 5), 0, 2);
}

// @ts-ignore: decorator
@inline
function secondOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.shuffle<f64>(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 0, 4, 1, 5), 1, 3);
}

// @ts-ignore: decorator
@inline
function thirdOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 2, 6), v128.shuffle<f32>(c, d, 2, 6, 2, 6), 0, 2);
}

// @ts-ignore: decorator
@inline
function clip(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(CLIP)), f32x4.splat(-CLIP));
}
