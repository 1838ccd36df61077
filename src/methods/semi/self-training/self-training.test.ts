import { describe, expect, it } from 'vitest';
import { inputFacts } from '../../../core/input-facts';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix } from '../../../core/matrix';
import type { FitInput, Prediction } from '../../../core/method';
import { defaultsOf } from '../../../core/params';
import { runToEnd, type AsyncTask, type Signal, type Task } from '../../../core/task';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { readDigits } from '../../testing/digits';
import { selfTrainingMethod } from './descriptor';
import { selfTraining, type SelfTrainingModel } from './fit';
import type { SelfTrainingParams } from './params';
import { joined, judgementOf, teachersOf } from './teachers';

const imageShape = { height: 8, width: 8, channels: 1 };
const { labels, pixels } = readDigits();
const ROWS = 600;
const X = matrix(pixels.slice(0, ROWS * 64), ROWS, 64, 1 / 16);
const truth = labels.slice(0, ROWS);
/** The first three of each class keep their label. */
const seen = new Int32Array(10);
const y = truth.map((code) => (seen[code]++ < 3 ? code : -1));
const input: FitInput = { X, y, nClasses: 10, imageShape };

/** What a small set in few rounds can learn from. */
const quick: SelfTrainingParams = {
  ...defaultsOf(selfTrainingMethod.params),
  maxIter: 1,
  epochs: 4,
  augment: false,
};
const kernels: KernelRuntime = createTestRuntime();

const start = (params: Partial<SelfTrainingParams> = {}, on = kernels, given = input) =>
  selfTraining.fit(given, { ...quick, ...params }, { kernels: on }) as AsyncTask<SelfTrainingModel>;

async function finish(
  task: AsyncTask<SelfTrainingModel>,
  signal: (stage: string) => Signal = () => 'go',
) {
  let last = '';
  for (;;) {
    const step = await task.next(signal(last));
    if (step.done) return step.value;
    last = step.value.stage;
  }
}

const accuracy = (found: Int32Array): number => {
  const hidden = [...truth.keys()].filter((row) => y[row] < 0);
  return hidden.filter((row) => found[row] === truth[row]).length / hidden.length;
};

describe('what is taught', () => {
  const distributions = Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0, 0, 0.6, 0.4, 0.7, 0.3);
  const judgement = judgementOf(distributions, 2);

  it('is the surest share of each class, the lower row among equals, beside the given labels', () => {
    expect([...judgement.codes]).toEqual([0, 1, 0, -1, 0, 0]);
    const given = Int32Array.of(-1, -1, -1, -1, -1, 1);
    expect([...teachersOf(judgement, given, 2, 0.6)]).toEqual([0, 1, 0, -1, -1, 1]);
    expect([...teachersOf(judgement, given, 2, 1)]).toEqual([0, 1, 0, -1, 0, 1]);
    expect([...teachersOf(judgement, given, 2, 1e-9)]).toEqual([0, 1, -1, -1, -1, 1]);
  });

  it('weighs opinions alike, one alone where the others have none, and given labels as certain', () => {
    const first = Float32Array.of(1, 0, 0.25, 0.75, 0.5, 0.5);
    const second = Float32Array.of(0.5, 0.5, 0, 0, 1, 0);
    const both = joined([first, second], Int32Array.of(-1, -1, 1), 2);
    expect([...both]).toEqual([0.75, 0.25, 0.25, 0.75, 0, 1]);
  });
});

describe('self-training of digits, three labels each', () => {
  it('keeps given labels, labels the others better than the labels alone teach, and new rows too', async () => {
    const longer = { epochs: 12 };
    const model = await finish(start(longer));
    y.forEach((code, row) => {
      if (code >= 0) expect(model.labels[row]).toBe(code);
    });
    const alone = await finish(start({ ...longer, firstLabels: 'given', spread: false }));
    expect(accuracy(model.labels)).toBeGreaterThan(0.93);
    expect(accuracy(model.labels)).toBeGreaterThan(accuracy(alone.labels));
    const again = runToEnd(selfTraining.predict!(model, X, { kernels }) as Task<Prediction>);
    expect(accuracy(again.labels)).toBeGreaterThan(0.9);
    expect(model.network.build).toMatchObject({ ...imageShape, nClasses: 10 });
  });

  it('comes to the same bits again, on three threads', async () => {
    const small = { epochs: 1 };
    const one = await finish(start(small));
    const three = await finish(start(small, onThreeThreads(createTestRuntime())));
    expect(three).toEqual(one);
    expect(await finish(start({ ...small, randomState: 1 }))).not.toEqual(one);
  });

  it('ends when no label changes any more, and says when it did not', async () => {
    const settled = await finish(start({ maxIter: 2, tol: 1, epochs: 1 }));
    expect(settled).toMatchObject({ nIter: 1, converged: true, warnings: [] });
    const moving = await finish(start({ tol: 0, epochs: 1 }));
    expect(moving).toMatchObject({ nIter: 1, converged: false });
    expect(moving.warnings.join()).toMatch(/still changed/);
  });

  it('keeps the last whole round when stopped, and has nothing before the first', async () => {
    const task = start({ maxIter: 3, tol: 0, epochs: 1 });
    const model = await finish(task, (stage) => (stage.startsWith('Round 2') ? 'stop' : 'go'));
    expect(model).toMatchObject({ nIter: 1, stopped: true });
    expect(model.labels).toEqual((await finish(start({ epochs: 1, tol: 0 }))).labels);
    await expect(finish(start(), () => 'stop')).rejects.toThrow(/before the first network/);
  });
});

describe('its input', () => {
  it('must be images, with labels of two classes', () => {
    const facts = inputFacts({ ...input });
    expect(selfTrainingMethod.checkInput(facts, quick)).toBeUndefined();
    const bare = { ...facts, imageShape: undefined };
    expect(selfTrainingMethod.checkInput(bare, quick)?.message).toMatch(/choose Pixels/);
    const none = inputFacts({ ...input, y: new Int32Array(ROWS).fill(-1) });
    expect(selfTrainingMethod.checkInput(none, quick)?.message).toMatch(/No row has a label/);
  });

  it('costs more with more rounds and epochs', () => {
    const facts = inputFacts({ ...input });
    const one = selfTrainingMethod.cost(facts, quick);
    expect(selfTrainingMethod.cost(facts, { ...quick, maxIter: 2 }).shared).toBeGreaterThan(
      one.shared,
    );
    expect(selfTrainingMethod.cost(facts, { ...quick, epochs: 8 }).shared).toBeGreaterThan(
      one.shared,
    );
  });
});
