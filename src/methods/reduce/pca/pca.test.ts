import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { matrix, type Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Task } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { pcaMethod } from './descriptor';
import { pca, type PcaParams } from './fit';
import golden from './golden.json';
import type { PcaModel } from './model';

const kernels = createTestRuntime();
const fit = (X: Matrix, nComponents: number, more: Partial<PcaParams> = {}): PcaModel => {
  const params: PcaParams = { nComponents, whiten: false, signRule: 'u', ...more };
  return runToEnd(pca.fit({ X }, params, { kernels }) as Task<PcaModel>);
};
const transform = (model: PcaModel, X: Matrix): Matrix =>
  runToEnd(pca.transform!(model, X, { kernels }) as Task<Matrix>);

/** Largest difference, as a share of the largest expected value. */
const relativeError = (found: ArrayLike<number>, expected: number[]): number => {
  const range = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]))) / range;
};

function expectGolden(model: PcaModel, expected: (typeof golden)['digits']): void {
  expect(relativeError(model.coordinates, expected.scores)).toBeLessThan(1e-9);
  expect(relativeError(model.components, expected.components)).toBeLessThan(1e-9);
  expect(relativeError(model.mean, expected.mean)).toBeLessThan(1e-12);
  expect(relativeError(model.explainedVariance, expected.explainedVariance)).toBeLessThan(1e-10);
  const { explainedVarianceRatio } = expected;
  expect(relativeError(model.explainedVarianceRatio, explainedVarianceRatio)).toBeLessThan(1e-10);
  const sum = explainedVarianceRatio.reduce((sum, share) => sum + share, 0);
  expect(model.figures.explainedVarianceRatioSum).toBeCloseTo(sum, 10);
  expect(model.warnings).toEqual([]);
}

describe.each(golden.cases)('PCA of $name', (input) => {
  const { rows, cols, nComponents, whiten } = input;
  const X = matrix(Float64Array.from(input.X), rows, cols);
  const model = fit(X, nComponents, { whiten });

  it('has scikit-learn’s scores, components and variances, signs included', () => {
    expect(model.coordinates).toHaveLength(rows * nComponents);
    expectGolden(model, input);
  });

  it('places new rows as it does, and its own where they are', () => {
    const Q = matrix(Float64Array.from(input.queries), input.queries.length / cols, cols);
    const placed = transform(model, Q);
    expect([placed.rows, placed.cols]).toEqual([Q.rows, nComponents]);
    expect(relativeError(placed.data, input.transformed)).toBeLessThan(1e-9);
    expect(relativeError(transform(model, X).data, [...model.coordinates])).toBeLessThan(1e-9);
  });

  it('reads single precision too', () => {
    const single = fit(matrix(Float32Array.from(input.X), rows, cols), nComponents, { whiten });
    expect(relativeError(single.explainedVariance, input.explainedVariance)).toBeLessThan(1e-3);
  });
});

describe('PCA of pixels', () => {
  const file = new URL('../../../../public/samples/digits.csv.gz', import.meta.url);
  const text = gunzipSync(readFileSync(file)).toString().trim();
  const lines = text.split('\n').slice(1);
  const data = Uint8Array.from(lines.flatMap((line) => line.split(',').slice(1).map(Number)));

  it('has scikit-learn’s results on the 8×8 digits', () => {
    expectGolden(fit(matrix(data, lines.length, 64), 10), golden.digits);
  });

  it('is the same in whole numbers as in doubles, by way of the rows', () => {
    const few = matrix(data.slice(0, 30 * 64), 30, 64);
    const doubles = fit({ ...few, data: Float64Array.from(few.data) }, 8);
    expect(relativeError(fit(few, 8).coordinates, [...doubles.coordinates])).toBeLessThan(1e-9);
  });

  it('scales with the pixels', () => {
    const X = matrix(data.slice(0, 6400), 100, 64);
    const [raw, unit] = [fit(X, 3), fit({ ...X, scale: 1 / 16 }, 3)];
    const scaled = [...raw.coordinates].map((value) => value / 16);
    expect(relativeError(unit.coordinates, scaled)).toBeLessThan(1e-12);
    expect(unit.explainedVarianceRatio[2]).toBeCloseTo(raw.explainedVarianceRatio[2], 12);
  });
});

