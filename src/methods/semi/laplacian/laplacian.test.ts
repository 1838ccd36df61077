import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { defaultsOf } from '../../../core/params';
import { runToEnd, type Task } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { laplaceLearningMethod } from '../laplace-learning/descriptor';
import { laplaceLearning, type LaplaceParams } from '../laplace-learning/fit';
import { poissonLearningMethod } from '../poisson-learning/descriptor';
import { poissonLearning } from '../poisson-learning/fit';
import { poissonMboMethod } from '../poisson-mbo/descriptor';
import { poissonMbo, type PoissonMboParams } from '../poisson-mbo/fit';
import golden from './golden.json';
import { firstNeighbors } from '../shared/neighbors';
import { similarityGraph, weightsOf } from './graph';
import type { SimilarityLabellingModel } from './model';
import { withDoubt } from './poisson';
import { balance, labelShares } from './priors';

type Case = (typeof golden.cases)[number];
type Fitting = Task<SimilarityLabellingModel>;

const kernels = createTestRuntime();
const named = (name: string): Case => golden.cases.find((input) => input.name === name)!;

const inputOf = ({ X, rows, cols, y, nClasses }: Case) => ({
  X: matrix(Float64Array.from(X), rows, cols),
  y: Int32Array.from(y),
  nClasses,
});
const graphOf = ({ nNeighbors, weights, symmetrise }: Case) => ({
  nNeighbors,
  weights: weights as 'gaussian' | 'connectivity',
  symmetrise: symmetrise as 'either' | 'mutual',
});
const tight = { tol: 1e-11, maxIter: 5000 };

const laplaceOf = (input: Case, also: Partial<LaplaceParams> = {}): Fitting =>
  laplaceLearning.fit(
    inputOf(input),
    { ...defaultsOf(laplaceLearningMethod.params), ...graphOf(input), ...tight, ...also },
    { kernels },
  ) as Fitting;
const poissonOf = (input: Case, also: Partial<LaplaceParams> = {}): Fitting =>
  poissonLearning.fit(
    inputOf(input),
    { ...defaultsOf(poissonLearningMethod.params), ...graphOf(input), ...tight, ...also },
    { kernels },
  ) as Fitting;
const mboOf = (input: Case, also: Partial<PoissonMboParams> = {}): Fitting =>
  poissonMbo.fit(
    inputOf(input),
    { ...defaultsOf(poissonMboMethod.params), ...graphOf(input), ...also },
    { kernels },
  ) as Fitting;

const agreement = (labels: ArrayLike<number>, expected: number[]): number =>
  expected.filter((code, row) => code === labels[row]).length / expected.length;
const close = (found: ArrayLike<number>, expected: number[]): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
};

describe.each(golden.cases)('$name', (input) => {
  const laplace = runToEnd(laplaceOf(input));

  it('has the formulas’ harmonic functions', () => close(laplace.distributions, input.laplace));

  it('has the formulas’ Poisson solution', () =>
    close(runToEnd(poissonOf(input)).distributions, input.poisson));

  it('has the formulas’ PoissonMBO labels', () => {
    const { labels } = runToEnd(mboOf(input, { priors: 'uniform' }));
    expect(agreement(labels, input.mbo)).toBeGreaterThanOrEqual(0.99);
  });

  it('labels new rows by their neighbours’ weights', () => {
    const rows = input.queries.length / input.cols;
    const Q = matrix(Float64Array.from(input.queries), rows, input.cols);
    const task = laplaceLearning.predict!(laplace, Q, { kernels });
    close(
      runToEnd(task as Task<{ probabilities: Float32Array }>).probabilities,
      input.probabilities,
    );
  });

  it('gives kernel memory back', () => expect(kernels.memory.used).toBe(0));
});

describe('labelling on a Laplacian', () => {
  const island = named('an island without labels, one with');
  const plain = named('weights by distance');

  it.each([laplaceOf, poissonOf, mboOf])('says which rows no label reached (%o)', (fit) => {
    const model = runToEnd(fit(island));
    expect(model.figures.unreached).toBe(12);
    expect([...model.reached.subarray(150, 162)]).toEqual(new Array(12).fill(0));
    expect([...model.labels.subarray(162)]).toEqual(new Array(14).fill(2));
    expect(model.warnings.join()).toContain('No label reached 12 of 176 rows');
  });

  it('keeps given labels in Laplace learning', () => {
    const { labels } = runToEnd(laplaceOf(plain));
    plain.y.forEach((code, row) => code >= 0 && expect(labels[row]).toBe(code));
  });

  it.each([laplaceOf, poissonOf, mboOf])('holds classes to equal shares when asked (%o)', (fit) => {
    const { labels } = runToEnd(fit(plain, { priors: 'uniform' }));
    for (const code of [0, 1, 2]) {
      const count = labels.filter((label) => label === code).length;
      expect(Math.abs(count - 50)).toBeLessThanOrEqual(1);
    }
  });

  it('says whether it settled', () => {
    const unsettled = runToEnd(laplaceOf(plain, { maxIter: 2 }));
    expect(unsettled).toMatchObject({ converged: false, nIter: 2 });
    expect(unsettled.warnings.join()).toContain('within 2 iterations');
    expect(runToEnd(laplaceOf(plain)).converged).toBe(true);
    expect(runToEnd(mboOf(plain)).converged).toBe(true);
    expect(runToEnd(mboOf(plain, { maxIter: 1, steps: 1, tol: 0 })).nIter).toBe(1);
  });

  it.each([laplaceOf, poissonOf, mboOf])('stops with what there is (%o)', (fit) => {
    const task = fit(plain);
    let step = task.next('go');
    while (!step.done) step = task.next(step.value.stage === 'Spreading' ? 'stop' : 'go');
    expect(step.value).toMatchObject({ stopped: true, converged: false });
    expect(step.value.labels).toHaveLength(plain.rows);
    expect(kernels.memory.used).toBe(0);
  });
});

