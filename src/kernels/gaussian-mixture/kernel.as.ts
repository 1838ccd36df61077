import { expNegative2 } from '../tsne-affinity/exp.as';
import { diagonalForm, LINE, madd, plainForm, wholeForm, whiten } from './forms.as';

// Expectation and weighted moments for Gaussian mixtures, all in f64. Rows have `stride` values, a multiple of 4, padded with
// zeros, of which `cols` count.

/** Rows per block of `mixtureExpect`. */
const ROWS: i32 = 64;
/** Rows gathered before a product in `mixtureMoments`. */
const GATHERED: i32 = 32;

/** lines[c] = values of column c of rows first … first + 7; the last row is taken again where there are fewer. */
// @ts-ignore: decorator
@inline
function transpose(X: usize, first: i32, rows: i32, stride: i32, cols: i32, lines: usize): void {
  for (let i = 0; i < 8; i++) {
    const x = X + ((<usize>min(first + i, rows - 1) * stride) << 3);
    const to = lines + (<usize>i << 3);
    for (let c: usize = 0; c < <usize>cols; c++) store<f64>(to + c * LINE, load<f64>(x + (c << 3)));
  }
}

/** How `factors` are meant: a triangle for each Gaussian, the same for all, or reciprocal deviations for each. */
const EACH: i32 = 0;
const SHARED: i32 = 1;

/**
 * Responsibilities of k Gaussians for each row, by log-sum-exp. means: f64 (k × stride); factors, for each Gaussian
 * `factorBytes` further: a triangle as in `multiply` (form 0); one for all, the means being multiplied with it beforehand (1); or
 * f64 (stride) (2). constants: f64 (k × 2), log density at the mean, log weight. Writes responsibilities: f64 (rows × k); labels:
 * i32, the most probable, the first of equals; own: f64, −log density under that one; logs: f64, log density of the mixture;
 * sums: f64 (blocks × k), responsibilities summed. scratch: (stride + k)·128 bytes per thread. Parallel over blocks of 64 rows.
 */
export function mixtureExpect(
  block: i32,
  thread: i32,
  X: usize,
  rows: i32,
  stride: i32,
  cols: i32,
  means: usize,
  factors: usize,
  factorBytes: i32,
  form: i32,
  constants: usize,
  k: i32,
  responsibilities: usize,
  labels: usize,
  own: usize,
  logs: usize,
  sums: usize,
  scratch: usize,
): void {
  const lines = scratch + <usize>thread * <usize>(stride + k) * LINE * 2;
  const differences = lines + <usize>stride * LINE;
  const forms = differences + <usize>stride * LINE;
  const last = min(rows, (block + 1) * ROWS);
  const sum = sums + ((<usize>block * k) << 3);
  memory.fill(sum, 0, <usize>k << 3);
  for (let first = block * ROWS; first < last; first += 8) {
    transpose(X, first, rows, stride, cols, lines);
    if (form == SHARED) whiten(lines, factors, stride, cols, differences);
    for (let j = 0; j < k; j++) {
      const mean = means + ((<usize>j * stride) << 3);
      const factor = factors + <usize>j * factorBytes;
      const squares = forms + <usize>j * LINE;
      if (form == EACH) wholeForm(lines, differences, mean, factor, stride, cols, squares);
      else if (form == SHARED) plainForm(differences, mean, cols, squares);
      else diagonalForm(lines, mean, factor, cols, squares);
    }
    for (let i = 0; i < 8 && first + i < last; i += 2) {
      const joints = forms + (<usize>i << 3);
      const shares = joints + <usize>k * LINE;
      const logTotals = sharesOfTwo(joints, constants, k, shares);
      for (let lane: usize = 0; lane < 2; lane++) {
        const row = <usize>(first + i) + lane;
        if (row >= <usize>last) break;
        const joint = joints + (lane << 3);
        const label = largest(joint, k);
        const most = load<f64>(joint + <usize>label * LINE);
        store<i32>(labels + (row << 2), label);
        store<f64>(own + (row << 3), load<f64>(constants + (<usize>label << 4), 8) - most);
        const logTotal = lane ? f64x2.extract_lane(logTotals, 1) : f64x2.extract_lane(logTotals, 0);
        store<f64>(logs + (row << 3), most + logTotal);
        let share = shares + (lane << 3);
        let to = responsibilities + ((row * <usize>k) << 3);
        for (let j: usize = 0; j < <usize>k << 3; j += 8, share += LINE, to += 8) {
          const value = load<f64>(share);
          store<f64>(to, value);
          store<f64>(sum + j, load<f64>(sum + j) + value);
        }
      }
    }
  }
}

/**
 * For two rows: turns their k squared forms into log densities times weights, in place, and writes their shares of the total.
 * Returns the logarithms of Σ exp(joint − largest joint).
 */
