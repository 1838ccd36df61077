import { ELEMENT, forwardLanes, inverseLanes } from './lanes.as';

// Passes of a real-input transform in two or three dimensions over the corner of a zero-padded grid. A spectrum is kept
// as strips of four wave numbers along x: spectrum[strip][row], one 32-byte element (4 real, 4 imaginary) each, so that a
// column pass reads memory in order.

/** Rows of real values one block of a row pass takes: four as real parts, four as imaginary parts. */
const ROWS: i32 = 8;

/** Writes the 4 × 4 transpose of four vectors to four places. */
// @ts-ignore: decorator
@inline
function transposeTo(a: v128, b: v128, c: v128, d: v128, p0: usize, p1: usize, p2: usize, p3: usize): void {
  const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const lowNext = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const highNext = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(p0, v128.shuffle<f64>(low, lowNext, 0, 2));
  v128.store(p1, v128.shuffle<f64>(low, lowNext, 1, 3));
  v128.store(p2, v128.shuffle<f64>(high, highNext, 0, 2));
  v128.store(p3, v128.shuffle<f64>(high, highNext, 1, 3));
}

// @ts-ignore: decorator
@inline
function transposeRows(from: usize, rowBytes: usize, to: usize, step: usize): void {
  transposeTo(
    v128.load(from), v128.load(from + rowBytes), v128.load(from + 2 * rowBytes), v128.load(from + 3 * rowBytes),
    to, to + step, to + 2 * step, to + 3 * step,
  );
}

/**
 * Transforms eight real rows of `width` values, zero beyond, to wave numbers 0 … N/2. grid: f32 (rows × stride), rows a
 * multiple of 8, stride a multiple of 4; spectrum: (strips, rows) elements holding *twice* the transform. scratch: per
 * thread 2·N elements. Parallel over blocks of 8 rows.
 */
export function fftRowsForward(
  block: i32,
  thread: i32,
  grid: usize,
  spectrum: usize,
  rows: i32,
  width: i32,
  stride: i32,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  const other = data + <usize>N * ELEMENT;
  const rowBytes = (<usize>stride) << 2;
  const first = grid + <usize>block * ROWS * rowBytes;
  const quads = (width + 3) >> 2;
  for (let q = 0; q < quads; q++) {
    const from = first + ((<usize>q) << 4);
    const to = data + ((<usize>q) << 7);
    transposeRows(from, rowBytes, to, ELEMENT);
    transposeRows(from + 4 * rowBytes, rowBytes, to + 16, ELEMENT);
  }
  const filled = min(N, quads << 2);
  memory.fill(data + <usize>filled * ELEMENT, 0, <usize>(N - filled) * ELEMENT);
  const z = forwardLanes(data, other, N, plan);
  const work = z == data ? other : data;
  const strips = (N >> 3) + 1;
  for (let strip = 0; strip < strips; strip++) {
    // The rows' transforms are the parts of z with and without symmetry: A = z[k] + conj z[N−k], B the rest.
    for (let lane = 0; lane < 4; lane++) {
      const k = (strip << 2) + lane;
      const up = z + <usize>(k % N) * ELEMENT;
      const down = z + <usize>((N - (k % N)) % N) * ELEMENT;
      const to = work + ((<usize>lane) << 4);
      v128.store(to, f32x4.add(v128.load(up), v128.load(down)));
      v128.store(to, f32x4.sub(v128.load(up, 16), v128.load(down, 16)), 64);
      v128.store(to, f32x4.add(v128.load(up, 16), v128.load(down, 16)), 128);
      v128.store(to, f32x4.sub(v128.load(down), v128.load(up)), 192);
    }
    const to = spectrum + (<usize>strip * <usize>rows + <usize>block * ROWS) * ELEMENT;
    transposeRows(work, 16, to, ELEMENT);
    transposeRows(work + 64, 16, to + 16, ELEMENT);
    transposeRows(work + 128, 16, to + 4 * ELEMENT, ELEMENT);
    transposeRows(work + 192, 16, to + 4 * ELEMENT + 16, ELEMENT);
  }
}

