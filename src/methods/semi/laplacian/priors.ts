import type { Task } from '../../../core/task';
import type { SolutionPriors } from './params';

/** Largest difference of a class's share from the wanted one; one row where that is more. */
const TOLERANCE = 1e-3;
/** Updates per class before the shares are taken as out of reach. */
const UPDATES = 20;

/** Share of each class among the labels (−1 is none): of all labelled rows, or the same for every class that occurs. */
export function labelShares(
  labels: Int32Array,
  nClasses: number,
  kind: 'uniform' | 'labels',
): Float64Array {
  const counts = new Float64Array(nClasses);
  for (const code of labels) if (code >= 0) counts[code]++;
  const shares = kind === 'uniform' ? counts.map((count) => (count > 0 ? 1 : 0)) : counts;
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

export interface Balance {
  /** A factor for each class: rows go to the class of largest factor · F. */
  factors: Float64Array;
  /** Largest difference that is left. */
  error: number;
}

/** Rows of each class by the largest of factor · F, as shares; rows of zeros count nowhere. */
function sharesOf(F: Float64Array, factors: Float64Array): Float64Array {
  const classes = factors.length;
  const counts = new Float64Array(classes);
  let total = 0;
  for (let from = 0; from < F.length; from += classes) {
    let best = -1;
    let most = 0;
    for (let c = 0; c < classes; c++) {
      const score = factors[c] * F[from + c];
      if (score > most) {
        best = c;
        most = score;
      }
    }
    if (best < 0) continue;
    counts[best]++;
    total++;
  }
  return counts.map((count) => count / Math.max(1, total));
}

/** The factor at which class `own` gets this share of the rows while the others keep theirs. */
function factorFor(F: Float64Array, factors: Float64Array, own: number, share: number): number {
  if (share === 0) return 0;
  const classes = factors.length;
  // A row goes to `own` from this factor on.
  const limits: number[] = [];
  for (let from = 0; from < F.length; from += classes) {
    let rival = 0;
    for (let c = 0; c < classes; c++) {
      if (c !== own) rival = Math.max(rival, factors[c] * F[from + c]);
    }
    const mine = F[from + own];
    if (rival > 0 || mine > 0) limits.push(mine > 0 ? rival / mine : Infinity);
  }
  const sorted = Float64Array.from(limits).sort();
  const wanted = Math.max(1, Math.round(share * sorted.length));
  // Rows that have no other class, and rows that cannot have this one, bound what a factor can do.
  const possible = sorted.filter((limit) => limit > 0 && limit < Infinity);
  if (possible.length === 0) return 1;
  const below = Math.min(sorted[wanted - 1], 2 * possible[possible.length - 1]);
  const above = wanted < sorted.length ? Math.min(sorted[wanted], 2 * below) : 2 * below;
  return below === 0 && above === 0 ? possible[0] / 2 : (below + above) / 2;
}

/**
 * Factors by which every class gets its share of the rows (the label decision of Calder et al. 2020, section 2.3). They find
 * them by gradient ascent; here the class farthest from its share is set right exactly, again and again. F ≥ 0 (rows ×
 * classes). O(rows · (classes + log rows)) per update, few updates from a good start.
 */
export function* balance(
  F: Float64Array,
  shares: Float64Array,
  start: Float64Array = new Float64Array(shares.length).fill(1),
): Task<Balance> {
  const factors = start.slice();
  const rows = F.length / shares.length;
  let best: Balance = { factors: factors.slice(), error: Infinity };
  for (let update = 0; update <= UPDATES * shares.length; update++) {
    const found = sharesOf(F, factors);
    const errors = found.map((share, c) => Math.abs(share - shares[c]));
    const error = Math.max(...errors);
    if (error < best.error) best = { factors: factors.slice(), error };
    if (error <= Math.max(TOLERANCE, 1 / rows)) break;
    const farthest = errors.indexOf(error);
    factors[farthest] = factorFor(F, factors, farthest, shares[farthest]);
    yield { fraction: update / (UPDATES * shares.length), stage: 'Class shares' };
  }
  return best;
}

/** F with each class's column times its factor, in place. */
export function applyFactors(F: Float64Array, factors: Float64Array): Float64Array {
  for (let at = 0; at < F.length; at++) F[at] *= factors[at % factors.length];
  return F;
}

/** What to say when shares could not be met. */
export const balanceWarnings = ({ error }: Balance): string[] =>
  error > 5 * TOLERANCE
    ? [`The class shares could be met only to ${(100 * error).toFixed(1)} %.`]
    : [];

/** F weighted so that the classes have the shares asked for; F itself when they are free. */
export function* decideByShares(
  F: Float64Array,
  y: Int32Array,
  nClasses: number,
  priors: SolutionPriors,
): Task<{ F: Float64Array; warnings: string[] }> {
  if (priors === 'none') return { F, warnings: [] };
  const found = yield* balance(F, labelShares(y, nClasses, priors));
  return { F: applyFactors(F, found.factors), warnings: balanceWarnings(found) };
}
