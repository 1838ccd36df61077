import { describe, expect, it } from 'vitest';
import { matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { logDensityReference, momentsReference } from './reference';
import { Mixture, packMixtureRows, type Densities } from './wasm';

const kernels = createTestRuntime();

const expectClose = (found: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(found).toHaveLength(expected.length);
  let [worst, largest] = [0, 1e-300];
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs(found[i] - expected[i]));
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  expect(worst / largest).toBeLessThan(1e-12);
};

/** A lower triangle with a positive diagonal. */
const triangle = (cols: number, random: RandomState): Float64Array =>
  Float64Array.from({ length: cols * cols }, (_, i) => {
    const [a, b] = [Math.floor(i / cols), i % cols];
    if (b > a) return 0;
    return a === b ? random.uniform(0.5, 2) : random.uniform(-0.5, 0.5);
  });
const diagonalOf = (L: Float64Array, cols: number): Float64Array =>
  Float64Array.from({ length: cols }, (_, c) => L[c * cols + c]);
const onlyDiagonal = (L: Float64Array, cols: number): Float64Array =>
  L.map((value, i) => (i % (cols + 1) === 0 ? value : 0));

describe.each([
  [200, 1, 2],
  [65, 2, 3],
  [64, 3, 1],
  [9, 5, 4],
  [131, 8, 5],
])('mixture kernels: %i rows, %i columns, %i Gaussians', (rows, cols, k) => {
  const random = new RandomState(rows);
  const values = random.standardNormals(rows * cols);
  const X = matrix(values, rows, cols);
  const samples = runToEnd(packMixtureRows(kernels, X, new Float64Array(cols)));
  const mixture = new Mixture(kernels, samples, k);
  const means = random.standardNormals(k * cols);
  const meanOf = (j: number) => means.subarray(j * cols, (j + 1) * cols);
  const triangles = Array.from({ length: k }, () => triangle(cols, random));
  const weights = Float64Array.from({ length: k }, (_, j) => (2 * (j + 1)) / (k * (k + 1)));

  it.each(['each', 'shared', 'diagonal'] as const)('expect, factors %s', (form) => {
    const whole = {
      each: triangles,
      shared: triangles.map(() => triangles[0]),
      diagonal: triangles.map((L) => onlyDiagonal(L, cols)),
    }[form];
    const factors = {
      each: triangles,
      shared: [triangles[0]],
      diagonal: triangles.map((L) => diagonalOf(L, cols)),
    }[form];
    const peaks = whole.map((L, j) => logDensityReference(meanOf(j), meanOf(j), L));
    const densities: Densities = {
      means,
      form,
      factors,
      logPeaks: Float64Array.from(peaks),
      logWeights: weights.map(Math.log),
    };
    const { logLikelihood, sums } = runToEnd(mixture.expect(densities));
    const joint = Array.from({ length: rows }, (_, r) =>
      whole.map((L, j) => {
        const x = values.subarray(r * cols, (r + 1) * cols);
        return weights[j] * Math.exp(logDensityReference(x, meanOf(j), L));
      }),
    );
    const totals = joint.map((row) => row.reduce((sum, value) => sum + value, 0));
    const shares = joint.map((row, r) => row.map((value) => value / totals[r]));
    const labels = joint.map((row) => row.indexOf(Math.max(...row)));
    const logs = totals.map(Math.log);
    expectClose([logLikelihood], [logs.reduce((sum, log) => sum + log, 0) / rows]);
    expectClose(mixture.responsibilities, shares.flat());
    expectClose(
      sums,
      weights.map((_, j) => shares.reduce((sum, row) => sum + row[j], 0)),
    );
    expect([...mixture.labels]).toEqual(labels);
    const own = labels.map((j, r) => -Math.log(joint[r][j] / weights[j]));
    expectClose(mixture.ownLogs, Float32Array.from(own));
  });

  it.each([0, 1, 2] as const)('moments of order %i', (order) => {
    const shares = Float64Array.from({ length: rows * k }, () => random.randomSample());
    mixture.responsibilities.set(shares);
    const thresholds = new Float64Array(k).fill(0.2);
    const { first, second } = runToEnd(mixture.moments(order, means, thresholds));
    for (let j = 0; j < k; j++) {
      const kept = Array.from({ length: rows }, (_, r) => shares[r * k + j]);
      const expected = momentsReference(
        values,
        kept.map((share) => (share > 0.2 ? share : 0)),
        meanOf(j),
      );
      expectClose(first.subarray(j * cols, (j + 1) * cols), expected.first);
      const size = [0, cols, cols * cols][order];
      const products = order === 2 ? expected.second : diagonalOf(expected.second, cols);
      expectClose(second.subarray(j * size, (j + 1) * size), products.subarray(0, size));
    }
  });
});

describe('mixture kernels', () => {
  it('keep apart densities that only their logarithms can hold, and give equals to the first', () => {
    const X = matrix(Float64Array.of(0, 1000, 500), 3, 1);
    const samples = runToEnd(packMixtureRows(kernels, X, new Float64Array(1)));
    const mixture = new Mixture(kernels, samples, 2);
    const half = Math.log(0.5);
    const { logLikelihood } = runToEnd(
      mixture.expect({
        means: Float64Array.of(0, 1000),
        form: 'each',
        factors: [Float64Array.of(1), Float64Array.of(1)],
        logPeaks: new Float64Array(2),
        logWeights: Float64Array.of(half, half),
      }),
    );
    expect([...mixture.responsibilities]).toEqual([1, 0, 0, 1, 0.5, 0.5]);
    expect([...mixture.labels]).toEqual([0, 1, 0]);
    expect(logLikelihood).toBeCloseTo((2 * half - 125_000) / 3, 8);
  });
});
