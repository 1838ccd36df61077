import type { Task } from '../task';

/** Eigenvalues of a symmetric tridiagonal matrix, descending, and the vectors: vectors[i] belongs to values[i]. */
export interface TridiagonalEigen {
  values: Float64Array;
  vectors: Float64Array[];
}

const SWEEPS_MAX = 60;
const STAGE = 'Eigenvectors';

/**
 * Implicit QL with Wilkinson's shift (Bowdler, Martin, Reinsch & Wilkinson 1968). `diagonal` (n), `beside` (n or n−1, entry
 * i joins i and i+1). Of the vectors only the components `first … n − 1` are computed: about 3·n²·(n − first + 10)
 * multiply-adds.
 */
export function* tridiagonalEigen(
  diagonal: ArrayLike<number>,
  beside: ArrayLike<number>,
  first = 0,
): Task<TridiagonalEigen> {
  const n = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = Float64Array.from({ length: n }, (_, i) => (i < n - 1 ? beside[i] : 0));
  // Row i of `rows` becomes the i-th eigenvector: rotations of two rows are contiguous.
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n - first);
    if (i >= first) row[i - first] = 1;
    return row;
  });
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      const high = firstNegligible(d, e, low);
      if (high === low) break;
      if (sweep === SWEEPS_MAX) throw new Error('tridiagonalEigen: QL did not converge');
      sweepQl(d, e, rows, low, high);
    }
    yield { fraction: (low + 1) / n, stage: STAGE };
  }
  const order = Array.from(d.keys()).sort((a, b) => d[b] - d[a] || a - b);
  return { values: Float64Array.from(order, (i) => d[i]), vectors: order.map((i) => rows[i]) };
}

function firstNegligible(d: Float64Array, e: Float64Array, low: number): number {
  let high = low;
  for (; high < d.length - 1; high++) {
    const size = Math.abs(d[high]) + Math.abs(d[high + 1]);
    if (Math.abs(e[high]) <= Number.EPSILON * size) break;
  }
  return high;
}

/** Length of (a, b). Engines round Math.hypot differently; these operations are exact everywhere. */
function lengthOf(a: number, b: number): number {
  const larger = Math.max(Math.abs(a), Math.abs(b));
  if (larger === 0) return 0;
  const ratio = Math.min(Math.abs(a), Math.abs(b)) / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
}

/** One implicit QL step on the unreduced block low … high. */
function sweepQl(
  d: Float64Array,
  e: Float64Array,
  rows: Float64Array[],
  low: number,
  high: number,
): void {
  const ratio = (d[low + 1] - d[low]) / (2 * e[low]);
  const root = lengthOf(ratio, 1);
  let g = d[high] - d[low] + e[low] / (ratio + (ratio < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const length = lengthOf(f, g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1] -= shift;
      e[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = d[i + 1] - shift;
    const r = (d[i] - g) * sine + 2 * cosine * b;
    shift = sine * r;
    d[i + 1] = g + shift;
    g = cosine * r - b;
    rotate(rows[i], rows[i + 1], sine, cosine);
  }
  d[low] -= shift;
  e[low] = g;
  e[high] = 0;
}

function rotate(a: Float64Array, b: Float64Array, sine: number, cosine: number): void {
  for (let k = 0; k < a.length; k++) {
    const kept = b[k];
    b[k] = sine * a[k] + cosine * kept;
    a[k] = cosine * a[k] - sine * kept;
  }
}
