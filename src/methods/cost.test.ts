import { describe, expect, it } from 'vitest';
import { roomProblem, secondsOf } from '../core/cost';
import { inputFacts } from '../core/input-facts';
import type { AnyMethod, InputFacts } from '../core/method';
import { matrix } from '../core/matrix';
import { defaultsOf, type AnyParams } from '../core/params';
import { createTestRuntime } from '../kernels/runtime/test-runtime';
import { measureSpeed } from './calibrate';
import { methodById, methods } from './registry';
import { finish } from './testing';
import { readDigits } from './testing/digits';

const images: InputFacts = {
  rows: 0,
  cols: 784,
  valueBytes: 1,
  nClasses: 10,
  imageShape: { height: 28, width: 28, channels: 1 },
};
/** At 15,000 rows the search for neighbours changes, and takes less memory from there. */
const sizes = [
  [1000, 5000, 14_000],
  [16_000, 42_000, 200_000],
];
const MIB = 2 ** 20;

/** Few passes: what they need of memory is the same. */
const short: Record<string, AnyParams> = {
  tsne: { nIter: 250 },
  umap: { nEpochs: 5 },
  contrastive: { epochs: 1 },
  cnn: { epochs: 1, batchSize: 64 },
  selfTraining: { epochs: 1, maxIter: 1 },
};

describe.each(methods.map((method) => [method.id, method] as const))('%s', (id, method) => {
  const defaults: AnyParams = defaultsOf(method.params);

  it.each(sizes)('never costs less with more rows, and always something', (...rows) => {
    const speed = { perSecond: 1e10, threads: 2 };
    const costs = rows.map((n) => method.cost({ ...images, rows: n, labelled: n }, defaults));
    const seconds = costs.map((cost) => secondsOf(cost, speed));
    const bytes = costs.map((cost) => cost.bytes);
    for (const values of [seconds, bytes]) {
      expect(values[0]).toBeGreaterThan(0);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }
  });

  it('takes about the kernel memory that it says', async () => {
    const digits = readDigits();
    const rows = digits.labels.length;
    const X = matrix(digits.pixels, rows, 64, 1 / 16);
    const given = {
      X,
      y: digits.labels.map((label, row) => (method.family === 'semi' && row > 180 ? -1 : label)),
      nClasses: 10,
      imageShape: { height: 8, width: 8, channels: 1 },
    };
    const params = { ...defaults, ...short[id] };
    const kernels = createTestRuntime();
    const algorithm = await method.load();
    await finish(algorithm.fit(given, params, { kernels, tensorBackend: 'wasm' }));
    const { bytes } = method.cost(inputFacts(given), params);
    expect(bytes).toBeGreaterThan(0.7 * kernels.memory.peak);
    expect(bytes).toBeLessThan(2 * kernels.memory.peak + MIB);
  });
});

describe('with other parameters', () => {
  const facts = { ...images, rows: 10_000, labelled: 10_000 };
  const costOf = (method: AnyMethod, params: AnyParams) =>
    method.cost(facts, { ...defaultsOf(method.params), ...params });

  it.each([
    ['pca', { nComponents: 50 }],
    ['isomap', { nNeighbors: 20 }],
    ['tsne', { nIter: 5000 }],
    ['tsne', { nComponents: 3 }],
    ['tsne', { perplexity: 200 }],
    ['umap', { nNeighbors: 100 }],
    ['contrastive', { epochs: 100 }],
    ['kmeans', { nClusters: 100 }],
    ['gaussianMixture', { nComponents: 64 }],
    ['cnn', { epochs: 100 }],
    ['labelSpreading', { kernel: 'rbf' }],
    ['labelPropagation', { nNeighbors: 100 }],
    ['poissonMbo', { steps: 400 }],
  ])('%s costs more with %o', (id, params) => {
    const method = methodById(id);
    const speed = { perSecond: 1e10, threads: 1 };
    const [more, usual] = [costOf(method, params), costOf(method, {})];
    expect(secondsOf(more, speed)).toBeGreaterThan(secondsOf(usual, speed));
    expect(more.bytes).toBeGreaterThanOrEqual(usual.bytes);
  });
});

describe('what there is no room for', () => {
  const isomap = methodById('isomap');
  const params: AnyParams = defaultsOf(isomap.params);
  const bytesAt = (rows: number) => isomap.cost({ ...images, rows }, params).bytes;

  it('is refused, with the number of rows that go', () => {
    const problem = roomProblem({ ...images, rows: 60_000 }, bytesAt, 2 ** 32);
    expect(problem?.code).toBe('tooLarge');
    const most = Number(/about ([\d,]+) rows/.exec(problem?.message ?? '')?.[1].replace(',', ''));
    expect(bytesAt(most)).toBeLessThanOrEqual(2 ** 32);
    expect(bytesAt(most * 1.02)).toBeGreaterThan(2 ** 32);
  });

  it('lets the rest through', () => {
    expect(roomProblem({ ...images, rows: 10_000 }, bytesAt, 2 ** 32)).toBeUndefined();
  });
});

it('measures a speed by any clock', () => {
  let time = 0;
  expect(measureSpeed(createTestRuntime(), () => (time += 5))).toBe((192 * 192 * 1024) / 0.005);
});