// @ts-ignore: decorator
@inline
function sharesOfTwo(joints: usize, constants: usize, k: i32, shares: usize): v128 {
  let most = f64x2.splat(-Infinity);
  const end = joints + <usize>k * LINE;
  for (let at = joints; at < end; at += LINE, constants += 16) {
    const constant = f64x2.add(v128.load64_splat(constants), v128.load64_splat(constants, 8));
    const joint = f64x2.sub(constant, f64x2.mul(f64x2.splat(0.5), v128.load(at)));
    v128.store(at, joint);
    most = f64x2.pmax(most, joint);
  }
  let total = f64x2.splat(0);
  let to = shares;
  for (let at = joints; at < end; at += LINE, to += LINE) {
    const share = expNegative2(f64x2.sub(v128.load(at), most));
    v128.store(to, share);
    total = f64x2.add(total, share);
  }
  for (let at = shares; at < to; at += LINE) v128.store(at, f64x2.div(v128.load(at), total));
  const first = f64x2.splat(Math.log(f64x2.extract_lane(total, 0)));
  return f64x2.replace_lane(first, 1, Math.log(f64x2.extract_lane(total, 1)));
}

/** Place of the largest of k values a line apart, the first of equals. */
// @ts-ignore: decorator
@inline
function largest(values: usize, k: i32): i32 {
  let place = 0;
  let most = load<f64>(values);
  for (let j = 1; j < k; j++) {
    const value = load<f64>(values + <usize>j * LINE);
    if (value > most) {
      most = value;
      place = j;
    }
  }
  return place;
}

/** S += Σ w·dᵀ over the gathered rows, for the lower half in tiles of 4 × 4; S: f64 (stride × stride). */
function addProducts(weighted: usize, differences: usize, count: i32, stride: i32, S: usize): void {
  const rowBytes = <usize>stride << 3;
  const end = <usize>count * rowBytes;
  for (let i: usize = 0; i < rowBytes; i += 32) {
    for (let j: usize = 0; j <= i; j += 32) {
      let a0 = f64x2.splat(0), a1 = f64x2.splat(0), b0 = f64x2.splat(0), b1 = f64x2.splat(0);
      let c0 = f64x2.splat(0), c1 = f64x2.splat(0), d0 = f64x2.splat(0), d1 = f64x2.splat(0);
      for (let at: usize = 0; at < end; at += rowBytes) {
        const w = weighted + at + i;
        const low = v128.load(differences + at + j);
        const high = v128.load(differences + at + j, 16);
        let v = v128.load64_splat(w);
        a0 = madd(v, low, a0);
        a1 = madd(v, high, a1);
        v = v128.load64_splat(w, 8);
        b0 = madd(v, low, b0);
        b1 = madd(v, high, b1);
        v = v128.load64_splat(w, 16);
        c0 = madd(v, low, c0);
        c1 = madd(v, high, c1);
        v = v128.load64_splat(w, 24);
        d0 = madd(v, low, d0);
        d1 = madd(v, high, d1);
      }
      const to = S + (i >> 3) * rowBytes + j;
      addPair(to, a0, a1);
      addPair(to + rowBytes, b0, b1);
      addPair(to + rowBytes * 2, c0, c1);
      addPair(to + rowBytes * 3, d0, d1);
    }
  }
}

// @ts-ignore: decorator
@inline
function addPair(to: usize, low: v128, high: v128): void {
  v128.store(to, f64x2.add(v128.load(to), low));
  v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
}

/**
 * Weighted moments about given means, of one Gaussian over one chunk of rows: Σ r·d, then with `order` 1 also Σ r·d∘d, with 2
 * also Σ r·d·dᵀ (its lower half, in tiles of 4 × 4), where d = x − mean. Rows with r ≤ threshold of the Gaussian are left out.
 * out: f64 (chunks × k × outBytes / 8), each stride values and then none, stride or stride². scratch: stride·512 bytes per
 * thread. Parallel over chunks × k.
 */
export function mixtureMoments(
  block: i32,
  thread: i32,
  order: i32,
  X: usize,
  rows: i32,
  stride: i32,
  responsibilities: usize,
  k: i32,
  thresholds: usize,
  means: usize,
  chunkRows: i32,
  out: usize,
  outBytes: i32,
  scratch: usize,
): void {
  const j = block % k;
  const from = (block / k) * chunkRows;
  const last = min(rows, from + chunkRows);
  const rowBytes = <usize>stride << 3;
  const sums = out + <usize>block * outBytes;
  const second = sums + rowBytes;
  const differences = scratch + <usize>thread * GATHERED * 2 * rowBytes;
  const weighted = differences + GATHERED * rowBytes;
  const mean = means + <usize>j * rowBytes;
  const threshold = load<f64>(thresholds + (<usize>j << 3));
  memory.fill(sums, 0, outBytes);
  let count = 0;
  for (let r = from; r < last; r++) {
    const share = load<f64>(responsibilities + ((<usize>r * k + j) << 3));
    if (share <= threshold) continue;
    const shares = f64x2.splat(share);
    const x = X + <usize>r * rowBytes;
    const at = <usize>count * rowBytes;
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const difference = f64x2.sub(v128.load(x + i), v128.load(mean + i));
      const heavy = f64x2.mul(difference, shares);
      v128.store(sums + i, f64x2.add(v128.load(sums + i), heavy));
      if (order == 1) v128.store(second + i, madd(heavy, difference, v128.load(second + i)));
      if (order == 2) {
        v128.store(differences + at + i, difference);
        v128.store(weighted + at + i, heavy);
      }
    }
    if (order == 2 && ++count == GATHERED) {
      addProducts(weighted, differences, count, stride, second);
      count = 0;
    }
  }
  if (count > 0) addProducts(weighted, differences, count, stride, second);
}
