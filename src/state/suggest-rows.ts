import { margins } from '../core/metrics/confidence';
import { RandomState } from '../core/random/random-state';
import type { RunResult } from '../core/run';

/** How images to label next are found: by chance, all over what is known of them, or where the last labels are unsure. */
export type Suggestion = 'random' | 'varied' | 'unsure';

/** Coordinates of rows of a table, (rows × dims). */
export interface Placed {
  rows: Uint32Array;
  coordinates: ArrayLike<number>;
  dims: number;
}

interface Wanted {
  count: number;
  /** Rows of the table that have a label already. */
  has: (row: number) => boolean;
  randomState: number;
}

/** So many of the rows without a label, by chance. */
export function randomRows(rows: Uint32Array, { count, has, randomState }: Wanted): number[] {
  const open = rows.filter((row) => !has(row));
  const order = new RandomState(randomState).permutation(open.length);
  return Array.from(order.subarray(0, count), (place) => open[place]);
}

/** Labelled rows that new ones keep away from, at most: each costs a pass over all rows. */
const MOST_KEPT_AWAY_FROM = 200;
/** Leading columns that tell rows apart: those of a PCA come by their variance. */
const MOST_DIMS = 12;

/**
 * Rows all over a map, and away from those that have a label: each is drawn with a chance that grows with the square of
 * its distance from the nearest one before it, as k-means++ draws its first centres (Arthur & Vassilvitskii, SODA 2007).
 */
export function variedRows(
  { rows, coordinates, dims }: Placed,
  { count, has, randomState }: Wanted,
): number[] {
  const random = new RandomState(randomState);
  const width = Math.min(dims, MOST_DIMS);
  const nearest = new Float64Array(rows.length).fill(Infinity);
  const leading = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++)
    for (let d = 0; d < width; d++) leading[i * width + d] = coordinates[i * dims + d];
  const keepAway = (place: number): void => {
    const from = leading.slice(place * width, (place + 1) * width);
    for (let i = 0; i < rows.length; i++) {
      const at = i * width;
      const limit = nearest[i];
      let squared = 0;
      for (let d = 0; d < width && squared < limit; d++) {
        const difference = leading[at + d] - from[d];
        squared += difference * difference;
      }
      if (squared < limit) nearest[i] = squared;
    }
  };
  const places = Uint32Array.from(rows.keys());
  const labelled = places.filter((place) => has(rows[place]));
  const step = Math.max(1, Math.ceil(labelled.length / MOST_KEPT_AWAY_FROM));
  for (let i = 0; i < labelled.length; i += step) keepAway(labelled[i]);
  const open = places.filter((place) => !has(rows[place]));
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, open.length)) {
    const place = drawn(open, nearest, random);
    chosen.push(rows[place]);
    keepAway(place);
    // Equal images have no distance: each is taken once all the same.
    nearest[place] = -1;
  }
  return chosen;
}

/** A place with a chance in proportion to its weight; by chance alone while there is none to go by. Taken ones weigh −1. */
function drawn(open: Uint32Array, weights: Float64Array, random: RandomState): number {
  const chances = new Float64Array(open.length);
  let total = 0;
  for (let i = 0; i < open.length; i++) total += chances[i] = Math.max(0, weights[open[i]]);
  if (total > 0 && Number.isFinite(total)) return open[random.choiceWeighted(chances)];
  const free = open.filter((place) => weights[place] >= 0);
  return free[random.randint(0, free.length)];
}

/** Of the least sure rows so many times as many as asked for: the next draw brings others of them. */
const LEAST_SURE = 4;

/** Rows on which a labelling's first two classes are close, or that nothing reached: drawn from the least sure ones. */
export function unsureRows(
  { rows, labelledCount = 0, value }: RunResult,
  { count, has, randomState }: Wanted,
): number[] {
  if (value.kind !== 'model' || value.model.kind !== 'labelling') return [];
  const { distributions, nClasses } = value.model;
  const lead = margins(distributions, nClasses);
  const open = Uint32Array.from(rows.keys()).filter(
    (place) => place >= labelledCount && !has(rows[place]),
  );
  const least = open.sort((a, b) => lead[a] - lead[b]).subarray(0, count * LEAST_SURE);
  return randomRows(
    least.map((place) => rows[place]),
    { count, has, randomState },
  );
}
