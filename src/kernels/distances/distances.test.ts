import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { squaredDistanceReference } from './reference';
import { prepareRows, squaredDistanceBlock } from './wasm';

const pixels = (rows: number, cols: number, top = 255): Matrix => {
  const random = new RandomState(rows);
  const data = Uint8Array.from({ length: rows * cols }, () => random.interval(top));
  return matrix(data, rows, cols);
};
const normals = (rows: number, cols: number, scale: number): Matrix =>
  matrix(Float32Array.from(new RandomState(cols).standardNormals(rows * cols)), rows, cols, scale);

describe('squaredDistanceBlock', () => {
  const kernels = createTestRuntime();
  it.each([
    [pixels(1, 1), 0, 1],
    [pixels(37, 50), 4, 37],
    [pixels(64, 784), 0, 3],
    [pixels(20, 3, 0), 8, 20],
  ])('is exact for pixels (case %#)', (X, from, to) => {
    const prepared = runToEnd(prepareRows(kernels, X));
    const found = squaredDistanceBlock(kernels, prepared, from, to);
    expect(Array.from(found)).toEqual(Array.from(squaredDistanceReference(X, from, to)));
  });

  it.each([
    [normals(41, 2, 1), 0, 41],
    [normals(9, 51, 0.1), 4, 9],
    [normals(3, 1, 3), 0, 3],
  ])('agrees with double precision elsewhere (case %#)', (X, from, to) => {
    const prepared = runToEnd(prepareRows(kernels, X));
    const found = squaredDistanceBlock(kernels, prepared, from, to);
    const expected = squaredDistanceReference(X, from, to);
    expected.forEach((square, i) =>
      expect(Math.abs(found[i] - square)).toBeLessThan(2e-6 * (0.01 + square)),
    );
  });

  it('refuses a start inside a panel', () => {
    const prepared = runToEnd(prepareRows(kernels, pixels(9, 4)));
    expect(() => squaredDistanceBlock(kernels, prepared, 2, 6)).toThrow(RangeError);
  });
});
