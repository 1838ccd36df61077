import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import { matrix, toFloat64, type Matrix } from '../../../core/matrix';
import type { EmbeddingModel } from '../../../core/models';
import { defaultsOf, validateParams } from '../../../core/params';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Progress, type Task } from '../../../core/task';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { tsneMethod } from './descriptor';
import { tsne } from './fit';
import golden from './golden.json';
import type { TsneParams } from './params';

const defaults: TsneParams = defaultsOf(tsneMethod.params);
const withParams = (params: Partial<TsneParams>): TsneParams => ({ ...defaults, ...params });
const start = (X: Matrix, params: Partial<TsneParams> = {}) =>
  tsne.fit({ X }, withParams(params), { kernels: createTestRuntime() }) as Task<EmbeddingModel>;
const fit = (X: Matrix, params: Partial<TsneParams> = {}) => runToEnd(start(X, params));

/** Rows about `groups` centres in turn: row r belongs to group r mod groups. */
function blobs(rows: number, cols: number, groups: number, distance = 10): Matrix {
  const random = new RandomState(2);
  const centres = random.standardNormals(groups * cols).map((value) => distance * value);
  const values = Float32Array.from({ length: rows * cols }, (_, i) => {
    return centres[(Math.floor(i / cols) % groups) * cols + (i % cols)] + random.standardNormal();
  });
  return matrix(values, rows, cols);
}

/** Each row's other rows, nearest first. */
function ranking(X: Matrix): number[][] {
  const values = toFloat64(X);
  const row = (r: number) => values.subarray(r * X.cols, (r + 1) * X.cols);
  return Array.from({ length: X.rows }, (_, r) => {
    const squares = Array.from({ length: X.rows }, (_, other) =>
      row(other).reduce((sum, value, c) => sum + (value - row(r)[c]) ** 2, 0),
    );
    return squares
      .map((_, other) => other)
      .filter((other) => other !== r)
      .sort((a, b) => squares[a] - squares[b] || a - b);
  });
}

function trustworthiness(X: Matrix, map: EmbeddingModel, k: number): number {
  const wanted = ranking(X);
  const shown = ranking(matrix(map.coordinates, X.rows, map.dims));
  let penalty = 0;
  shown.forEach((list, row) => {
    for (const other of list.slice(0, k))
      penalty += Math.max(0, wanted[row].indexOf(other) + 1 - k);
  });
  return 1 - (2 * penalty) / (X.rows * k * (2 * X.rows - 3 * k - 1));
}

const { runs } = golden;
const goldenX = matrix(Uint8Array.from(runs.X), runs.rows, runs.cols);

describe.each(runs.cases)('a whole run in $dims dimensions', ({ dims, ...expected }) => {
  const model = fit(goldenX, { nComponents: dims, perplexity: 20 });

  it('ends as low as scikit-learn’s', () => {
    expect(model.figures.klDivergence).toBeLessThan(expected.divergence * 1.02 + 0.01);
    // At which of the last looks the divergence no longer falls is up to rounding.
    expect(model.nIter).toBeLessThanOrEqual(expected.nIter);
    expect(model.nIter).toBeGreaterThan(900);
    expect(model.converged).toBe(true);
    expect(model.dims).toBe(dims);
    expect(model.coordinates).toHaveLength(runs.rows * dims);
    expect(model.warnings).toEqual([]);
  });

  it('keeps neighbours as scikit-learn does', () => {
    expect(trustworthiness(goldenX, model, 12)).toBeGreaterThan(expected.trustworthiness - 0.005);
  });
});

