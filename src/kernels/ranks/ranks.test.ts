import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { ranksReference } from './reference';
import { inputRanks } from './wasm';

const pixels = (rows: number, cols: number, top: number): Matrix => {
  const random = new RandomState(rows);
  const data = Uint8Array.from({ length: rows * cols }, () => random.interval(top));
  return matrix(data, rows, cols, 1 / 255);
};
const normals = (rows: number, cols: number, map = (value: number, _i: number) => value): Matrix =>
  matrix(new RandomState(cols).standardNormals(rows * cols).map(map), rows, cols, 0.5);
const single = (X: Matrix): Matrix => ({ ...X, data: Float32Array.from(X.data) });
const twice = (X: Matrix): Matrix => {
  const data = X.data.slice();
  const half = Math.floor(X.rows / 2) * X.cols;
  data.set(data.subarray(0, half), data.length - half);
  return { ...X, data };
};

/** Any rows but the row itself; ranks do not ask where a list comes from. */
const anyLists = (rows: number, width: number): Uint32Array => {
  const random = new RandomState(width);
  return Uint32Array.from({ length: rows * width }, (_, at) => {
    const other = random.randint(0, rows - 1);
    return other < Math.floor(at / width) ? other : other + 1;
  });
};

const cases: [string, Matrix, number][] = [
  ['pixels', pixels(150, 90, 255), 12],
  ['pixels of odd sizes', pixels(131, 33, 255), 5],
  ['more pixels than whole numbers hold exactly', pixels(24, 8400, 255), 4],
  ['tied pixels', pixels(200, 3, 2), 4],
  ['pixels all equal', pixels(50, 4, 0), 3],
  ['two rows', pixels(2, 5, 255), 1],
  ['doubles', normals(140, 20), 12],
  ['doubles in the plane', normals(133, 2), 10],
  ['doubles, every row twice', twice(normals(120, 8)), 6],
  ['singles', single(normals(141, 17)), 7],
  ['singles, every row twice', twice(single(normals(90, 5))), 9],
  ['doubles far from the origin', normals(90, 6, (value) => value + 1e6), 5],
  ['a row far from all others', normals(90, 6, (v, i) => (i < 6 ? v * 1e7 : v)), 5],
  ['whole numbers as doubles', normals(100, 3, Math.round), 8],
];

describe('inputRanks', () => {
  const kernels = createTestRuntime();
  it.each(cases)('counts what comparing all distances counts: %s', (_, X, width) => {
    const lists = anyLists(X.rows, width);
    expect(runToEnd(inputRanks(kernels, X, lists, width))).toEqual(ranksReference(X, lists, width));
    expect(kernels.memory.used).toBe(0);
  });
});
