import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { matrix } from '../../../core/matrix';
import type { Task } from '../../../core/task';
import { runToEnd } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { isomapMethod } from './descriptor';
import { isomap } from './fit';
import golden from './golden.json';
import type { IsomapModel } from './model';
import { transformIsomap } from './transform';

type Case = (typeof golden.cases)[number];

const kernels = createTestRuntime();
const inputOf = ({ X, rows, cols }: Case) => matrix(Float64Array.from(X), rows, cols);
const fit = (input: Case): IsomapModel => {
  const { nNeighbors, nComponents } = input;
  const task = isomap.fit({ X: inputOf(input) }, { nNeighbors, nComponents }, { kernels });
  return runToEnd(task as Task<IsomapModel>);
};

/** Largest difference, as a share of the largest expected value. */
const relativeError = (found: ArrayLike<number>, expected: number[]): number => {
  expect(found).toHaveLength(expected.length);
  const range = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]))) / range;
};

describe.each(golden.cases)('Isomap of $name', (input) => {
  const model = fit(input);

  it('has scikit-learn’s coordinates, signs included', () => {
    expect(relativeError(model.coordinates, input.embedding)).toBeLessThan(1e-6);
    expect(relativeError(model.eigenvalues, input.eigenvalues)).toBeLessThan(1e-6);
  });

  it('has its reconstruction error', () => {
    expect(model.figures.reconstructionError / input.reconstructionError).toBeCloseTo(1, 6);
  });

  it('places new rows as it does', () => {
    const Q = matrix(
      Float64Array.from(input.queries),
      input.queries.length / input.cols,
      input.cols,
    );
    const placed = runToEnd(transformIsomap(model, Q, { kernels }));
    expect([placed.rows, placed.cols]).toEqual([Q.rows, input.nComponents]);
    expect(relativeError(placed.data, input.transformed)).toBeLessThan(1e-6);
  });

  it('places its own rows where they are', () => {
    const placed = runToEnd(transformIsomap(model, model.X, { kernels }));
    expect(relativeError(placed.data, [...model.coordinates])).toBeLessThan(1e-5);
  });
});

describe('Isomap', () => {
  it('says when groups were joined, and only then', () => {
    const [roll, , groups] = golden.cases.map(fit);
    expect(roll.warnings).toEqual([]);
    expect(groups.components).toBe(3);
    expect(groups.warnings[0]).toContain('3 separate groups');
  });

  it('gives kernel memory back, also when stopped, which leaves no result', () => {
    fit(golden.cases[0]);
    expect(kernels.memory.used).toBe(0);
    const spiral = Float64Array.from(
      { length: 1800 },
      (_, i) => (i >> 1) * Math.cos(i / 90 + (i % 2)),
    );
    const params = { nNeighbors: 3, nComponents: 2 };
    const task = isomap.fit({ X: matrix(spiral, 900, 2) }, params, {
      kernels,
    }) as Task<IsomapModel>;
    const stopAtPaths = () => {
      let step = task.next('go');
      while (!step.done) step = task.next(step.value.stage === 'Shortest paths' ? 'stop' : 'go');
    };
    expect(stopAtPaths).toThrow(ExpectedFailure);
    expect(kernels.memory.used).toBe(0);
  });

  it('finds equal eigenvalues: the corners of a square', () => {
    const X = matrix(Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), 4, 2);
    const task = isomap.fit({ X }, { nNeighbors: 3, nComponents: 2 }, { kernels });
    const { eigenvalues } = runToEnd(task as Task<IsomapModel>);
    eigenvalues.forEach((value) => expect(value).toBeCloseTo(1, 6));
  });

  it('refuses what it cannot hold or do, in words', () => {
    const params = { nNeighbors: 5, nComponents: 2 };
    expect(isomapMethod.checkInput({ rows: 4200, cols: 784 }, params)).toBeUndefined();
    const tooLarge = isomapMethod.checkInput({ rows: 42_000, cols: 784 }, params);
    expect(tooLarge).toMatchObject({ code: 'tooLarge', where: 'rows' });
    expect(tooLarge?.message).toMatch(/6\.6 GiB.*at most 20066 rows/);
    expect(isomapMethod.checkInput({ rows: 5, cols: 3 }, params)?.where).toBe('nNeighbors');
    expect(
      isomapMethod.checkInput({ rows: 6, cols: 3 }, { nNeighbors: 2, nComponents: 6 })?.where,
    ).toBe('nComponents');
  });
});
