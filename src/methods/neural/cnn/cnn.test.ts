import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { inputFacts } from '../../../core/input-facts';
import { matrix, takeRows, type Matrix } from '../../../core/matrix';
import type { FitContext, FitInput, Prediction } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import type { TrainingCheckpoint } from '../../../core/training';
import { defaultsOf, validateParams } from '../../../core/params';
import { trainTestSplit } from '../../../core/split/train-test-split';
import type { AsyncTask, PartialResult, Signal, Task } from '../../../core/task';
import { runToEnd } from '../../../core/task';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { readDigits } from '../../testing/digits';
import { cnnMethod } from './descriptor';
import { cnn } from './fit';
import { buildLayers, studyDesign, summarise } from './layers';
import type { CnnParams } from './params';
import { presets } from './presets';

const imageShape = { height: 8, width: 8, channels: 1 };
const defaults: CnnParams = defaultsOf(cnnMethod.params);
const { labels, pixels } = readDigits();
const X = matrix(pixels, labels.length, 64, 1 / 16);
const rows = Uint32Array.from({ length: 300 }, (_, i) => i);
const few: FitInput = {
  X: takeRows(X, rows),
  y: labels.slice(0, 300),
  nClasses: 10,
  imageShape,
};
const all: FitInput = { X, y: labels, nClasses: 10, imageShape };

async function finish<R>(
  task: AsyncTask<R>,
  signal: (yields: number) => Signal = () => 'go',
): Promise<{ result: R; partials: PartialResult[]; fractions: number[] }> {
  const partials: PartialResult[] = [];
  const fractions: number[] = [];
  for (let yields = 0; ; yields++) {
    const step = await task.next(signal(yields));
    if (step.done) return { result: step.value, partials, fractions };
    fractions.push(step.value.fraction);
    if (step.value.partial) partials.push(step.value.partial);
  }
}

/** One for all tests that need no memory of their own: the engine optimises its code once. */
const kernels = createTestRuntime();
const start = (
  input: FitInput,
  params: Partial<CnnParams> = {},
  context: Partial<FitContext> = {},
) =>
  cnn.fit(
    { ...input },
    { ...defaults, ...params },
    { kernels, tensorBackend: 'wasm', ...context },
  ) as AsyncTask<NetworkModel>;

const fit = async (...given: Parameters<typeof start>) => (await finish(start(...given))).result;

describe('the network built', () => {
  const summaryFor = (height: number, width: number, channels: number, classes: number) =>
    summarise(buildLayers({ height, width, channels }, classes, studyDesign));

  it('is the study’s at 28 × 28', () => {
    const { layers, parameters } = summaryFor(28, 28, 1, 10);
    expect(parameters).toBe(93_322);
    expect(layers.map(({ outputShape }) => outputShape)).toEqual([
      [26, 26, 32],
      [13, 13, 32],
      [11, 11, 64],
      [5, 5, 64],
      [3, 3, 64],
      [576],
      [64],
      [10],
    ]);
    expect(layers.map((layer) => layer.parameters)).toEqual([
      320, 0, 18496, 0, 36928, 0, 36928, 650,
    ]);
  });

  it.each([
    [
      [8, 8, 1, 10],
      [[8, 8, 32], [4, 4, 32], [4, 4, 64], [2, 2, 64], [2, 2, 64], [256], [64], [10]],
    ],
    [
      [3, 3, 1, 2],
      [[3, 3, 32], [3, 3, 64], [3, 3, 64], [576], [64], [2]],
    ],
    [
      [20, 3, 3, 2],
      [[20, 3, 32], [10, 3, 32], [10, 3, 64], [5, 3, 64], [5, 3, 64], [960], [64], [2]],
    ],
  ])('keeps small images from vanishing: %j', ([height, width, channels, classes], shapes) => {
    const { layers } = summaryFor(height, width, channels, classes);
    expect(layers.map(({ outputShape }) => outputShape)).toEqual(shapes);
  });
});

