import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../core/failure';
import { defaultsOf } from '../core/params';
import type { LabellingModel } from '../core/models';
import type { SweepAnswer, SweepFit, SweepRequest, SweepScore } from '../core/sweep';
import type { Task } from '../core/task';
import { createTestRuntime } from '../kernels/runtime/test-runtime';
import { neighborsWanted } from './known-neighbors';
import { methodById } from './registry';
import { sweep, visibleOf } from './sweep';
import { CLASSES, finish, inputs, truth } from './testing';

const runtime = createTestRuntime();
let searches = 0;
/** Counts how often neighbours are searched. */
const kernels = new Proxy(runtime, {
  get(target, key) {
    const value: unknown = Reflect.get(target, key, target);
    if (typeof value !== 'function') return value;
    return (...params: unknown[]): unknown => {
      if (key === 'parallel' && params[0] === 'knnFinish' && params[1] === 0) searches++;
      return value.apply(target, params) as unknown;
    };
  },
});
const X = inputs.singles;

const fit = (method: string, count: number, randomState = 0, also = {}): SweepFit => ({
  key: `${method}-${count}-${randomState}`,
  method,
  params: { ...defaultsOf(methodById(method).params), ...also },
  budget: { kind: 'perClass', count, randomState },
});
const requestOf = (...fits: SweepFit[]): SweepRequest => ({ X, truth, nClasses: CLASSES, fits });

async function run(request: SweepRequest, stopAt?: number) {
  const told: SweepScore[] = [];
  const done = await finish<SweepAnswer>(
    sweep(request, { kernels }, (score) => told.push(score)),
    stopAt,
  );
  return { ...done, told };
}

describe('a sweep', () => {
  it('scores each fit as one of its own would be, on the rows whose label was hidden', async () => {
    const fits = [
      fit('poissonLearning', 1, 3),
      fit('labelSpreading', 2, 1),
      fit('labelPropagation', 5, 0, { nNeighbors: 4 }),
    ];
    const { result, told } = await run(requestOf(...fits));
    expect(result.stopped).toBe(false);
    expect(told).toEqual(result.scores);
    for (const [i, { key, method, params, budget }] of fits.entries()) {
      const { y, labelled } = visibleOf({ truth, nClasses: CLASSES }, budget);
      const algorithm = await methodById(method).load();
      const alone = await finish(
        algorithm.fit({ X, y, nClasses: CLASSES }, params, { kernels }) as Task<LabellingModel>,
      );
      const hidden = [...truth.keys()].filter((row) => y[row] < 0);
      const right = hidden.filter((row) => alone.result.labels[row] === truth[row]);
      expect(result.scores[i]).toMatchObject({
        key,
        labelled,
        scoredRows: X.rows - labelled,
        accuracy: right.length / hidden.length,
      });
    }
  });

  it('searches neighbours once, for the most that any fit wants', async () => {
    const fits = [fit('labelSpreading', 1), fit('poissonLearning', 1), fit('laplaceLearning', 1)];
    expect(neighborsWanted(fits)).toBe(10);
    expect(neighborsWanted([fit('labelSpreading', 1, 0, { kernel: 'rbf' })])).toBe(0);
    const before = searches;
    const { progress } = await run(requestOf(...fits));
    expect(searches - before).toBe(1);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('keeps whole fits and no half one when it is stopped', async () => {
    const fits = [fit('poissonLearning', 1, 0), fit('poissonLearning', 1, 1)];
    const { progress } = await run(requestOf(...fits));
    const firstEnd = progress.findIndex(({ stage }) => stage === 'Fit 1 of 2');
    const early = await run(requestOf(...fits), 1);
    expect(early.result).toMatchObject({ scores: [], stopped: true });
    const midway = await run(requestOf(...fits), firstEnd + 2);
    expect(midway.result).toMatchObject({ stopped: true });
    expect(midway.result.scores).toHaveLength(1);
    expect(midway.told).toEqual(midway.result.scores);
  });

  it('shows a fit the labels of its budget and no other', () => {
    const few = { kind: 'perClass', count: 2, randomState: 7 } as const;
    const { y, labelled } = visibleOf({ truth, nClasses: CLASSES }, few);
    expect(labelled).toBe(2 * CLASSES);
    for (let code = 0; code < CLASSES; code++)
      expect(y.filter((one) => one === code)).toHaveLength(2);
    expect(y.every((code, row) => code < 0 || code === truth[row])).toBe(true);
    const again = visibleOf({ truth, nClasses: CLASSES }, few);
    expect(again.y).toEqual(y);
  });

  it('tells what becomes of rows whose label was withheld, and shows the fit all others', async () => {
    const rows = Uint32Array.of(3, 40, 41);
    const budget = { kind: 'withheld', rows } as const;
    const { y, labelled } = visibleOf({ truth, nClasses: CLASSES }, budget);
    expect([...y.keys()].filter((row) => y[row] !== truth[row])).toEqual([...rows]);
    expect(labelled).toBe(truth.length - rows.length);
    const whole = fit('labelSpreading', 1);
    const { result } = await run(requestOf({ ...whole, budget }));
    const algorithm = await methodById('labelSpreading').load();
    const alone = await finish(
      algorithm.fit({ X, y, nClasses: CLASSES }, whole.params, { kernels }) as Task<LabellingModel>,
    );
    const expected = [...rows].flatMap((row) => [
      ...alone.result.distributions.subarray(row * CLASSES, (row + 1) * CLASSES),
    ]);
    expect([...(result.scores[0].distributions ?? [])]).toEqual(expected);
  });

  it('says which budget cannot be met, and scores nothing when nothing is hidden', async () => {
    await expect(run(requestOf(fit('poissonLearning', 50)))).rejects.toThrow(ExpectedFailure);
    await expect(run(requestOf(fit('poissonLearning', 32)))).rejects.toThrow(/no row left/);
  });
});
