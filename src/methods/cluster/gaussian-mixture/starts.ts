import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { RandomState } from '../../../core/random/random-state';
import { part, type Signal, type Task } from '../../../core/task';
import type { Mixture } from '../../../kernels/gaussian-mixture/wasm';
import { packSamples } from '../../../kernels/kmeans/samples';
import { bestRun } from '../kmeans/runs';
import { plusPlusRows } from '../kmeans/starts';

export type InitParams = 'kmeans' | 'k-means++' | 'random' | 'random_from_data';

/** scikit-learn starts from one run of its k-means with the defaults of that. */
const KMEANS = { init: 'k-means++', nInit: 1, maxIter: 300, tol: 1e-4 } as const;

interface Start {
  init: InitParams;
  X: Matrix;
  k: number;
  random: RandomState;
}

/** Responsibilities to begin with, written to `mixture`; returns their sums and whether a stop came. */
export function* start(
  kernels: KernelRuntime,
  mixture: Mixture,
  { init, X, k, random }: Start,
): Task<{ sums: Float64Array; signal: Signal }> {
  if (init === 'random') return { sums: uniform(mixture, X.rows, k, random), signal: 'go' };
  if (init === 'random_from_data') {
    return { sums: single(mixture, random.choiceWithoutReplacement(X.rows, k)), signal: 'go' };
  }
  const mark = kernels.mark();
  try {
    const samples = yield* part(packSamples(kernels, X), 0, 0.1);
    if (init === 'k-means++') {
      const choosing = plusPlusRows(kernels, samples, { k, count: 1 }, random);
      const [rows] = yield* part(choosing, 0.1, 1);
      return { sums: single(mixture, rows), signal: 'go' };
    }
    const run = yield* part(bestRun(kernels, samples, { k, ...KMEANS }, random), 0.1, 1);
    return { sums: whole(mixture, run.labels, k), signal: run.stopped ? 'stop' : 'go' };
  } finally {
    kernels.release(mark);
  }
}

/** Each row wholly of its cluster. */
function whole(mixture: Mixture, labels: Int32Array, k: number): Float64Array {
  const { responsibilities } = mixture;
  const sums = new Float64Array(k);
  responsibilities.fill(0);
  labels.forEach((label, r) => {
    responsibilities[r * k + label] = 1;
    sums[label]++;
  });
  return sums;
}

/** One row wholly of each component, the others of none. */
function single(mixture: Mixture, rows: Uint32Array): Float64Array {
  const { responsibilities } = mixture;
  responsibilities.fill(0);
  rows.forEach((row, j) => (responsibilities[row * rows.length + j] = 1));
  return new Float64Array(rows.length).fill(1);
}

/** Uniform numbers, each row scaled to sum 1. */
function uniform(mixture: Mixture, rows: number, k: number, random: RandomState): Float64Array {
  const { responsibilities } = mixture;
  const sums = new Float64Array(k);
  for (let r = 0; r < rows; r++) {
    const shares = responsibilities.subarray(r * k, (r + 1) * k);
    let total = 0;
    for (let j = 0; j < k; j++) total += shares[j] = random.randomSample();
    for (let j = 0; j < k; j++) sums[j] += shares[j] /= total;
  }
  return sums;
}