describe('the graph of similar rows', () => {
  const lists = {
    indices: Uint32Array.of(1, 2, 0, 2, 1, 3, 2, 1),
    squaredDistances: Float64Array.of(1, 4, 1, 2, 2, 9, 9, 16),
  };

  it('weighs the k-th neighbour e⁻⁴ and equal rows 1', () => {
    const weights = weightsOf(lists, 2, 'gaussian');
    expect([weights[0], weights[1]]).toEqual([Math.exp(-1), Math.exp(-4)]);
    const equal = { squaredDistances: Float64Array.of(0, 0, 0, 3) };
    expect([...weightsOf(equal, 2, 'gaussian')]).toEqual([1, 1, 1, Math.exp(-4)]);
  });

  it('is symmetric, either way or both ways', () => {
    const all = { nNeighbors: 2, weights: 'connectivity' } as const;
    const either = similarityGraph(lists, { ...all, symmetrise: 'either' });
    expect([...either.indices]).toEqual([1, 2, 0, 2, 3, 0, 1, 3, 1, 2]);
    expect([...either.weights]).toEqual([1, 0.5, 1, 1, 0.5, 0.5, 1, 1, 0.5, 1]);
    const mutual = similarityGraph(lists, { ...all, symmetrise: 'mutual' });
    expect([...mutual.indices]).toEqual([1, 0, 2, 1, 3, 2]);
    expect([...mutual.weights]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is made of the first neighbours of longer lists', () => {
    const first = firstNeighbors(lists, 2, 1);
    expect([...first.indices]).toEqual([1, 0, 1, 2]);
    expect([...first.squaredDistances]).toEqual([1, 1, 2, 9]);
    expect(firstNeighbors(lists, 2, 2)).toBe(lists);
    expect(() => firstNeighbors(lists, 2, 3)).toThrow(RangeError);
  });
});

describe('class shares', () => {
  it('are counted among labels, or equal for the classes that occur', () => {
    const y = Int32Array.of(0, -1, 2, 0, -1, 0);
    expect([...labelShares(y, 3, 'labels')]).toEqual([0.75, 0, 0.25]);
    expect([...labelShares(y, 3, 'uniform')]).toEqual([0.5, 0, 0.5]);
  });

  it('are met by factors, rows of zeros left out', () => {
    const F = Float64Array.from({ length: 400 * 2 }, (_, i) =>
      i % 2 ? 0.4 : ((i / 2) % 100) / 100,
    );
    F.fill(0, 0, 200);
    const { factors, error } = runToEnd(balance(F, Float64Array.of(0.3, 0.7)));
    expect(error).toBeLessThan(0.005);
    let [first, reached] = [0, 0];
    for (let r = 0; r < 400; r++) {
      if (F[2 * r] + F[2 * r + 1] === 0) continue;
      reached++;
      if (factors[0] * F[2 * r] > factors[1] * F[2 * r + 1]) first++;
    }
    expect(first / reached).toBeCloseTo(0.3, 2);
  });

  it('leave rows alone that can have one class only', () => {
    const F = Float64Array.of(1, 0, 1, 0, 1, 0, 0, 1);
    const { factors, error } = runToEnd(balance(F, Float64Array.of(0.5, 0.5)));
    expect(error).toBe(0.25);
    expect(factors.every((factor) => factor > 0)).toBe(true);
  });
});

describe('how sure Poisson learning is', () => {
  // Two labels of two classes; the third class has none. Far from both labels u is nearly 0.
  const y = Int32Array.of(0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  const tops = [9, 9, 1, 0.01, 1, 1, 1, 1, 1, 1, 1, 1, 0];
  const u = Float64Array.from(
    tops.flatMap((top, i) => (i % 2 === 0 ? [top, -top, 0] : [-top, top, 0])),
  );
  const shares = withDoubt(u, y, 3);
  const rowOf = (row: number) => [...shares.subarray(row * 3, row * 3 + 3)];

  it('goes by how far a row is from undecided, in two classes too', () => {
    expect(rowOf(2)[0]).toBeCloseTo(1.01, 12);
    expect(rowOf(2)[1]).toBeCloseTo(0.01, 12);
    expect(rowOf(3)[1] / (rowOf(3)[0] + rowOf(3)[1])).toBeCloseTo(0.02 / 0.03, 12);
  });

  it('gives nothing to a class without labels, nor to a row that nothing reached', () => {
    expect(rowOf(3)[2]).toBe(0);
    expect(rowOf(12)).toEqual([0, 0, 0]);
  });
});
