import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { tournament } from '../distances/rounds';
import { knnReference } from './reference';
import { knn, knnQuery } from './wasm';

const pixels = (rows: number, cols: number, top: number, seed: number): Matrix => {
  const random = new RandomState(seed);
  const data = Uint8Array.from({ length: rows * cols }, () => random.interval(top));
  return matrix(data, rows, cols, 1 / 255);
};
const normals = (rows: number, cols: number, seed: number): Matrix =>
  matrix(new RandomState(seed).standardNormals(rows * cols), rows, cols);
const single = (X: Matrix): Matrix => matrix(Float32Array.from(X.data), X.rows, X.cols, X.scale);
const doubled = (X: Matrix): Matrix => {
  const data = X.data.slice();
  data.set(data.subarray(0, data.length >> 1), data.length - (data.length >> 1));
  return { ...X, data };
};

/** Rows around a few places, columns of falling width: most pairs are far apart in the first columns already. */
function clustered(rows: number, cols: number, seed: number): Matrix {
  const random = new RandomState(seed);
  const places = random.standardNormals(12 * cols);
  const values = random.standardNormals(rows * cols);
  const data = values.map((value, i) => {
    const [row, c] = [Math.floor(i / cols), i % cols];
    return (3 * places[((row * 7) % 12) * cols + c] + value) / (1 + c);
  });
  return matrix(data, rows, cols);
}

const cases: [string, Matrix, number][] = [
  ['pixels', pixels(300, 784, 255, 1), 7],
  ['pixels of odd sizes', pixels(131, 33, 255, 2), 5],
  ['tied pixels', pixels(400, 3, 2, 3), 12],
  ['pixels in order, every one twice', doubled(pixels(1200, 40, 60, 13)), 6],
  ['doubles in order', clustered(1500, 32, 14), 9],
  ['pixels all equal', pixels(50, 4, 0, 4), 3],
  ['two rows', pixels(2, 5, 255, 5), 1],
  ['doubles', normals(500, 50, 6), 7],
  ['doubles in the plane', normals(333, 2, 7), 10],
  ['one column', normals(40, 1, 8), 39],
  ['singles', single(normals(257, 17, 9)), 30],
  ['singles with every row twice', doubled(single(normals(200, 8, 10))), 4],
  [
    'doubles far from the origin',
    matrix(
      normals(100, 6, 11).data.map((v) => v + 1e6),
      100,
      6,
    ),
    5,
  ],
  [
    'a row far from all others',
    matrix(
      normals(100, 6, 12).data.map((v, i) => (i < 6 ? v * 1e7 : v)),
      100,
      6,
    ),
    5,
  ],
];

describe('knn', () => {
  const kernels = createTestRuntime();
  it.each(cases)('finds what sorting all distances finds: %s', (_, X, k) => {
    const expected = knnReference(X, X, k, false);
    const found = runToEnd(knn(kernels, X, k));
    expect(found.indices).toEqual(expected.indices);
    expected.squaredDistances.forEach((square, i) =>
      expect(found.squaredDistances[i]).toBeCloseTo(square, 9 - Math.ceil(Math.log10(1 + square))),
    );
    expect(kernels.memory.used).toBe(0);
  });

  it('finds a row itself when it is asked as a query', () => {
    for (const X of [pixels(300, 20, 255, 1), single(normals(300, 20, 1))]) {
      const Q = { ...X, data: X.data.slice(0, 37 * 20), rows: 37 };
      const found = runToEnd(knnQuery(kernels, X, Q, 6));
      expect(found.indices).toEqual(knnReference(Q, X, 6, true).indices);
      expect(found.indices[6 * 36]).toBe(36);
    }
  });

  it('reads no more than it has for few queries among many rows', () => {
    const X = pixels(40_000, 2, 255, 1);
    const Q = pixels(1, 2, 255, 2);
    const { indices } = runToEnd(knnQuery(createTestRuntime(), X, Q, 1));
    expect(indices).toEqual(knnReference(Q, X, 1, true).indices);
  });

  it('compares queries stored otherwise', () => {
    const X = pixels(60, 9, 255, 3);
    const Q = matrix(
      Float32Array.from(X.data.slice(0, 90), (v) => v / 255),
      10,
      9,
    );
    expect(runToEnd(knnQuery(kernels, X, Q, 3)).indices.filter((_, i) => i % 3 === 0)).toEqual(
      Uint32Array.from({ length: 10 }, (_, i) => i),
    );
  });

  it('refuses more neighbours than there are rows', () => {
    expect(() => runToEnd(knn(kernels, pixels(4, 2, 9, 1), 4))).toThrow(
      /4 neighbours among 4 rows/,
    );
  });
});

describe('tournament', () => {
  it.each([1, 2, 3, 8, 9])('pairs %i blocks once each, none twice in a round', (blocks) => {
    const rounds = tournament(blocks);
    const pairs = rounds
      .slice(1)
      .flat()
      .map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`);
    expect(new Set(pairs).size).toBe((blocks * (blocks - 1)) / 2);
    expect(pairs.length).toBe((blocks * (blocks - 1)) / 2);
    for (const round of rounds.slice(1)) {
      expect(new Set(round.flatMap(([a, b]) => [a, b])).size).toBe(round.length * 2);
    }
  });
});
