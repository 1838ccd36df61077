import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { matrix, type Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Progress, type Task } from '../../../core/task';
import { packSamples } from '../../../kernels/kmeans/samples';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { readDigits } from '../../testing/digits';
import { kMeansMethod } from './descriptor';
import { kMeans, type KMeansParams } from './fit';
import golden from './golden.json';
import type { KMeansModel } from './model';
import { predictKMeans } from './predict';
import { bestRun, sameClustering } from './runs';

type Case = (typeof golden.cases)[number];

const { pixels: digits } = readDigits();
const kernels = createTestRuntime();
const inputOf = ({ X, rows, cols, storage, scale }: Case): Matrix =>
  matrix((storage === 'u8' ? Uint8Array : Float64Array).from(X ?? digits), rows, cols, scale);
const fitTask = (X: Matrix, params: KMeansParams): Task<KMeansModel> =>
  kMeans.fit({ X }, params, { kernels }) as Task<KMeansModel>;
const fit = (input: Case): KMeansModel =>
  runToEnd(fitTask(inputOf(input), input.params as KMeansParams));

const closeTo = (found: ArrayLike<number>, expected: number[]): void => {
  expect(found).toHaveLength(expected.length);
  const range = Math.max(1e-300, ...expected.map(Math.abs));
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0);
  expect(worst / range).toBeLessThan(1e-9);
};

describe.each(golden.cases)('k-means of $name', (input) => {
  const model = fit(input);

  it('has scikit-learn’s clusters, centres, inertia and iterations', () => {
    expect([...model.labels]).toEqual(input.labels);
    closeTo(model.centers, input.centers);
    closeTo([model.figures.inertia], [input.inertia]);
    expect(model.nIter).toBe(input.nIter);
  });

  it('gives new rows to the cluster it does', () => {
    const values = Float64Array.from(input.X ?? digits, (value) => value * input.scale + 0.1);
    const rows = input.queries.length;
    const taken = Float64Array.from({ length: rows * input.cols }, (_, i) => {
      const [r, c] = [Math.floor(i / input.cols), i % input.cols];
      return values[r * 7 * input.cols + c];
    });
    const found = runToEnd(predictKMeans(model, matrix(taken, rows, input.cols), { kernels }));
    expect([...found.labels]).toEqual(input.queries);
  });

  it('scores each row by the distance to its centre', () => {
    const squares = model.scores.reduce((sum, score) => sum + score * score, 0);
    expect(squares).toBeCloseTo(input.inertia, -Math.floor(Math.log10(input.inertia + 1)) + 5);
  });

  it('gives kernel memory back', () => expect(kernels.memory.used).toBe(0));
});

/** Runs a task and asks it to stop from the first progress on that `when` accepts. */
function stopAt(task: Task<KMeansModel>, when: (progress: Progress) => boolean): KMeansModel {
  let step = task.next('go');
  while (!step.done) step = task.next(when(step.value) ? 'stop' : 'go');
  return step.value;
}

describe('k-means', () => {
  const X = matrix(new RandomState(1).standardNormals(900), 300, 3);
  const params = { ...(golden.cases[0].params as KMeansParams), nClusters: 6, nInit: 4 };

  it('is as good as rows to centres and centres to means can be', () => {
    const { centers, labels } = runToEnd(fitTask(X, { ...params, tol: 0 }));
    const sums = new Float64Array(18);
    const sizes = new Float64Array(6);
    labels.forEach((label, r) => {
      sizes[label]++;
      for (let c = 0; c < 3; c++) sums[label * 3 + c] += X.data[r * 3 + c];
    });
    closeTo(
      centers,
      Array.from(sums, (sum, i) => sum / sizes[Math.floor(i / 3)]),
    );
  });

  it('keeps the best there is when stopped, labels and centres in step', () => {
    const stopped = stopAt(fitTask(X, params), ({ stage }) => stage === 'Iteration 2');
    expect(stopped).toMatchObject({ stopped: true, converged: false, nIter: 2 });
    expect(stopped.warnings.join()).toContain('Stopped after 2 iterations');
    const nearest = runToEnd(predictKMeans(stopped, X, { kernels }));
    expect(nearest.labels).toEqual(stopped.labels);
  });

  it('may keep a run that had ended when stopped', () => {
    const ends = Array.from({ length: 60 }, (_, i) =>
      stopAt(fitTask(X, params), ({ stage }) => stage === `Iteration ${i + 2}`),
    );
    const kept = ends.find(({ stopped, converged }) => stopped && converged);
    expect(kept?.warnings.join()).toContain('before all 4 runs');
    expect(ends.at(-1)).toMatchObject({ stopped: false, converged: true });
  });

  it('is the same whether runs go in step or one after the other', () => {
    const samples = runToEnd(packSamples(kernels, X));
    const options = { k: 6, init: 'k-means++' as const, maxIter: 300, tol: 1e-4 };
    const inStep = runToEnd(
      bestRun(kernels, samples, { ...options, nInit: 4 }, new RandomState(9)),
    );
    const random = new RandomState(9);
    const each = Array.from({ length: 4 }, () =>
      runToEnd(bestRun(kernels, samples, { ...options, nInit: 1 }, random)),
    );
    const least = Math.min(...each.map(({ inertia }) => inertia));
    expect(inStep).toEqual(each.find(({ inertia }) => inertia === least));
    kernels.release(samples.data);
  });

  it('has nothing when stopped before the first clusters', () => {
    expect(() => stopAt(fitTask(X, params), () => true)).toThrow(ExpectedFailure);
    expect(kernels.memory.used).toBe(0);
  });

  it('says when iterations run out, and when there are fewer rows than clusters', () => {
    const short = runToEnd(fitTask(X, { ...params, maxIter: 1 }));
    expect(short.converged).toBe(false);
    expect(short.warnings.join()).toContain('within 1 iteration');
    const twice = matrix(Float64Array.of(1, 2, 1, 2, 3, 4, 3, 4), 4, 2);
    const few = runToEnd(fitTask(twice, { ...params, nClusters: 3 }));
    expect(few.warnings.join()).toContain('Only 2 of 3 clusters');
    expect(few.figures.inertia).toBe(0);
  });

  it.each([
    ['bytes', Uint8Array.from(digits.slice(0, 500 * 64))],
    ['doubles', new RandomState(8).standardNormals(500 * 64)],
  ])('gives the same bits on three threads: %s', (_, data) => {
    const rows = matrix(data, 500, 64);
    const [one, three] = [createTestRuntime(), onThreeThreads(createTestRuntime())].map((runtime) =>
      runToEnd(kMeans.fit({ X: rows }, params, { kernels: runtime }) as Task<KMeansModel>),
    );
    expect(three).toEqual(one);
  });

  it('refuses more clusters than rows, and rows of other columns', () => {
    expect(kMeansMethod.checkInput({ rows: 6, cols: 3 }, params)).toBeUndefined();
    expect(kMeansMethod.checkInput({ rows: 5, cols: 3 }, params)?.where).toBe('nClusters');
    const model = runToEnd(fitTask(X, { ...params, nInit: 1 }));
    const narrow = matrix(new Float64Array(4), 2, 2);
    expect(() => runToEnd(predictKMeans(model, narrow, { kernels }))).toThrow(/3 columns/);
  });

  it('knows equal clusterings by other numbers', () => {
    expect(sameClustering(Int32Array.of(0, 1, 1, 2), Int32Array.of(2, 0, 0, 1), 3)).toBe(true);
    expect(sameClustering(Int32Array.of(0, 1, 1, 2), Int32Array.of(2, 0, 1, 1), 3)).toBe(false);
  });
});