describe('ways of summing the repulsion', () => {
  const X = blobs(600, 8, 5);
  const quick = { nIter: 400 };
  const reference = fit(X, { ...quick, method: 'mesh' });

  it('lead to equally good maps', () => {
    const tree = fit(X, { ...quick, method: 'barnesHut' });
    const ratio = tree.figures.klDivergence / reference.figures.klDivergence;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  it('follow the exact sums closely where nothing is amplified yet', () => {
    const small = blobs(300, 8, 5);
    const one = { nIter: 250, init: 'random', learningRate: 10 } as const;
    const [mesh, tree] = (['mesh', 'barnesHut'] as const).map((method) =>
      fit(small, { ...one, method }),
    );
    const exact = fit(small, one);
    const size = Math.hypot(...exact.coordinates);
    const apart = (map: EmbeddingModel) =>
      Math.hypot(...map.coordinates.map((value, i) => value - exact.coordinates[i])) / size;
    expect(apart(mesh)).toBeLessThan(0.06);
    expect(apart(tree)).toBeLessThan(0.3);
  });

  it('give the same bits each time', () => {
    expect(fit(X, { ...quick, method: 'mesh' }).coordinates).toEqual(reference.coordinates);
  });

  it.each([
    ['mesh', 2],
    ['mesh', 3],
    ['barnesHut', 2],
    ['exact', 3],
  ] as const)('give the same bits on three threads: %s, %i dimensions', (method, nComponents) => {
    const params = withParams({ method, nComponents, nIter: 300, neighbors: 'pcaRerank' });
    const wide = blobs(520, 60, 5);
    const [one, three] = [createTestRuntime(), onThreeThreads(createTestRuntime())].map((kernels) =>
      runToEnd(tsne.fit({ X: wide }, params, { kernels }) as Task<EmbeddingModel>),
    );
    expect(three.coordinates).toEqual(one.coordinates);
    expect(three.figures).toEqual(one.figures);
  });
});

describe('separate clusters', () => {
  it.each([
    [2, 'pca', 'sklearn'],
    [2, 'random', 'sklearn'],
    [3, 'pca', 'sklearn'],
    [3, 'pca', 'exact'],
  ] as const)(
    'stay apart in %i dimensions from a start %s, gradient %s',
    (nComponents, init, gradient) => {
      const X = blobs(180, 6, 3, 30);
      const map = fit(X, { nComponents, init, gradient, perplexity: 15, nIter: 500 });
      const lists = ranking(matrix(map.coordinates, X.rows, map.dims));
      const strangers = lists.flatMap((list, row) =>
        list.slice(0, 5).filter((other) => (other - row) % 3),
      );
      // scikit-learn's weighting in three dimensions leaves a few points between the groups.
      expect(strangers.length / (5 * X.rows)).toBeLessThan(nComponents === 3 ? 0.05 : 1e-9);
    },
  );
});

describe('a search through components', () => {
  const X = blobs(420, 80, 6, 3);

  it('finds nearly all neighbours, says how many, and keeps the rows’ order', () => {
    const map = fit(X, { neighbors: 'pcaRerank', nIter: 300, perplexity: 15 });
    expect(map.figures.neighborRecall).toBeGreaterThan(0.95);
    expect(map.figures.neighborRecall).toBeLessThanOrEqual(1);
    const lists = ranking(matrix(map.coordinates, X.rows, map.dims));
    const strangers = lists.filter((list, row) => (list[0] - row) % 6);
    expect(strangers.length).toBeLessThan(12);
  });

  it('says when too few were found', () => {
    const noise = matrix(
      Float32Array.from(new RandomState(4).standardNormals(900 * 300)),
      900,
      300,
    );
    const map = fit(noise, { neighbors: 'pcaRerank', nIter: 250, perplexity: 5 });
    expect(map.figures.neighborRecall).toBeLessThan(0.99);
    expect(map.warnings.join()).toMatch(/neighbour search found/);
  });
});

describe('difficult input', () => {
  it.each([
    [
      'rows that occur many times',
      matrix(
        new Float32Array(80).map((_, i) => (i >> 1) % 4),
        40,
        2,
      ),
    ],
    [
      'constant columns',
      matrix(
        Uint8Array.from({ length: 300 }, (_, i) => (i % 3 ? 9 : i % 31)),
        100,
        3,
      ),
    ],
    ['four rows', matrix(Float64Array.of(0, 0, 1, 0, 5, 5, 6, 5), 4, 2)],
    ['two rows', matrix(Float64Array.of(0, 0, 1, 3), 2, 2)],
  ])('is borne: %s', (_, X) => {
    const perplexity = Math.min(10, X.rows / 2);
    const map = fit(X, { perplexity, nIter: 300 });
    expect(map.coordinates.every(Number.isFinite)).toBe(true);
    expect(map.figures.klDivergence).toBeGreaterThan(-1e-6);
  });

  it('of rows all alike gives one point and says so', () => {
    const map = fit(matrix(new Uint8Array(600 * 3).fill(5), 600, 3), { nIter: 250 });
    expect(map.coordinates.every((value) => Math.abs(value) < 1e-3)).toBe(true);
    expect(map.warnings.join()).toMatch(/alike/);
  });

  it('as features times a factor gives the same map of bytes', () => {
    const bytes = matrix(Uint8Array.from(runs.X), runs.rows, runs.cols);
    const scaled = matrix(bytes.data, bytes.rows, bytes.cols, 1 / 256);
    const [plain, unit] = [bytes, scaled].map((X) => fit(X, { nIter: 250 }));
    expect(unit.figures.klDivergence).toBeCloseTo(plain.figures.klDivergence, 2);
  });

  it('with a learning rate beyond reason ends in words, not in a hang', () => {
    const wild = { learningRate: 1e6, nIter: 250, method: 'mesh' } as const;
    try {
      expect(fit(blobs(520, 5, 3), wild).coordinates.every(Number.isFinite)).toBe(true);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(ExpectedFailure);
    }
  });
});

describe('progress', () => {
  const X = blobs(200, 5, 4);

  it('names the stages and shows the map on the way', () => {
    const seen: Progress[] = [];
    const task = start(X, { nIter: 300 });
    for (let step = task.next('go'); !step.done; step = task.next('go')) seen.push(step.value);
    const stages = new Set(seen.map(({ stage }) => stage.replace(/\d+/g, '#')));
    expect([...stages]).toEqual(
      expect.arrayContaining(['Neighbours', 'Affinities', 'Iteration # of #']),
    );
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions.every((fraction, i) => i === 0 || fraction >= fractions[i - 1] - 1e-9)).toBe(
      true,
    );
    const pictures = seen.flatMap(({ partial }) =>
      partial?.kind === 'coordinates' ? [partial] : [],
    );
    expect(pictures).toHaveLength(30);
    expect(pictures[29]).toMatchObject({ dims: 2, iteration: 300 });
    expect(pictures[29].coordinates).toHaveLength(400);
    expect(pictures[29].klDivergence).toBeGreaterThan(0);
  });

  it('stops when asked and keeps the map', () => {
    const task = start(X);
    let step = task.next('go');
    while (!step.done && !step.value.stage.startsWith('Iteration 40 ')) step = task.next('go');
    while (!step.done) step = task.next('stop');
    expect(step.value).toMatchObject({ stopped: true, converged: false });
    expect(step.value.nIter).toBeLessThan(45);
    expect(step.value.coordinates.some((value) => value !== 0)).toBe(true);
  });

  it('ends early when the divergence no longer falls', () => {
    const map = fit(X, { nIter: 5000, nIterWithoutProgress: 50, minGradNorm: 1e-3 });
    expect(map.nIter).toBeLessThan(4999);
  });

  it('gives back all memory', () => {
    const kernels = createTestRuntime();
    const before = kernels.memory.used;
    runToEnd(tsne.fit({ X }, withParams({ nIter: 250 }), { kernels }) as Task<EmbeddingModel>);
    expect(kernels.memory.used).toBe(before);
  });
});

describe('the descriptor', () => {
  it('refuses what scikit-learn refuses', () => {
    const check = (rows: number, cols: number, params: Partial<TsneParams>) =>
      tsneMethod.checkInput({ rows, cols }, withParams(params))?.where;
    expect(check(4, 5, {})).toBe('perplexity');
    expect(check(30, 5, {})).toBe('perplexity');
    expect(check(31, 5, {})).toBeUndefined();
    expect(check(100, 2, { nComponents: 3 })).toBe('init');
    expect(check(100, 2, { nComponents: 3, init: 'random' })).toBeUndefined();
    expect(check(10_000, 50, { method: 'exact' })).toBe('method');
  });

  it('has scikit-learn’s defaults', () => {
    expect(defaults).toMatchObject({
      nComponents: 2,
      perplexity: 30,
      earlyExaggeration: 12,
      learningRate: 'auto',
      nIter: 1000,
      nIterWithoutProgress: 300,
      minGradNorm: 1e-7,
      init: 'pca',
      angle: 0.5,
    });
    expect(validateParams(tsneMethod.params, { ...defaults, nIter: 249 }).ok).toBe(false);
  });
});
