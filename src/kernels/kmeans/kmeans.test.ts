import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { choose, Potential } from './potential';
import { nearestReference, squareReference, sumsReference } from './reference';
import { packSamples, rowOf, toStored, type Samples } from './samples';
import { assignRows, Partition } from './wasm';

const kernels = createTestRuntime();

const pixels = (rows: number, cols: number, top = 255): Matrix => {
  const random = new RandomState(rows + cols);
  return matrix(
    Uint8Array.from({ length: rows * cols }, () => random.interval(top)),
    rows,
    cols,
  );
};
const normals = (rows: number, cols: number, shift = 0): Matrix => {
  const data = new RandomState(rows).standardNormals(rows * cols).map((value) => value + shift);
  return matrix(data, rows, cols);
};
const single = (X: Matrix): Matrix => ({ ...X, data: Float32Array.from(X.data) });

const cases: [string, Matrix][] = [
  ['pixels', pixels(300, 70)],
  ['pixels of two values: ties everywhere', pixels(300, 5, 1)],
  ['one pixel', pixels(129, 1)],
  ['wide pixels', pixels(20, 1500)],
  ['singles', single(normals(257, 33))],
  ['singles in two columns', single(normals(200, 2))],
  ['singles of whole numbers: ties', single(pixels(200, 4, 2))],
  ['singles far from the origin', single(normals(100, 3, 1e4))],
  ['doubles', normals(300, 9)],
  ['doubles far from the origin', normals(130, 4, 1e8)],
  [
    'doubles of whole numbers: ties',
    { ...pixels(200, 4, 2), data: Float64Array.from(pixels(200, 4, 2).data) },
  ],
  ['equal rows', matrix(new Float64Array(40).fill(2), 20, 2)],
];

/** Differences are rounding errors of the largest value. */
const expectClose = (found: Float64Array, expected: Float64Array): void => {
  expect(found).toHaveLength(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0);
  expect(worst / largest).toBeLessThan(1e-12);
};

/** The rows as the kernels see them: (rows × stride), doubles. */
const storedRows = (samples: Samples): Float64Array => {
  const all = new Float64Array(samples.rows * samples.stride);
  for (let r = 0; r < samples.rows; r++) all.set(rowOf(kernels, samples, r), r * samples.stride);
  return all;
};
const squaresOf = (rows: Float64Array, centers: Float64Array, labels: Int32Array, stride: number) =>
  Float64Array.from(labels, (label, r) => squareReference(rows, r, centers, label, stride));
const someRows = (rows: Float64Array, stride: number, count: number): Float64Array => {
  const centers = new Float64Array(count * stride);
  const random = new RandomState(count);
  for (let j = 0; j < count; j++) {
    const r = random.interval(rows.length / stride - 1);
    centers.set(rows.subarray(r * stride, (r + 1) * stride), j * stride);
  }
  return centers;
};

describe.each(cases)('k-means kernels: %s', (_, X) => {
  const samples = runToEnd(packSamples(kernels, X));
  const { stride } = samples;
  const rows = storedRows(samples);

  it.each([1, 4, 7])('gives rows to the nearest of %i centres, iteration after iteration', (k) => {
    const partition = new Partition(kernels, samples, k);
    partition.begin(someRows(rows, stride, k));
    let before: Int32Array = new Int32Array(X.rows).fill(-1);
    for (let iteration = 0; iteration < 8; iteration++) {
      runToEnd(assignRows(kernels, samples, k, [partition]));
      const expected = nearestReference(rows, partition.centers, stride);
      expect(partition.labels).toEqual(expected);
      expect(partition.moved).toBe(expected.filter((label, r) => label !== before[r]).length);
      before = expected;
      const sums = runToEnd(partition.sums());
      expectClose(sums, sumsReference(rows, expected, k, stride));
      const sizes = new Float64Array(k);
      for (const label of expected) sizes[label]++;
      expect(partition.sizes).toEqual(sizes);
      partition.moveTo(sums.map((sum, i) => sum / Math.max(1, sizes[Math.floor(i / stride)])));
    }
    const squares = runToEnd(partition.ownSquares());
    expectClose(squares, squaresOf(rows, partition.centers, before, stride));
  });

  it('keeps the nearest of chosen centres, and what that leaves', () => {
    const potential = new Potential(kernels, samples, 5);
    let chosen: Float64Array = new Float64Array(0);
    for (const count of [1, 5, 4]) {
      const candidates = Array.from({ length: count }, (_, t) =>
        rowOf(kernels, samples, (t * 37 + count) % X.rows),
      );
      const [best] = runToEnd(choose(kernels, samples, [potential], [candidates]));
      const totals = candidates.map((candidate) => {
        const centers = Float64Array.from([...chosen, ...candidate]);
        const labels = nearestReference(rows, centers, stride);
        return squaresOf(rows, centers, labels, stride).reduce((sum, square) => sum + square, 0);
      });
      expectClose(Float64Array.of(potential.total), Float64Array.of(totals[best]));
      expect(totals[best]).toBeLessThanOrEqual(Math.min(...totals) * (1 + 1e-12));
      chosen = Float64Array.from([...chosen, ...candidates[best]]);
    }
    const labels = nearestReference(rows, chosen, stride);
    expectClose(potential.closest, squaresOf(rows, chosen, labels, stride));
  });
});

