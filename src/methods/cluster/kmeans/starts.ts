import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { rowOf, type Samples } from '../../../kernels/kmeans/samples';
import { Potential } from '../../../kernels/kmeans/wasm';

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

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007) as scikit-learn 1.2: a uniform first row, then 2 + ln k candidates for each
 * next centre, drawn by squared distance to the nearest centre so far, of which the one that leaves the smallest sum stays.
 */
export function* plusPlusRows(
  kernels: KernelRuntime,
  samples: Samples,
  k: number,
  random: RandomState,
): Task<Uint32Array> {
  const { rows } = samples;
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = new Uint32Array(k);
  const cumulative = new Float64Array(rows);
  const mark = kernels.mark();
  try {
    const potential = new Potential(kernels, samples, trials);
    let chances = [random.randint(0, rows)];
    for (let j = 0; j < k; j++) {
      if (j > 0) {
        cumulate(potential.closest, cumulative);
        chances = Array.from({ length: trials }, () => random.randomSample()).map((share) =>
          searchSorted(cumulative, share * potential.total),
        );
      }
      const candidates = chances.map((row) => rowOf(kernels, samples, row));
      const best = yield* part(potential.choose(candidates), j / k, (j + 1) / k);
      chosen[j] = chances[best];
      yield { fraction: (j + 1) / k, stage: 'Starting centres' };
    }
    return chosen;
  } finally {
    kernels.release(mark);
  }
}

/** Starting centres (k × stride), drawn from the stream exactly as scikit-learn draws them. */
export function* startingCenters(
  kernels: KernelRuntime,
  samples: Samples,
  { k, init }: { k: number; init: Init },
  random: RandomState,
): Task<Float64Array> {
  const rows =
    init === 'random'
      ? random.choiceWithoutReplacement(samples.rows, k)
      : yield* plusPlusRows(kernels, samples, k, random);
  const centers = new Float64Array(k * samples.stride);
  rows.forEach((row, j) => centers.set(rowOf(kernels, samples, row), j * samples.stride));
  return centers;
}
