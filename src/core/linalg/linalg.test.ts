import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { RandomState } from '../random/random-state';
import { runToEnd } from '../task';
import { cholesky, invertLower } from './cholesky';
import { topEigenpairs, type Operator } from './top-eigenpairs';
import { tridiagonalEigen } from './tridiagonal';

const symmetric = (n: number, rank: number, seed: number): Matrix => {
  const random = new RandomState(seed);
  const B = Matrix.from1DArray(n, rank, Array.from(random.standardNormals(n * rank)));
  return B.mmul(B.transpose());
};
const times =
  (A: Matrix): Operator =>
  (x) =>
    Float64Array.from(A.mmul(Matrix.columnVector(Array.from(x))).to1DArray());
const valuesOf = (A: Matrix): number[] =>
  new EigenvalueDecomposition(A, { assumeSymmetric: true }).realEigenvalues.sort((a, b) => b - a);

describe('tridiagonalEigen', () => {
  it.each([1, 2, 5, 40])('solves T·v = λ·v (n = %i)', (n) => {
    const random = new RandomState(n);
    const [d, e] = [random.standardNormals(n), random.standardNormals(n)];
    if (n > 3) e[2] = 0;
    const { values, vectors } = runToEnd(tridiagonalEigen(d, e));
    vectors.forEach((v, k) => {
      for (let i = 0; i < n; i++) {
        const image =
          d[i] * v[i] + (i > 0 ? e[i - 1] * v[i - 1] : 0) + (i < n - 1 ? e[i] * v[i + 1] : 0);
        expect(image).toBeCloseTo(values[k] * v[i], 11);
      }
      if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
    });
  });
});

describe('topEigenpairs', () => {
  const identity = Matrix.eye(30);
  const blocks = Matrix.diag([
    5,
    5,
    5,
    4,
    4,
    3,
    ...Array.from({ length: 60 }, (_, i) => 2 - i / 40),
  ]);
  it.each([
    ['full rank', symmetric(80, 200, 1), 5],
    ['low rank', symmetric(60, 7, 2), 10],
    ['all of a small one', symmetric(12, 30, 3), 12],
    ['the identity', identity, 4],
    ['repeated values', blocks, 6],
    ['negative values', Matrix.mul(symmetric(40, 60, 4), -1), 3],
    ['zero', Matrix.zeros(9, 9), 2],
    ['one by one', Matrix.diag([3]), 1],
  ])('finds the largest values and their vectors: %s', (_, A, k) => {
    const { values, vectors, converged, residuals } = runToEnd(topEigenpairs(times(A), A.rows, k));
    const expected = valuesOf(A.clone());
    const scale = Math.max(1e-12, Math.abs(expected[0]), Math.abs(expected[A.rows - 1]));
    expect(converged).toBe(true);
    values.forEach((value, i) => {
      expect(Math.abs(value - expected[i]) / scale).toBeLessThan(1e-9);
      const image = times(A)(vectors[i]);
      const error = Math.hypot(...image.map((entry, j) => entry - value * vectors[i][j]));
      expect(error / scale).toBeLessThan(1e-9);
      expect(residuals[i] / scale).toBeLessThanOrEqual(1e-10);
      vectors.forEach((other, j) => {
        const along = other.reduce((sum, entry, at) => sum + entry * vectors[i][at], 0);
        expect(along).toBeCloseTo(i === j ? 1 : 0, 9);
      });
    });
  });

  it('says when it did not converge', () => {
    const A = symmetric(80, 200, 5);
    expect(runToEnd(topEigenpairs(times(A), 80, 5, { maxIter: 8 })).converged).toBe(false);
  });

  it('gives the same bits for the same seed', () => {
    const A = symmetric(50, 90, 6);
    const [a, b] = [1, 1].map((randomState) =>
      runToEnd(topEigenpairs(times(A), 50, 3, { randomState })),
    );
    expect(a).toEqual(b);
  });
});

describe('cholesky', () => {
  it('gives back the matrix, and its inverse the identity', () => {
    const A = symmetric(9, 20, 7);
    const L = cholesky(Float64Array.from(A.to1DArray()), 9);
    const lower = Matrix.from1DArray(9, 9, Array.from(L ?? []));
    const inverse = Matrix.from1DArray(9, 9, Array.from(invertLower(L ?? new Float64Array(), 9)));
    expect(Matrix.sub(lower.mmul(lower.transpose()), A).norm()).toBeLessThan(1e-12);
    expect(Matrix.sub(lower.mmul(inverse), Matrix.eye(9)).norm()).toBeLessThan(1e-12);
  });

  it('refuses what is not positive definite', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  });
});