describe('k-means kernels', () => {
  it('move a row to a lower centre that comes to be as near', () => {
    const samples = runToEnd(packSamples(kernels, pixels(40, 3)));
    const { stride } = samples;
    const far = new Float64Array(stride).fill(200);
    const near = new Float64Array(stride).fill(100);
    const partition = new Partition(kernels, samples, 3);
    partition.begin(Float64Array.from([...far, ...far, ...near]));
    runToEnd(assignRows(kernels, samples, 3, [partition]));
    expect(partition.labels).toContain(2);
    partition.moveTo(Float64Array.from([...far, ...near, ...near]));
    runToEnd(assignRows(kernels, samples, 3, [partition]));
    expect(partition.labels).not.toContain(2);
    expect(partition.labels).toContain(1);
  });

  it('serve several partitions at once as each alone', () => {
    const samples = runToEnd(packSamples(kernels, pixels(300, 20)));
    const rows = storedRows(samples);
    const starts = [1, 2, 3].map((seed) => someRows(rows.subarray(seed * 640), samples.stride, 6));
    const partitions = starts.map((start) => {
      const partition = new Partition(kernels, samples, 6);
      partition.begin(start);
      return partition;
    });
    runToEnd(assignRows(kernels, samples, 6, partitions));
    partitions.forEach((partition, i) =>
      expect(partition.labels).toEqual(nearestReference(rows, starts[i], samples.stride)),
    );
  });

  it.each([
    ['pixels', pixels(400, 12), 1e-3],
    ['pixels, a little less', pixels(400, 12), 0.02],
    ['singles', single(normals(400, 12)), 1e-7],
    ['doubles', normals(400, 12), 1e-8],
  ])('tell centres apart that are nearly one: %s', (_, X, distance) => {
    const samples = runToEnd(packSamples(kernels, X));
    const { stride } = samples;
    const rows = storedRows(samples);
    const random = new RandomState(3);
    const nearly = rowOf(kernels, samples, 0).map((value) => value / 3);
    const jitter = () =>
      Float64Array.from({ length: 5 * stride }, (_, i) =>
        i % stride < 12 ? nearly[i % stride] + distance * random.uniform(-1, 1) : 0,
      );
    const partition = new Partition(kernels, samples, 5);
    partition.begin(jitter());
    for (let iteration = 0; iteration < 5; iteration++) {
      runToEnd(assignRows(kernels, samples, 5, [partition]));
      expect(partition.labels).toEqual(nearestReference(rows, partition.centers, stride));
      partition.moveTo(jitter());
    }
  });

  it('multiply wide rows of black and white without overflow', () => {
    const X = pixels(12, 2000, 1);
    const samples = runToEnd(
      packSamples(kernels, { ...X, data: X.data.map((value) => value * 255) }),
    );
    const rows = storedRows(samples);
    const centers = rows.slice(0, 12 * samples.stride).map((value, i) => value * (1 - (i % 3) / 9));
    const partition = new Partition(kernels, samples, 12);
    partition.begin(centers);
    runToEnd(assignRows(kernels, samples, 12, [partition]));
    expect(partition.labels).toEqual(nearestReference(rows, centers, samples.stride));
  });

  it.each([
    ['pixels', pixels(60, 4)],
    ['doubles', normals(60, 4)],
  ])('compare with centres far from all rows: %s', (_, X) => {
    const samples = runToEnd(packSamples(kernels, X, 'all'));
    const centers = Float64Array.from([1e5, 0, 0, 0, 1e5, 1, 0, 0, 1e5, 0, 1, 0]);
    const partition = new Partition(kernels, samples, 3);
    partition.begin(toStored(samples, centers, 4));
    runToEnd(assignRows(kernels, samples, 3, [partition]));
    expect(partition.labels).toEqual(nearestReference(X.data, centers, 4));
  });
});
