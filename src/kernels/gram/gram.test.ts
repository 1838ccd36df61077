import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { projectRows } from './project';
import { projectReference, rowProductsReference, scatterReference } from './reference';
import { rowProducts } from './row-products';
import { scatterMatrix } from './scatter';

const pixels = (rows: number, cols: number, scale = 1): Matrix => {
  const random = new RandomState(rows + cols);
  const data = Uint8Array.from({ length: rows * cols }, () =>
    Math.max(0, random.interval(510) - 255),
  );
  return matrix(data, rows, cols, scale);
};
const normals = (rows: number, cols: number, shift = 0): Matrix => {
  const data = new RandomState(rows).standardNormals(rows * cols).map((value) => value + shift);
  return matrix(data, rows, cols);
};
const single = (X: Matrix): Matrix => ({ ...X, data: Float32Array.from(X.data) });

const cases: [string, Matrix][] = [
  ['pixels', pixels(600, 33)],
  ['one pixel', pixels(1, 1)],
  ['white pixels in odd numbers', matrix(new Uint8Array(1031 * 9).fill(255), 1031, 9)],
  ['scaled pixels', pixels(101, 16, 1 / 255)],
  ['doubles', normals(521, 10)],
  ['doubles far from the origin', normals(50, 3, 1e6)],
  ['singles', single(normals(7, 30))],
];
const close = (found: Float64Array, expected: Float64Array, size: number): void =>
  expected.forEach((value, i) =>
    expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(1e-12 * size),
  );
const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);

describe('scatterMatrix', () => {
  const kernels = createTestRuntime();
  it.each(cases)('is what the definition says: %s', (_, X) => {
    const expected = scatterReference(X);
    const found = runToEnd(scatterMatrix(kernels, X));
    close(found.mean, expected.mean, largest(expected.mean));
    // The reference rounds its means: its own error grows with them.
    close(
      found.scatter,
      expected.scatter,
      largest(expected.scatter) + X.rows * largest(expected.mean),
    );
    expect(kernels.memory.used).toBe(0);
  });

  it('gives constant pixels no variance at all', () => {
    expect(
      runToEnd(scatterMatrix(kernels, cases[2][1])).scatter.every((value) => value === 0),
    ).toBe(true);
  });
});

describe('projectRows', () => {
  const kernels = createTestRuntime();
  it.each(cases)('multiplies rows with vectors: %s', (_, X) => {
    for (const count of [1, 4, 13, 27]) {
      const random = new RandomState(count);
      const weights = Array.from({ length: count }, () => random.standardNormals(X.cols));
      const base = random.standardNormals(count);
      const expected = projectReference(X, weights, base);
      close(runToEnd(projectRows(kernels, X, weights, base)), expected, largest(expected) * X.cols);
    }
  });
});

describe('rowProducts', () => {
  const kernels = createTestRuntime();
  const wide: [string, Matrix][] = [
    ['pixels', pixels(12, 700)],
    ['scaled pixels', pixels(9, 30, 1 / 255)],
    ['doubles', normals(13, 61)],
    ['doubles far from the origin', normals(5, 40, 1e6)],
    ['singles', single(normals(7, 30))],
  ];
  it.each(wide)('is what the definition says: %s', (_, X) => {
    const found = runToEnd(rowProducts(kernels, X));
    const expected = rowProductsReference(X);
    close(found.mean, expected.mean, largest(expected.mean));
    const size = largest(expected.products) + X.cols * largest(expected.mean);
    close(found.products, expected.products, size);
    expect([found.transposed.rows, found.transposed.cols]).toEqual([X.cols, X.rows]);
    expect(kernels.memory.used).toBe(0);
  });
});
