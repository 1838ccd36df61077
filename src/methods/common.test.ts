import { beforeAll, describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import type { Algorithm, AnyMethod, FitInput } from '../core/method';
import type { Matrix } from '../core/matrix';
import type { Model } from '../core/models';
import { defaultsOf, validateParams, type AnyParams, type ParamSpec } from '../core/params';
import { runToEnd } from '../core/task';
import { createTestRuntime } from '../kernels/runtime/test-runtime';
import { evaluate } from './evaluate/evaluate';
import { methods } from './registry';
import { allEqual, cancelAfter, CLASSES, finish, flaws, inputFor, inputs, truth } from './testing';

// What every method must keep to, checked over the whole registry: a new method is held to it by being registered.

const SENTENCE = /^\S.*[.]$/s;

/** Values a parameter must not take, each told from its declaration alone. */
function badValues(spec: ParamSpec): unknown[] {
  const never = [undefined, null, Number.NaN, Infinity, [], {}];
  if (spec.kind === 'flag') return [...never, 'true', 1];
  if (spec.kind === 'choice') return [...never, 'no such choice', 0, true];
  const { min, max, exclusiveMin, exclusiveMax } = spec;
  return [
    ...never,
    'no such word',
    '3',
    true,
    ...(spec.kind === 'integer' || (spec.kind === 'numberOrWord' && spec.integer)
      ? [(min ?? 0) + 0.5]
      : []),
    ...(min === undefined ? [] : [min - 1, ...(exclusiveMin ? [min] : [])]),
    ...(max === undefined ? [] : [max + 1, ...(exclusiveMax ? [max] : [])]),
  ];
}

/** Every value of a parameter that stands for a way of its own, but the default. */
const otherWays = (spec: ParamSpec): (string | boolean)[] => {
  if (spec.kind === 'flag') return [!spec.default];
  const words =
    spec.kind === 'choice'
      ? spec.options.map(({ value }) => value)
      : spec.kind === 'numberOrWord'
        ? spec.words
        : [];
  return words.filter((word) => word !== spec.default);
};

it('has an id for each method, once', () => {
  const ids = methods.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
});

describe.each(methods.map((method) => [method.id, method] as const))('%s', (_, method) => {
  const specs = Object.entries(method.params);
  const defaults: AnyParams = defaultsOf(method.params);

  it('tells everything about itself', () => {
    expect(method.title).toMatch(/^\S.*[^.]$/);
    expect(method.summary).toMatch(SENTENCE);
    expect(method.references.length).toBeGreaterThan(0);
    for (const { title, source } of method.references) {
      expect(title).toMatch(/\S/);
      expect(source).toMatch(/\d{4}/);
    }
    for (const deviation of method.deviations) expect(deviation).toMatch(SENTENCE);
    for (const [name, spec] of specs) {
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(spec.label, name).toMatch(/^[A-Z0-9].*[^.]$/);
      expect(spec.help, name).toMatch(SENTENCE);
      if (spec.kind === 'choice') {
        for (const { label } of spec.options) expect(label, name).toMatch(/\S/);
      }
      if (!spec.when) continue;
      const other = method.params[spec.when.param];
      expect(other, `${name} depends on ${spec.when.param}`).toBeDefined();
      for (const value of spec.when.is)
        expect(validateParams({ other }, { other: value }).ok, name).toBe(true);
    }
  });

  it('has valid defaults', () => {
    expect(validateParams(method.params, defaults)).toEqual({ ok: true, value: defaults });
  });

  it.each(specs)('refuses bad values of %s, by name', (name, spec) => {
    for (const value of badValues(spec)) {
      const outcome = validateParams(method.params, { ...defaults, [name]: value });
      expect(outcome, `${name} = ${String(value)}`).toMatchObject({
        ok: false,
        error: { code: 'badParameter', where: name },
      });
    }
  });

  it('refuses parameters it does not have', () => {
    expect(validateParams(method.params, { ...defaults, noSuch: 1 })).toMatchObject({
      error: { code: 'badParameter', where: 'noSuch' },
    });
  });

  // A neural method needs a tensor backend, and so a browser: its fits are checked in its own folder and end to end.
  if (method.thread === 'compute') checkFits(method, defaults);
});

function checkFits(method: AnyMethod, defaults: AnyParams): void {
  const kernels = createTestRuntime();
  let algorithm: Algorithm<AnyParams, Model>;
  beforeAll(async () => {
    algorithm = await method.load();
  });
  const context = { kernels };
  const start = (input: FitInput, params = defaults) => algorithm.fit(input, params, context);
  const fit = async (X: Matrix, params = defaults) =>
    (await finish(start(inputFor(method, X), params))).result;

  function expectSound(model: Model, X: Matrix): void {
    expect(flaws(model, kernels)).toEqual([]);
    expect(structuredClone(model)).toEqual(model);
    expect(model.kind).toBe(method.result);
    for (const warning of model.warnings) expect(warning).toMatch(SENTENCE);
    if (model.kind === 'embedding') expect(model.coordinates).toHaveLength(X.rows * model.dims);
    if (model.kind === 'clustering') {
      const { nClusters, labels, centers, scores } = model;
      expect([labels.length, scores.length]).toEqual([X.rows, X.rows]);
      expect(labels.every((label) => label >= 0 && label < nClusters)).toBe(true);
      expect(centers).toHaveLength(nClusters * X.cols);
    }
    if (model.kind === 'labelling') {
      const { nClasses, labels, distributions, reached } = model;
      expect([labels.length, reached.length]).toEqual([X.rows, X.rows]);
      expect(nClasses).toBe(CLASSES);
      expect(labels.every((label) => label >= 0 && label < CLASSES)).toBe(true);
      reached.forEach((yes, row) => {
        const shares = distributions.subarray(row * nClasses, (row + 1) * nClasses);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(yes ? 1 : 0, 4);
      });
    }
  }

  /** Fits what may have no answer: the model is sound, or the refusal is one of those expected. */
  async function soundOrRefused(X: Matrix, codes: string[], params = defaults, stopAt?: number) {
    const input = inputFor(method, X);
    if (method.checkInput(inputFacts(input), params)) return undefined;
    try {
      const { result } = await finish(start(input, params), stopAt);
      expectSound(result, X);
      return result;
    } catch (thrown) {
      if (!(thrown instanceof ExpectedFailure)) throw thrown;
      expect(codes).toContain(thrown.failure.code);
      expect(thrown.failure.message).toMatch(SENTENCE);
      return undefined;
    } finally {
      expect(kernels.memory.used).toBe(0);
    }
  }

  it.each(Object.entries(inputs))(
    'fits %s: sound, twice the same, input untouched',
    async (_, X) => {
      const input = inputFor(method, X);
      expect(method.checkInput(inputFacts(input), defaults)).toBeUndefined();
      const before = structuredClone(input);
      const model = await fit(X);
      expectSound(model, X);
      expect(kernels.memory.used).toBe(0);
      expect(input).toEqual(before);
      expect(await fit(X)).toEqual(model);
    },
  );

  it.each(
    Object.entries(method.params).flatMap(([name, spec]) =>
      otherWays(spec).map((value) => [name, value] as const),
    ),
  )('fits with %s = %s', async (name, value) => {
    await soundOrRefused(inputs.bytes, [], { ...defaults, [name]: value });
  });

  it('fits rows that are all equal, or says why not', async () => {
    await soundOrRefused(allEqual, ['badInput', 'notConverged']);
  });

  it('tells how far it is, never going back', async () => {
    const { progress } = await finish(start(inputFor(method, inputs.singles)));
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions.length).toBeGreaterThan(0);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
    for (const { stage } of progress) expect(stage).toMatch(/^[A-Zk].*[^.]$/);
  });

  it('stops with what it has and says so, or says there is nothing', async () => {
    const whole = await finish(start(inputFor(method, inputs.singles)));
    const { length } = whole.progress;
    for (const stopAt of new Set([1, 2, length >> 1, length])) {
      const model = await soundOrRefused(inputs.singles, ['stoppedEmpty'], defaults, stopAt);
      if (model && !model.stopped) expect(model).toEqual(whole.result);
    }
  });

  it('gives memory back when cancelled', async () => {
    const { progress } = await finish(start(inputFor(method, inputs.singles)));
    for (const yields of [0, 1, 2, progress.length >> 1, progress.length]) {
      await cancelAfter(start(inputFor(method, inputs.singles)), yields);
      expect(kernels.memory.used).toBe(0);
    }
  });

  it('is inductive exactly when it says so, and then takes new rows', async () => {
    const takesNew = 'transform' in algorithm || 'predict' in algorithm;
    expect(method.tags.includes('inductive')).toBe(takesNew);
    const model = structuredClone(await fit(inputs.singles));
    const before = structuredClone(model);
    const X = inputs.everyRowTwice;
    if (algorithm.transform) {
      const { result } = await finish(algorithm.transform(model, X, context));
      expect(flaws(result, kernels)).toEqual([]);
      expect(result.rows).toBe(X.rows);
      expect(result.data).toHaveLength(X.rows * result.cols);
    }
    if (algorithm.predict) {
      const { result } = await finish(algorithm.predict(model, X, context));
      expect(flaws(result, kernels)).toEqual([]);
      expect(result.labels).toHaveLength(X.rows);
      expect(result.labels.every((code) => code >= 0 && code < result.nClasses)).toBe(true);
    }
    expect(model).toEqual(before);
    expect(kernels.memory.used).toBe(0);
  });

  it('can be scored', async () => {
    const model = await fit(inputs.bytes);
    const request = {
      action: 'fit' as const,
      method: method.id,
      params: defaults,
      ...inputFor(method, inputs.bytes),
      nClasses: CLASSES,
      truth,
      labelledCount: method.family === 'semi' ? 15 : undefined,
      scoring: { embeddingRows: 50, silhouetteRows: 50 },
    };
    const scores = runToEnd(evaluate(request, { kind: 'model', model }, kernels));
    expect(scores?.kind).toBe(method.result);
    expect(flaws(scores, kernels)).toEqual([]);
    expect(kernels.memory.used).toBe(0);
  });
}
