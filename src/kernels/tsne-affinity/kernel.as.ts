import { expNegative2 } from './exp.as';

// Input similarities of t-SNE: one Gaussian per row whose width gives the wanted perplexity, then P = (C + Cᵀ)/Σ.

/** Rows per block of `tsneConditional`. */
const ROWS: i32 = 64;
const STEPS_MAX: i32 = 100;
const TOLERANCE: f64 = 1e-5;
/** What scikit-learn puts in place of a sum that is 0. */
const EPSILON: f64 = 1e-8;

/** p = exp(−beta·d²); returns Σp, and leaves Σ d²·p at `weighted`. */
// @ts-ignore: decorator
@inline
function gaussian(squares: usize, p: usize, stride: i32, beta: f64, weighted: usize): f64 {
  const negative = f64x2.splat(-beta);
  let sums = f64x2.splat(0);
  let products = f64x2.splat(0);
  for (let j = 0; j < stride; j += 2) {
    const d = f64x2.promote_low_f32x4(v128.load64_zero(squares + ((<usize>j) << 2)));
    const value = expNegative2(f64x2.mul(negative, d));
    v128.store(p + ((<usize>j) << 3), value);
    sums = f64x2.add(sums, value);
    products = f64x2.add(products, f64x2.mul(value, d));
  }
  store<f64>(weighted, f64x2.extract_lane(products, 0) + f64x2.extract_lane(products, 1));
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * Bisection on beta = 1/(2σ²) for entropy ln(perplexity), with scikit-learn's bounds, tolerance and number of steps.
 * squares: f32 (rows × stride) squared distances, stride even, padded with 3e38, whose Gaussian is 0 for every beta that
 * 100 halvings reach. p: f64 (rows × stride) conditional probabilities; rowSums: f64 (rows) what they add up to (1, or 0
 * where all underflowed). scratch: 16 bytes per thread. Parallel over blocks of 64 rows.
 */
export function tsneConditional(
  block: i32,
  thread: i32,
  squares: usize,
  p: usize,
  rowSums: usize,
  rows: i32,
  stride: i32,
  logPerplexity: f64,
  scratch: usize,
): void {
  const weighted = scratch + ((<usize>thread) << 4);
  const last = min(rows, (block + 1) * ROWS);
  for (let row = block * ROWS; row < last; row++) {
    const first = <usize>row * <usize>stride;
    const d = squares + (first << 2);
    const out = p + (first << 3);
    let beta: f64 = 1;
    let low: f64 = -Infinity;
    let high: f64 = Infinity;
    let sum: f64 = 0;
    for (let step = 0; step < STEPS_MAX; step++) {
      sum = gaussian(d, out, stride, beta, weighted);
      if (sum == 0) sum = EPSILON;
      const difference = Math.log(sum) + (beta * load<f64>(weighted)) / sum - logPerplexity;
      if (Math.abs(difference) <= TOLERANCE) break;
      if (difference > 0) {
        low = beta;
        beta = high == Infinity ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = low == -Infinity ? beta / 2 : (beta + low) / 2;
      }
    }
    let total: f64 = 0;
    for (let j = 0; j < stride; j++) {
      const at = out + ((<usize>j) << 3);
      const value = load<f64>(at) / sum;
      store<f64>(at, value);
      total += value;
    }
    store<f64>(rowSums + ((<usize>row) << 3), total);
  }
}

/** counts[j] += how often the rows from … to−1 name j. indices: u32 (rows × k). */
export function tsneCountIncoming(from: i32, to: i32, indices: usize, k: i32, counts: usize): void {
  const last = indices + ((<usize>to * <usize>k) << 2);
  for (let at = indices + ((<usize>from * <usize>k) << 2); at < last; at += 4) {
    const counter = counts + ((<usize>load<u32>(at)) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
}

/** Lists for each j which links (row·k + place) lead to it: incoming u32 (rows · k); `next` is each j's next free place. */
export function tsneListIncoming(from: i32, to: i32, indices: usize, k: i32, next: usize, incoming: usize): void {
  const last = <u32>to * <u32>k;
  for (let link = <u32>from * <u32>k; link < last; link++) {
    const place = next + ((<usize>load<u32>(indices + ((<usize>link) << 2))) << 2);
    const free = load<u32>(place);
    store<u32>(incoming + ((<usize>free) << 2), link);
    store<u32>(place, free + 1);
  }
}

/**
 * lengths[i] = links of row i to or from it, each other row once, rounded up to a multiple of 4. starts: u32 (rows + 1)
 * of the incoming lists. marks: u32 (rows) per thread, at first 0; a mark names the link that set it, so none needs to be
 * taken back. Parallel over blocks of 64 rows.
 */
export function tsneUnionLengths(
  block: i32,
  thread: i32,
  indices: usize,
  k: i32,
  rows: i32,
  starts: usize,
  incoming: usize,
  lengths: usize,
  marks: usize,
): void {
  const mark = marks + (((<usize>thread * <usize>rows)) << 2);
  const last = min(rows, (block + 1) * ROWS);
  for (let row = block * ROWS; row < last; row++) {
    const own = <u32>row * <u32>k;
    for (let link = own; link < own + k; link++) {
      store<u32>(mark + ((<usize>load<u32>(indices + ((<usize>link) << 2))) << 2), <u32>row + 1);
    }
    let length = k;
    const end = load<u32>(starts + ((<usize>row) << 2), 4);
    for (let i = load<u32>(starts + ((<usize>row) << 2)); i < end; i++) {
      const source = load<u32>(incoming + ((<usize>i) << 2)) / k;
      if (load<u32>(mark + ((<usize>source) << 2)) != <u32>row + 1) length++;
    }
    store<u32>(lengths + ((<usize>row) << 2), (length + 3) & ~3);
  }
}

/**
 * Writes the rows of (C + Cᵀ)·factor: first the links of the row itself in their order, then those that only lead to it
 * by ascending row, then links of weight 0 to itself up to a multiple of 4. p: f64 (rows × stride); rowStarts: u32 (rows +
 * 1); columns: u32, values: f32 (edges). marks as in `tsneUnionLengths`, holding edge + 1. Parallel over blocks of 64 rows.
 */
export function tsneUnion(
  block: i32,
  thread: i32,
  indices: usize,
  k: i32,
  rows: i32,
  starts: usize,
  incoming: usize,
  p: usize,
  stride: i32,
  factor: f64,
  rowStarts: usize,
  columns: usize,
  values: usize,
  marks: usize,
): void {
  const mark = marks + (((<usize>thread * <usize>rows)) << 2);
  const last = min(rows, (block + 1) * ROWS);
  for (let row = block * ROWS; row < last; row++) {
    const first = load<u32>(rowStarts + ((<usize>row) << 2));
    const after = load<u32>(rowStarts + ((<usize>row) << 2), 4);
    let edge = first;
    for (let j = 0; j < k; j++, edge++) {
      const other = load<u32>(indices + (((<usize>row * <usize>k) + <usize>j) << 2));
      const weight = load<f64>(p + (((<usize>row * <usize>stride) + <usize>j) << 3));
      store<u32>(columns + ((<usize>edge) << 2), other);
      store<f32>(values + ((<usize>edge) << 2), <f32>(weight * factor));
      store<u32>(mark + ((<usize>other) << 2), edge + 1);
    }
    const end = load<u32>(starts + ((<usize>row) << 2), 4);
    for (let i = load<u32>(starts + ((<usize>row) << 2)); i < end; i++) {
      const link = load<u32>(incoming + ((<usize>i) << 2));
      const source = link / k;
      const weight = load<f64>(p + (((<usize>source * <usize>stride) + <usize>(link % k)) << 3));
      const seen = load<u32>(mark + ((<usize>source) << 2));
      if (seen > first && seen <= after) {
        const own = load<f64>(p + (((<usize>row * <usize>stride) + <usize>(seen - 1 - first)) << 3));
        store<f32>(values + ((<usize>(seen - 1)) << 2), <f32>((own + weight) * factor));
        continue;
      }
      store<u32>(columns + ((<usize>edge) << 2), source);
      store<f32>(values + ((<usize>edge) << 2), <f32>(weight * factor));
      edge++;
    }
    for (; edge < after; edge++) {
      store<u32>(columns + ((<usize>edge) << 2), row);
      store<f32>(values + ((<usize>edge) << 2), 0);
    }
  }
}
