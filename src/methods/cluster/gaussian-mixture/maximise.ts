import { part, type Task } from '../../../core/task';
import type { Mixture, Moments } from '../../../kernels/gaussian-mixture/wasm';
import type { CovarianceType, Gaussians } from './model';

/** scikit-learn adds this to each component's sum, so that an empty one is not divided by zero. */
const SUM_FLOOR = 10 * Number.EPSILON;
/** A share of a component's sum so small that a row with it changes no digit of a moment. */
const NEGLIGIBLE = 1e-24;

export interface MaximiseOptions {
  covarianceType: CovarianceType;
  regCovar: number;
  /** Σ (x − offset)(x − offset)ᵀ over all rows, for tied covariances. */
  scatter: Float64Array | undefined;
}

/**
 * M-step: weights, means and covariances from the responsibilities in `mixture`, whose sums are given. Moments are taken about
 * the former means, and moved to the new ones afterwards: one pass over the rows, and no digits lost.
 */
export function* maximise(
  mixture: Mixture,
  former: Float64Array,
  sums: Float64Array,
  options: MaximiseOptions,
): Task<Gaussians> {
  const { covarianceType } = options;
  const order = covarianceType === 'full' ? 2 : covarianceType === 'tied' ? 0 : 1;
  const thresholds = sums.map((sum) => sum * NEGLIGIBLE);
  const moments = yield* part(mixture.moments(order, former, thresholds), 0, 1);
  const counts = sums.map((sum) => sum + SUM_FLOOR);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const means = movedMeans(former, moments.first, sums, counts);
  const weights = counts.map((count) => count / total);
  const given = { moments, former, means, sums, counts };
  const covariances = {
    full: () => fullCovariances(given, options),
    tied: () => tiedCovariance(given, options),
    diag: () => diagonalCovariances(given, options),
    spherical: () => rowMeans(diagonalCovariances(given, options), sums.length),
  }[covarianceType]();
  return { covarianceType, weights, means, covariances };
}

/** Σ r·x / count. A component without rows thus goes to the rows' mean; scikit-learn puts it at zero. */
function movedMeans(
  former: Float64Array,
  first: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
): Float64Array {
  const cols = former.length / sums.length;
  return former.map((mean, i) => {
    const j = Math.floor(i / cols);
    return (sums[j] * mean + first[i]) / counts[j];
  });
}

interface Given {
  moments: Moments;
  former: Float64Array;
  means: Float64Array;
  sums: Float64Array;
  counts: Float64Array;
}

function fullCovariances(
  { moments: { first, second }, former, means, sums, counts }: Given,
  { regCovar }: MaximiseOptions,
): Float64Array {
  const k = sums.length;
  const cols = means.length / k;
  const covariances = new Float64Array(second.length);
  for (let j = 0; j < k; j++) {
    const way = (c: number) => means[j * cols + c] - former[j * cols + c];
    for (let a = 0; a < cols; a++) {
      const [wayA, firstA] = [way(a), first[j * cols + a]];
      for (let b = 0; b <= a; b++) {
        const wayB = way(b);
        const moved = sums[j] * wayA * wayB - firstA * wayB - wayA * first[j * cols + b];
        const value = (second[(j * cols + a) * cols + b] + moved) / counts[j];
        covariances[(j * cols + a) * cols + b] = covariances[(j * cols + b) * cols + a] = value;
      }
      covariances[(j * cols + a) * cols + a] += regCovar;
    }
  }
  return covariances;
}

function diagonalCovariances(
  { moments: { first, second }, former, means, sums, counts }: Given,
  { regCovar }: MaximiseOptions,
): Float64Array {
  const cols = means.length / sums.length;
  return second.map((square, i) => {
    const j = Math.floor(i / cols);
    const way = means[i] - former[i];
    return (square + sums[j] * way * way - 2 * first[i] * way) / counts[j] + regCovar;
  });
}

/** All rows' scatter less that of the means: the components' own scatter together. */
function tiedCovariance(
  { means, counts }: Given,
  { regCovar, scatter }: MaximiseOptions,
): Float64Array {
  if (!scatter) throw new RangeError('tied covariances need the scatter of all rows');
  const k = counts.length;
  const cols = means.length / k;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return scatter.map((value, i) => {
    const [a, b] = [Math.floor(i / cols), i % cols];
    let left = value;
    for (let j = 0; j < k; j++) left -= counts[j] * means[j * cols + a] * means[j * cols + b];
    return left / total + (a === b ? regCovar : 0);
  });
}

function rowMeans(values: Float64Array, k: number): Float64Array {
  const cols = values.length / k;
  return Float64Array.from({ length: k }, (_, j) => {
    const row = values.subarray(j * cols, (j + 1) * cols);
    return row.reduce((sum, value) => sum + value, 0) / cols;
  });
}