/** The way back from `fftRowsForward`, without any factor: a grid → spectrum → grid round gives 2·N times the grid. */
export function fftRowsInverse(
  block: i32,
  thread: i32,
  grid: usize,
  spectrum: usize,
  rows: i32,
  width: i32,
  stride: i32,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  const other = data + <usize>N * ELEMENT;
  const strips = (N >> 3) + 1;
  for (let strip = 0; strip < strips; strip++) {
    const from = spectrum + (<usize>strip * <usize>rows + <usize>block * ROWS) * ELEMENT;
    transposeRows(from, ELEMENT, other, 16);
    transposeRows(from + 16, ELEMENT, other + 64, 16);
    transposeRows(from + 4 * ELEMENT, ELEMENT, other + 128, 16);
    transposeRows(from + 4 * ELEMENT + 16, ELEMENT, other + 192, 16);
    for (let lane = 0; lane < 4; lane++) {
      const k = (strip << 2) + lane;
      if (k > N >> 1) break;
      const part = other + ((<usize>lane) << 4);
      const ar = v128.load(part);
      const ai = v128.load(part, 64);
      const br = v128.load(part, 128);
      const bi = v128.load(part, 192);
      const up = data + <usize>k * ELEMENT;
      v128.store(up, f32x4.sub(ar, bi));
      v128.store(up, f32x4.add(ai, br), 16);
      if (k == 0 || k << 1 == N) continue;
      const down = data + <usize>(N - k) * ELEMENT;
      v128.store(down, f32x4.add(ar, bi));
      v128.store(down, f32x4.sub(br, ai), 16);
    }
  }
  const z = inverseLanes(data, other, N, plan);
  const rowBytes = (<usize>stride) << 2;
  const first = grid + <usize>block * ROWS * rowBytes;
  const quads = (width + 3) >> 2;
  for (let q = 0; q < quads; q++) {
    const to = first + ((<usize>q) << 4);
    const from = z + ((<usize>q) << 7);
    transposeRows(from, ELEMENT, to, rowBytes);
    transposeRows(from + 16, ELEMENT, to + 4 * rowBytes, rowBytes);
  }
}

/**
 * Transforms lines that lie in memory and scatters them: line b, `length` elements at from + b·fromStride, zero beyond,
 * becomes N elements, `toStep` apart. Three dimensions: the pass along y, whose result the pass along z reads in order.
 * fromOuter, toOuter: elements from one strip to the next, with `lines` lines in each. Parallel over strips × lines.
 */
export function fftLinesForward(
  block: i32,
  thread: i32,
  from: usize,
  to: usize,
  length: i32,
  lines: i32,
  fromLine: i32,
  fromOuter: i32,
  toStep: i32,
  toOuter: i32,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  const strip = block / lines;
  const line = block % lines;
  const source = from + (<usize>strip * <usize>fromOuter + <usize>line * <usize>fromLine) * ELEMENT;
  memory.copy(data, source, <usize>length * ELEMENT);
  memory.fill(data + <usize>length * ELEMENT, 0, <usize>(N - length) * ELEMENT);
  const z = forwardLanes(data, data + <usize>N * ELEMENT, N, plan);
  let target = to + (<usize>strip * <usize>toOuter + <usize>line) * ELEMENT;
  for (let k = 0; k < N; k++) {
    v128.store(target, v128.load(z + <usize>k * ELEMENT));
    v128.store(target, v128.load(z + <usize>k * ELEMENT, 16), 16);
    target += <usize>toStep * ELEMENT;
  }
}

/** The way back from `fftLinesForward`, same layout: gathers N elements `toStep` apart, keeps the first `length`. */
export function fftLinesInverse(
  block: i32,
  thread: i32,
  from: usize,
  to: usize,
  length: i32,
  lines: i32,
  fromLine: i32,
  fromOuter: i32,
  toStep: i32,
  toOuter: i32,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  const strip = block / lines;
  const line = block % lines;
  let source = to + (<usize>strip * <usize>toOuter + <usize>line) * ELEMENT;
  for (let k = 0; k < N; k++) {
    v128.store(data + <usize>k * ELEMENT, v128.load(source));
    v128.store(data + <usize>k * ELEMENT, v128.load(source, 16), 16);
    source += <usize>toStep * ELEMENT;
  }
  const z = inverseLanes(data, data + <usize>N * ELEMENT, N, plan);
  memory.copy(
    from + (<usize>strip * <usize>fromOuter + <usize>line * <usize>fromLine) * ELEMENT,
    z,
    <usize>length * ELEMENT,
  );
}