describe('PCA', () => {
  const noise = (rows: number, cols: number): Matrix =>
    matrix(new RandomState(rows).standardNormals(rows * cols), rows, cols);

  it.each([
    ['high', noise(40, 6), 6],
    ['wide', noise(6, 40), 6],
  ])('has components of length one at right angles: a %s table', (_, X, dims) => {
    const { components } = fit(X, dims);
    for (let a = 0; a < dims; a++) {
      for (let b = 0; b <= a; b++) {
        const [left, right] = [a, b].map((d) => components.subarray(d * X.cols, (d + 1) * X.cols));
        const along = left.reduce((sum, weight, c) => sum + weight * right[c], 0);
        expect(along).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    }
  });

  it('says that there are fewer dimensions than asked for, and gives the others no extent', () => {
    const line = Float64Array.from({ length: 60 }, (_, i) => Math.floor(i / 3) * ((i % 3) + 1));
    for (const rows of [20, 2]) {
      const model = fit(matrix(line.slice(0, rows * 3), rows, 3), 2);
      expect(model.warnings).toEqual(['1 of 2 dimensions have no extent: the data has fewer.']);
      expect(model.explainedVarianceRatio[0]).toBeCloseTo(1, 12);
      expect(model.explainedVariance[1]).toBe(0);
      for (let row = 0; row < rows; row++) expect(Math.abs(model.coordinates[2 * row + 1])).toBe(0);
    }
  });

  it('takes rows that are all alike', () => {
    const model = fit(matrix(new Uint8Array(40).fill(7), 10, 4), 2, { whiten: true });
    expect(model.warnings).toEqual(['All rows are alike: there is no variance to explain.']);
    expect(model.coordinates.every((value) => Math.abs(value) === 0)).toBe(true);
    expect(model.figures.explainedVarianceRatioSum).toBe(0);
  });

  it('turns components by the rule asked for', () => {
    const X = noise(50, 7);
    const { components } = fit(X, 7, { signRule: 'v' });
    const { coordinates } = fit(X, 7, { signRule: 'u' });
    const largest = (values: number[]): number =>
      values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    for (let d = 0; d < 7; d++) {
      expect(largest([...components.subarray(d * 7, d * 7 + 7)])).toBeGreaterThan(0);
      expect(largest([...coordinates].filter((_, i) => i % 7 === d))).toBeGreaterThan(0);
    }
  });

  it('gives kernel memory back, also when stopped, which leaves no result', () => {
    const params: PcaParams = { nComponents: 2, whiten: false, signRule: 'u' };
    const task = pca.fit({ X: noise(600, 20) }, params, { kernels }) as Task<PcaModel>;
    task.next('go');
    expect(() => task.next('stop')).toThrow(ExpectedFailure);
    expect(kernels.memory.used).toBe(0);
  });

  it('refuses what it cannot do, in words', () => {
    const check = (rows: number, cols: number, nComponents: number) =>
      pcaMethod.checkInput({ rows, cols }, { nComponents, whiten: false, signRule: 'u' });
    expect(check(42_000, 784, 50)).toBeUndefined();
    expect(check(1, 784, 1)).toMatchObject({ code: 'badInput', where: 'rows' });
    expect(check(5, 784, 6)).toMatchObject({ code: 'badParameter', where: 'nComponents' });
    expect(check(20_000, 12_288, 2)).toMatchObject({ code: 'tooLarge' });
    expect(() => transform(fit(noise(20, 4), 2), noise(3, 5))).toThrow(/4 columns/);
  });
});
