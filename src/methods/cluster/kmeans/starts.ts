import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { rowOf, type Samples } from '../../../kernels/kmeans/samples';
import { choose, Potential } from '../../../kernels/kmeans/potential';

export type Init = 'k-means++' | 'random';

/** Cumulative sums, so that a row can be drawn with a chance proportional to its value. */
function cumulate(values: Float64Array, into: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) into[i] = sum += values[i];
}

/** The first index whose value is at least `wanted`; the last where none is. */
function searchSorted(ascending: Float64Array, wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The random numbers of one k-means++: they do not depend on the data, so that several can be made together. */
interface Draws {
  first: number;
  /** For each further centre, the share of the potential at which each candidate is found. */
  shares: number[][];
}

/** Candidates for each centre after the first. */
export const trialsOf = (k: number): number => 2 + Math.floor(Math.log(k));

function draw(rows: number, k: number, random: RandomState): Draws {
  const trials = Array.from({ length: trialsOf(k) });
  const first = random.randint(0, rows);
  const shares = Array.from({ length: k - 1 }, () => trials.map(() => random.randomSample()));
  return { first, shares };
}

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007) as scikit-learn 1.2, `count` times over: a uniform first row, then 2 + ln k
 * candidates for each next centre, drawn by squared distance to the nearest centre so far, of which the one that leaves the
 * smallest sum stays. Returns the rows chosen, each time k.
 */
export function* plusPlusRows(
  kernels: KernelRuntime,
  samples: Samples,
  { k, count }: { k: number; count: number },
  random: RandomState,
): Task<Uint32Array[]> {
  const { rows } = samples;
  const draws = Array.from({ length: count }, () => draw(rows, k, random));
  const chosen = draws.map(() => new Uint32Array(k));
  const cumulative = new Float64Array(rows);
  const mark = kernels.mark();
  try {
    const potentials = draws.map(() => new Potential(kernels, samples, trialsOf(k)));
    for (let j = 0; j < k; j++) {
      const tried = draws.map(({ first, shares }, i) => {
        if (j === 0) return [first];
        cumulate(potentials[i].closest, cumulative);
        return shares[j - 1].map((share) => searchSorted(cumulative, share * potentials[i].total));
      });
      const candidates = tried.map((list) => list.map((row) => rowOf(kernels, samples, row)));
      const comparing = choose(kernels, samples, potentials, candidates);
      const best = yield* part(comparing, j / k, (j + 1) / k);
      best.forEach((place, i) => (chosen[i][j] = tried[i][place]));
      yield { fraction: (j + 1) / k, stage: 'Starting centres' };
    }
    return chosen;
  } finally {
    kernels.release(mark);
  }
}

/** Starting centres (k × stride) of `count` runs, drawn from the stream exactly as scikit-learn draws them. */
export function* startingCenters(
  kernels: KernelRuntime,
  samples: Samples,
  { k, init, count }: { k: number; init: Init; count: number },
  random: RandomState,
): Task<Float64Array[]> {
  const rows =
    init === 'random'
      ? Array.from({ length: count }, () => random.choiceWithoutReplacement(samples.rows, k))
      : yield* plusPlusRows(kernels, samples, { k, count }, random);
  return rows.map((chosen) => {
    const centers = new Float64Array(k * samples.stride);
    chosen.forEach((row, j) => centers.set(rowOf(kernels, samples, row), j * samples.stride));
    return centers;
  });
}