/**
 * The last axis of a convolution, all in the cache: forward, times a real kernel transform, back. Line b is `length`
 * elements at spectrum + b·lineStep elements, replaced by the result. kernel, energyKernel: f32x4 per element (lines × N).
 * energy[b] = Σ |z|²·energyKernel (f64), by which a quadratic form of the grid costs no transform back; without an
 * energyKernel (0) it stays as it is. Parallel over lines.
 */
export function fftConvolveLines(
  block: i32,
  thread: i32,
  spectrum: usize,
  length: i32,
  lineStep: i32,
  kernel: usize,
  energyKernel: usize,
  energy: usize,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  const other = data + <usize>N * ELEMENT;
  const line = spectrum + <usize>block * <usize>lineStep * ELEMENT;
  memory.copy(data, line, <usize>length * ELEMENT);
  memory.fill(data + <usize>length * ELEMENT, 0, <usize>(N - length) * ELEMENT);
  let z = forwardLanes(data, other, N, plan);
  if (energyKernel) {
    const weights = energyKernel + (((<usize>block * <usize>N)) << 4);
    store<f64>(energy + ((<usize>block) << 3), weighedEnergy(z, weights, N));
  }
  const factors = kernel + (((<usize>block * <usize>N)) << 4);
  for (let k = 0; k < N; k++) {
    const p = z + <usize>k * ELEMENT;
    const factor = v128.load(factors + ((<usize>k) << 4));
    v128.store(p, f32x4.mul(v128.load(p), factor));
    v128.store(p, f32x4.mul(v128.load(p, 16), factor), 16);
  }
  z = inverseLanes(z, z == data ? other : data, N, plan);
  memory.copy(line, z, <usize>length * ELEMENT);
}

/** Σ |z|²·weight over a line, in double precision. */
// @ts-ignore: decorator
@inline
function weighedEnergy(z: usize, weights: usize, N: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let k = 0; k < N; k++) {
    const p = z + <usize>k * ELEMENT;
    const re = v128.load(p);
    const im = v128.load(p, 16);
    const power = f32x4.mul(
      f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)),
      v128.load(weights + ((<usize>k) << 4)),
    );
    low = f64x2.add(low, f64x2.promote_low_f32x4(power));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f64>(power, power, 1, 1)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * The last axis of a kernel's own transform: real parts of each transformed line, times the factors of all axes.
 * spectrum: lines of N elements, `lineStep` apart; out: f32x4 (lines × N). factor: f32 (≥ 4·strips, N) per wave number of one
 * axis, with the x axis's factors weighted as wanted in `factorX` (0 for wave numbers above N/2). `perStrip` lines in
 * each strip: 1 in two dimensions, N in three, where the line's own number is a wave number too. Parallel over lines.
 */
export function fftKernelLines(
  block: i32,
  thread: i32,
  spectrum: usize,
  lineStep: i32,
  out: usize,
  factorX: usize,
  factor: usize,
  perStrip: i32,
  N: i32,
  plan: usize,
  scratch: usize,
): void {
  const data = scratch + <usize>thread * <usize>N * 2 * ELEMENT;
  memory.copy(data, spectrum + <usize>block * <usize>lineStep * ELEMENT, <usize>N * ELEMENT);
  const z = forwardLanes(data, data + <usize>N * ELEMENT, N, plan);
  const strip = block / perStrip;
  let line = v128.load(factorX + ((<usize>strip) << 4));
  if (perStrip > 1) line = f32x4.mul(line, v128.load32_splat(factor + ((<usize>(block % perStrip)) << 2)));
  for (let k = 0; k < N; k++) {
    const scale = f32x4.mul(line, v128.load32_splat(factor + ((<usize>k) << 2)));
    v128.store(out + ((<usize>block * <usize>N + <usize>k) << 4), f32x4.mul(v128.load(z + <usize>k * ELEMENT), scale));
  }
}
