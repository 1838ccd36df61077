import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { runToEnd, type Task } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { labelPropagation } from '../label-propagation/fit';
import { labelSpreadingMethod } from '../label-spreading/descriptor';
import { labelSpreading } from '../label-spreading/fit';
import { neighborLinks } from './affinity';
import golden from './golden.json';
import type { GraphLabellingModel } from './model';
import { predictLabelling } from './predict';

type Case = (typeof golden.cases)[number];

const kernels = createTestRuntime();

const taskOf = ({
  X,
  rows,
  cols,
  y,
  nClasses,
  params,
  method,
}: Case): Task<GraphLabellingModel> => {
  const input = { X: matrix(Float64Array.from(X), rows, cols), y: Int32Array.from(y), nClasses };
  const shared = {
    kernel: params.kernel as 'knn' | 'rbf',
    gamma: params.gamma,
    nNeighbors: params.n_neighbors,
    maxIter: params.max_iter,
    tol: params.tol,
  };
  const task =
    method === 'LabelSpreading'
      ? labelSpreading.fit(input, { ...shared, alpha: params.alpha ?? 0.2 }, { kernels })
      : labelPropagation.fit(input, shared, { kernels });
  return task as Task<GraphLabellingModel>;
};

const named = (name: string): Case => golden.cases.find((input) => input.name === name)!;

describe.each(golden.cases)('$name', (input) => {
  const model = runToEnd(taskOf(input));

  it('has scikit-learn’s distributions, labels and number of iterations', () => {
    input.distributions.forEach((value, i) => expect(model.distributions[i]).toBeCloseTo(value, 6));
    expect([...model.labels]).toEqual(input.labels);
    expect(model.nIter).toBe(input.nIter);
  });

  it('predicts new rows as it does, where it can', () => {
    const rows = input.queries.length / input.cols;
    const Q = matrix(Float64Array.from(input.queries), rows, input.cols);
    const { probabilities, reached } = runToEnd(predictLabelling(model, Q, { kernels }));
    input.probabilities.forEach((value, i) => {
      expect(reached![Math.floor(i / input.nClasses)]).toBe(value === null ? 0 : 1);
      expect(probabilities![i]).toBeCloseTo(value ?? 0, 5);
    });
  });

  it('gives kernel memory back', () => expect(kernels.memory.used).toBe(0));
});

describe('labelling over a graph', () => {
  it('says which rows no label reached', () => {
    const model = runToEnd(taskOf(named('spreading with an island')));
    expect([...model.reached].slice(0, 90)).not.toContain(0);
    expect([...model.reached].slice(90)).toEqual(new Array(12).fill(0));
    expect(model.figures.unreached).toBe(12);
    expect(model.warnings.join()).toContain('No label reached 12 of 102 rows');
  });

  it('says whether it settled', () => {
    const unsettled = runToEnd(taskOf(named('spreading that does not settle')));
    expect(unsettled.converged).toBe(false);
    expect(unsettled.warnings.join()).toContain('within 4 iterations');
    expect(runToEnd(taskOf(named('spreading over neighbours'))).converged).toBe(true);
  });

  it('keeps given labels in propagation', () => {
    const input = named('propagation over neighbours');
    const { labels } = runToEnd(taskOf(input));
    input.y.forEach((code, row) => code >= 0 && expect(labels[row]).toBe(code));
  });

  it('stops with what there is', () => {
    const task = taskOf(named('spreading, alpha 0.9'));
    let step = task.next('go');
    while (!step.done) step = task.next(step.value.stage === 'Spreading' ? 'stop' : 'go');
    expect(step.value).toMatchObject({ stopped: true, converged: false, nIter: 1 });
    expect(kernels.memory.used).toBe(0);
  });

  it('counts a row among its own neighbours unless enough equal rows come first', () => {
    const links = neighborLinks(
      { indices: Uint32Array.of(1, 2, 0, 2, 0, 1), squaredDistances: new Float64Array(6) },
      3,
      2,
    );
    expect([...links.indptr]).toEqual([0, 1, 2, 4]);
    expect([...links.indices]).toEqual([1, 0, 0, 1]);
  });

  it('refuses in words what cannot be labelled', () => {
    const params = {
      kernel: 'knn',
      nNeighbors: 7,
      gamma: 20,
      alpha: 0.2,
      maxIter: 30,
      tol: 1e-3,
    } as const;
    const facts = { rows: 100, cols: 4, nClasses: 3, labelled: 4, labelledPerClass: [2, 0, 2] };
    const problem = (change: object, also: object = {}) =>
      labelSpreadingMethod.checkInput({ ...facts, ...change }, { ...params, ...also });
    expect(problem({})).toBeUndefined();
    expect(problem({ labelled: 0, labelledPerClass: [0, 0, 0] })?.message).toContain('No row');
    expect(problem({ labelledPerClass: [0, 4, 0] })?.message).toContain('one class');
    expect(problem({ rows: 7 })?.where).toBe('nNeighbors');
    const dense = problem({ rows: 42_000 }, { kernel: 'rbf' });
    expect(dense).toMatchObject({ code: 'tooLarge' });
    expect(dense?.message).toMatch(/13\.1 GiB.*at most 14188 rows/);
  });
});