describe('training', () => {
  it('learns the digits sample', async () => {
    const { result, partials, fractions } = await finish(start(all, { epochs: 10 }));
    // At a constant learning rate single epochs fall back by some percent: what counts is what is reached.
    expect(Math.max(...result.epochs.map(({ valAccuracy }) => valAccuracy))).toBeGreaterThan(0.95);
    expect(result.epochs).toHaveLength(10);
    expect(result.nIter).toBe(10);
    expect(result.warnings).toEqual([]);
    expect(partials.some((one) => one.kind === 'epochs' && one.epochs.length === 3)).toBe(true);
    expect(fractions.every((fraction, i) => i === 0 || fraction >= fractions[i - 1])).toBe(true);
    const split = trainTestSplit(X.rows, { testSize: 0.2, randomState: 42 });
    expect(result.trainRows).toEqual(split.train);
    expect(result.validationRows).toEqual(split.test);

    const validation = takeRows(X, result.validationRows);
    const prediction = runToEnd(cnn.predict?.(result, validation, { kernels }) as Task<Prediction>);
    expect(prediction.labels).toEqual(result.validationPredictions);
    expect(prediction.probabilities).toEqual(result.validationProbabilities);
    const right = prediction.labels.filter(
      (label, i) => label === labels[result.validationRows[i]],
    );
    expect(right.length / validation.rows).toBe(result.figures.valAccuracy);

    const features = runToEnd(cnn.transform?.(result, validation, { kernels }) as Task<Matrix>);
    expect([features.rows, features.cols]).toEqual([validation.rows, 64]);
    expect(features.data.every((value) => value >= 0)).toBe(true);
  });

  it('gives the same bits for the same seed on any number of threads, others for another seed', async () => {
    const params = { epochs: 2 };
    const first = await fit(few, params);
    const again = await fit(few, params);
    const onThree = await fit(few, params, { kernels: onThreeThreads(kernels) });
    const other = await fit(few, { ...params, randomState: 7 });
    expect(again.weights).toEqual(first.weights);
    expect(onThree.weights).toEqual(first.weights);
    expect(onThree.epochs).toEqual(first.epochs);
    expect(other.weights).not.toEqual(first.weights);
  });

  it('is as repeatable with everything the strong preset adds, and predicts as it was checked', async () => {
    const params = { ...presets[1].params, epochs: 2, weightDecay: 0.01 };
    const first = await fit(few, params);
    const onThree = await fit(few, params, { kernels: onThreeThreads(kernels) });
    expect(onThree.weights).toEqual(first.weights);
    expect(onThree.validationProbabilities).toEqual(first.validationProbabilities);
    expect(first.testShift).toBe(1);
    const validation = takeRows(few.X, first.validationRows);
    const prediction = runToEnd(cnn.predict?.(first, validation, { kernels }) as Task<Prediction>);
    expect(prediction.probabilities).toEqual(first.validationProbabilities);
    const shares = prediction.probabilities ?? new Float32Array(0);
    for (let row = 0; row < validation.rows; row++) {
      const sum = shares.subarray(row * 10, row * 10 + 10).reduce((all, share) => all + share, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    const unmoved = { ...first, testShift: undefined };
    const plain = runToEnd(cnn.predict?.(unmoved, validation, { kernels }) as Task<Prediction>);
    expect(plain.probabilities).not.toEqual(prediction.probabilities);
  });

  it('gives its memory back', async () => {
    const kernels = createTestRuntime();
    await fit(few, { epochs: 1 }, { kernels });
    expect(kernels.memory.used).toBe(0);
  });

  it('leaves rows without a label out and says so', async () => {
    const y = Int32Array.from(few.y as Int32Array, (label, row) => (row % 4 === 0 ? -1 : label));
    const model = await fit({ ...few, y }, { epochs: 1 });
    const used = [...model.trainRows, ...model.validationRows];
    expect(used).toHaveLength(225);
    expect(used.every((row) => row % 4 !== 0)).toBe(true);
    expect(model.warnings.join()).toContain('75 rows');
  });

  it.each([
    ['colour, two classes', { height: 32, width: 32, channels: 3 }, 2],
    ['no square', { height: 6, width: 30, channels: 1 }, 3],
    ['a hundred classes', { height: 8, width: 8, channels: 1 }, 100],
    ['one line', { height: 1, width: 40, channels: 1 }, 2],
    ['four pixels', { height: 2, width: 2, channels: 1 }, 2],
  ])('takes %s', async (_, shape, nClasses) => {
    const cols = shape.height * shape.width * shape.channels;
    const count = Math.max(24, 2 * nClasses);
    const y = Int32Array.from({ length: count }, (_, row) => row % nClasses);
    const pixels = Uint8Array.from(
      { length: count * cols },
      (_, i) => (i * (1 + y[Math.floor(i / cols)])) % 251,
    );
    const input = { X: matrix(pixels, count, cols, 1 / 255), y, nClasses, imageShape: shape };
    const model = await fit(input, { epochs: 1 });
    expect(model.validationProbabilities).toHaveLength(model.validationRows.length * nClasses);
    expect(model.weights.every(Number.isFinite)).toBe(true);
    const validation = takeRows(input.X, model.validationRows);
    const prediction = runToEnd(cnn.predict?.(model, validation, { kernels }) as Task<Prediction>);
    expect(prediction.labels).toEqual(model.validationPredictions);
  });
});

describe('going on', () => {
  /** Runs until the first checkpoint of so many epochs, as if the page were closed then. */
  async function cutOff(params: Partial<CnnParams>, epochs: number): Promise<TrainingCheckpoint> {
    const task = start(few, params);
    for (;;) {
      const step = await task.next('go');
      if (step.done) throw new Error('it ended before');
      const { checkpoint } = step.value;
      if (checkpoint?.epochs.length !== epochs) continue;
      await task.return(undefined as never);
      return structuredClone(checkpoint);
    }
  }

  it.each([
    ['plainly', { epochs: 3 }],
    ['with everything of the strong preset', { ...presets[1].params, epochs: 3 }],
  ])('after being cut off, trained %s, comes to the same bits', async (_, params) => {
    const whole = await fit(few, params);
    const resume = await cutOff(params, 2);
    const rest = await fit(few, params, { resume });
    expect(rest).toEqual(whole);
  });

  it('for more epochs is one longer training, at a constant rate', async () => {
    const short = await fit(few, { epochs: 1 });
    const longer = await fit(few, { epochs: 2 }, { resume: short.checkpoint });
    expect(longer).toEqual(await fit(few, { epochs: 2 }));
  });

  it('says when a falling rate makes it another training', async () => {
    const params = { schedule: 'cosine' } as const;
    const short = await fit(few, { ...params, epochs: 1 });
    const longer = await fit(few, { ...params, epochs: 2 }, { resume: short.checkpoint });
    expect(longer.warnings.join()).toContain('followed the schedule of 1');
  });

  it('refuses other rows, and a training that has nothing left to do', async () => {
    const { checkpoint } = await fit(few, { epochs: 1 });
    const other = { validationShare: 0.5, epochs: 2 };
    await expect(fit(few, other, { resume: checkpoint })).rejects.toThrow(/other rows/);
    await expect(fit(few, { epochs: 1 }, { resume: checkpoint })).rejects.toThrow(/already/);
  });
});

describe('stopping', () => {
  it('in a later epoch keeps the best network so far', async () => {
    let seen = 0;
    const task = start(few, { epochs: 50, learningRate: 0.01 });
    const signal = (yields: number): Signal => (yields > 40 ? 'stop' : 'go');
    const { result } = await finish(task, signal);
    seen = result.epochs.length;
    expect(result.stopped).toBe(true);
    expect(seen).toBeGreaterThan(1);
    const best = Math.max(...result.epochs.map(({ valAccuracy }) => valAccuracy));
    expect(result.figures.valAccuracy).toBe(best);
    expect(result.warnings.join()).toContain('the best so far');
  });

  it('in the first epoch keeps what was learned', async () => {
    const { result } = await finish(start(few, { epochs: 5 }), (yields) =>
      yields > 3 ? 'stop' : 'go',
    );
    expect(result.stopped).toBe(true);
    expect(result.epochs).toHaveLength(1);
    expect(result.validationPredictions).toHaveLength(60);
  });

  it('gives memory back when cancelled', async () => {
    const kernels = createTestRuntime();
    const task = start(few, {}, { kernels });
    await task.next('go');
    await task.next('go');
    await task.return(undefined as never);
    expect(kernels.memory.used).toBe(0);
  });
});

it.each(presets.map((preset) => [preset.key, preset] as const))(
  'the preset %s has values the form allows',
  (_, { params }) => {
    const values = { ...defaults, ...params };
    expect(validateParams(cnnMethod.params, values)).toMatchObject({ ok: true });
  },
);

describe('unsuitable input', () => {
  const problem = (change: Partial<FitInput>, params: Partial<CnnParams> = {}) =>
    cnnMethod.checkInput(inputFacts({ ...few, ...change }), {
      ...defaults,
      ...params,
    });

  it('is named before a job starts', () => {
    expect(problem({})).toBeUndefined();
    expect(problem({ imageShape: undefined })?.message).toContain('image shape');
    expect(problem({ imageShape: { height: 9, width: 8, channels: 1 } })?.message).toContain(
      'image shape',
    );
    expect(problem({ y: new Int32Array(300).fill(-1) })?.message).toContain('No row has a label');
    expect(problem({ y: new Int32Array(300).fill(3) })?.message).toContain('one class');
    const lonely = Int32Array.from({ length: 300 }, (_, row) => (row === 0 ? 1 : 0));
    expect(problem({ y: lonely })?.message).toContain('only one labelled row');
    expect(problem({}, { validationShare: 0.999 })?.where).toBe('validationShare');
  });

  it('fails in words when another image size is predicted', async () => {
    const model = await fit(few, { epochs: 1 });
    const other = matrix(new Uint8Array(9), 1, 9);
    const predicting = () => runToEnd(cnn.predict?.(model, other, { kernels }) as Task<Prediction>);
    expect(predicting).toThrow(ExpectedFailure);
  });
});
