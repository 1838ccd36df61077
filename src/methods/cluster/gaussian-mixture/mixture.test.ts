import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { matrix, type Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Task } from '../../../core/task';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { readDigits } from '../../testing/digits';
import { gaussianMixtureMethod } from './descriptor';
import { gaussianMixture, type MixtureParams } from './fit';
import golden from './golden.json';
import type { MixtureModel } from './model';
import { predictMixture } from './predict';

type Case = (typeof golden.cases)[number];

const { pixels: digits } = readDigits();
const kernels = createTestRuntime();
const fitTask = (X: Matrix, params: MixtureParams): Task<MixtureModel> =>
  gaussianMixture.fit({ X }, params, { kernels }) as Task<MixtureModel>;
const inputOf = ({ X, rows, cols }: Case): Matrix =>
  matrix(Float64Array.from(X ?? digits), rows, cols);
const fit = (input: Case): MixtureModel =>
  runToEnd(fitTask(inputOf(input), input.params as MixtureParams));

/** Largest difference, as a share of the largest expected value. */
const relativeError = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(found).toHaveLength(expected.length);
  let [worst, range] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs(found[i] - expected[i]));
    range = Math.max(range, Math.abs(expected[i]));
  }
  return worst / range;
};

describe.each(golden.cases)('Gaussian mixture of $name', (input) => {
  const model = fit(input);

  it('has scikit-learn’s labels, parameters, bound and iterations', () => {
    expect([...model.labels]).toEqual(input.labels);
    expect(relativeError(model.centers, input.means)).toBeLessThan(1e-7);
    expect(relativeError(model.weights, input.weights)).toBeLessThan(1e-7);
    if (input.covariances) {
      expect(relativeError(model.covariances, input.covariances)).toBeLessThan(1e-6);
    }
    expect(model.figures.lowerBound / input.lowerBound).toBeCloseTo(1, 8);
    expect(model.nIter).toBe(input.nIter);
    expect(model.converged).toBe(input.converged);
  });

  it('gives new rows the probabilities it does', () => {
    const { cols } = input;
    const rows = input.queries.length;
    const all = Float64Array.from(input.X ?? digits);
    const values = new Float64Array(rows * cols).map(
      (_, i) => all[Math.floor(i / cols) * 5 * cols + (i % cols)] + 0.1,
    );
    const found = runToEnd(predictMixture(model, matrix(values, rows, cols), { kernels }));
    expect([...found.labels]).toEqual(input.queries);
    input.probabilities.forEach((value, i) =>
      expect(found.probabilities![i]).toBeCloseTo(value, 5),
    );
  });

  it('gives kernel memory back', () => expect(kernels.memory.used).toBe(0));
});

describe('Gaussian mixture', () => {
  const X = matrix(new RandomState(4).standardNormals(1500), 500, 3);
  const params = { ...(golden.cases[0].params as MixtureParams), nComponents: 5, tol: 0 };

  /** Asks the task to stop at its first step of a stage. */
  const stopAt = (task: Task<MixtureModel>, stage: string): MixtureModel => {
    let step = task.next('go');
    while (!step.done) step = task.next(step.value.stage.startsWith(stage) ? 'stop' : 'go');
    return step.value;
  };

  it('gives probabilities that sum to 1, and scores by the own component’s density', () => {
    const { probabilities, weights, scores, labels, centers, covariances } = runToEnd(
      fitTask(X, { ...params, covarianceType: 'spherical' }),
    );
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (let r = 0; r < 500; r += 50) {
      const shares = probabilities.subarray(r * 5, (r + 1) * 5);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
      const j = labels[r];
      const square = [0, 1, 2].reduce(
        (s, c) => s + (X.data[r * 3 + c] - centers[j * 3 + c]) ** 2,
        0,
      );
      const log = 1.5 * Math.log(2 * Math.PI * covariances[j]) + square / covariances[j] / 2;
      expect(scores[r]).toBeCloseTo(log, 5);
    }
  });

  it('stops with what there is', () => {
    const model = stopAt(fitTask(X, params), 'Maximisation');
    expect(model).toMatchObject({ stopped: true, converged: false, nIter: 1 });
    expect(model.warnings.join()).toContain('Stopped after 1 iteration:');
    const again = runToEnd(predictMixture(model, X, { kernels }));
    expect(again.labels).toEqual(model.labels);
    const sooner = stopAt(fitTask(X, params), 'Iteration');
    expect(sooner).toMatchObject({ stopped: true, nIter: 0 });
    expect(Number.isFinite(sooner.figures.lowerBound)).toBe(true);
    expect(() => stopAt(fitTask(X, params), '')).toThrow(ExpectedFailure);
    expect(kernels.memory.used).toBe(0);
  });

  it('says when iterations run out', () => {
    const model = runToEnd(fitTask(X, { ...params, maxIter: 2 }));
    expect(model.warnings.join()).toContain('within 2 iterations');
  });

  it.each(['full', 'tied', 'diag', 'spherical'] as const)(
    'advises when a covariance is singular: %s',
    (covarianceType) => {
      const same = matrix(new Float64Array(20).fill(3), 10, 2);
      const task = fitTask(same, { ...params, nComponents: 1, regCovar: 0, covarianceType });
      expect(() => runToEnd(task)).toThrow(/collapsed.*fewer components.*larger covariance floor/);
      expect(kernels.memory.used).toBe(0);
    },
  );

  it.each(['full', 'tied', 'diag'] as const)('gives the same bits on three threads: %s', (type) => {
    const options = { ...params, covarianceType: type, maxIter: 5 };
    const [one, three] = [createTestRuntime(), onThreeThreads(createTestRuntime())].map((runtime) =>
      runToEnd(gaussianMixture.fit({ X }, options, { kernels: runtime }) as Task<MixtureModel>),
    );
    expect(three).toEqual(one);
  });

  it('takes pixels as it takes the same values in doubles', () => {
    const bytes = Uint8Array.from(digits.slice(0, 300 * 64));
    const doubles = Float64Array.from(bytes, (value) => value / 16);
    const options = { ...params, tol: 1e-3, regCovar: 0.01 };
    const ofBytes = runToEnd(fitTask(matrix(bytes, 300, 64, 1 / 16), options));
    const ofDoubles = runToEnd(fitTask(matrix(doubles, 300, 64), options));
    expect(ofBytes.labels).toEqual(ofDoubles.labels);
    expect(relativeError(ofBytes.covariances, ofDoubles.covariances)).toBeLessThan(1e-9);
  });

  it('refuses more components than rows, and rows of other columns', () => {
    expect(gaussianMixtureMethod.checkInput({ rows: 5, cols: 3 }, params)).toBeUndefined();
    expect(gaussianMixtureMethod.checkInput({ rows: 4, cols: 3 }, params)?.where).toBe(
      'nComponents',
    );
    const model = runToEnd(fitTask(X, { ...params, maxIter: 1 }));
    const narrow = matrix(new Float64Array(4), 2, 2);
    expect(() => runToEnd(predictMixture(model, narrow, { kernels }))).toThrow(/3 columns/);
  });
});
