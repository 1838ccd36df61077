import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, takeRows, type Matrix } from '../../../core/matrix';
import { defaultsOf } from '../../../core/params';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Progress, type Task } from '../../../core/task';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { evaluateEmbedding } from '../../evaluate/embedding';
import { umapMethod } from './descriptor';
import { umap } from './fit';
import type { UmapModel } from './model';
import type { UmapParams } from './params';

const defaults: UmapParams = defaultsOf(umapMethod.params);
const kernels: KernelRuntime = createTestRuntime();
const start = (X: Matrix, params: Partial<UmapParams> = {}, on = kernels) =>
  umap.fit({ X }, { ...defaults, ...params }, { kernels: on }) as Task<UmapModel>;
const fit = (X: Matrix, params: Partial<UmapParams> = {}) => runToEnd(start(X, params));
const transform = (model: UmapModel, X: Matrix): Matrix =>
  runToEnd(umap.transform!(model, X, { kernels }) as Task<Matrix>);

/** Rows about `groups` centres in turn: row r belongs to group r mod groups. */
function blobs(rows: number, cols: number, groups: number): Matrix {
  const random = new RandomState(2);
  const centres = random.standardNormals(groups * cols).map((value) => 10 * value);
  const values = Float32Array.from({ length: rows * cols }, (_, i) => {
    return centres[(Math.floor(i / cols) % groups) * cols + (i % cols)] + random.standardNormal();
  });
  return matrix(values, rows, cols);
}

/** Share of points whose nearest other point in the map is of the same group. */
function keptTogether(map: Matrix, others: Matrix, groups: number, same: boolean): number {
  let kept = 0;
  for (let row = 0; row < map.rows; row++) {
    let [best, nearest] = [-1, Infinity];
    for (let other = 0; other < others.rows; other++) {
      if (same && other === row) continue;
      let square = 0;
      for (let d = 0; d < map.cols; d++)
        square += (map.data[row * map.cols + d] - others.data[other * map.cols + d]) ** 2;
      if (square < nearest) [best, nearest] = [other, square];
    }
    if ((best - row) % groups === 0) kept++;
  }
  return kept / map.rows;
}

const mapOf = ({ coordinates, dims }: UmapModel): Matrix =>
  matrix(coordinates, coordinates.length / dims, dims);

describe('UMAP of the 8×8 digits', () => {
  const file = new URL('../../../../public/samples/digits.csv.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1);
  const data = Uint8Array.from(lines.flatMap((line) => line.split(',').slice(1).map(Number)));
  const X = matrix(data, lines.length, 64);
  const model = fit(X);

  it('keeps neighbours as well as umap-learn', () => {
    const map = mapOf(model);
    const scores = runToEnd(evaluateEmbedding(kernels, X, map, X.rows));
    // umap-learn 0.5.3: 0.988 for two seeds and either start.
    expect(scores?.trustworthiness).toBeGreaterThan(0.986);
    expect(model).toMatchObject({ dims: 2, nIter: 500, warnings: [] });
    expect(model.figures).toEqual({ neighborRecall: 1 });
  });

  it('places rows that it knows where they are, and new ones beside their neighbours', () => {
    const train = takeRows(
      X,
      Array.from({ length: 1500 }, (_, i) => i),
    );
    const fitted = fit(train, { nEpochs: 200 });
    const rest = takeRows(
      X,
      Array.from({ length: X.rows - 1500 }, (_, i) => 1500 + i),
    );
    const placed = transform(fitted, rest);
    const together = matrix(Float32Array.of(...fitted.coordinates, ...placed.data), X.rows, 2);
    const scores = runToEnd(evaluateEmbedding(kernels, X, together, X.rows));
    expect(scores?.trustworthiness).toBeGreaterThan(0.98);
    const again = transform(fitted, train);
    const off = again.data.map((value, i) => Math.abs(value - fitted.coordinates[i])).sort();
    expect(off[Math.floor(off.length / 2)]).toBeLessThan(0.5);
  });
});

describe('groups', () => {
  it.each([
    [2, 'pca', 'exact'],
    [3, 'pca', 'exact'],
    [2, 'random', 'exact'],
    [2, 'pca', 'pcaRerank'],
  ] as const)('stay together in %i dimensions from a start %s, search %s', (dims, init, search) => {
    const X = blobs(260, 60, 4);
    const model = fit(X, { nComponents: dims, init, neighbors: search, nEpochs: 200 });
    expect(model.coordinates).toHaveLength(260 * dims);
    expect(keptTogether(mapOf(model), mapOf(model), 4, true)).toBeGreaterThan(0.98);
    const placed = transform(model, takeRows(X, [0, 1, 2, 3, 4, 5, 6, 7]));
    expect([placed.rows, placed.cols]).toEqual([8, dims]);
    expect(keptTogether(placed, mapOf(model), 4, false)).toBe(1);
  });
});

describe('the bits', () => {
  const X = blobs(700, 60, 5);
  const params = { nEpochs: 30, neighbors: 'pcaRerank' } as const;

  it('do not depend on threads', () => {
    const [one, three] = [kernels, onThreeThreads(kernels)].map((on) => {
      const model = runToEnd(start(X, params, on));
      const placed = umap.transform!(model, takeRows(X, [5, 9, 2]), { kernels: on });
      return [model.coordinates, runToEnd(placed as Task<Matrix>).data];
    });
    expect(three).toEqual(one);
  });

  it('depend on the seed alone', () => {
    expect(fit(X, params).coordinates).toEqual(fit(X, params).coordinates);
    expect(fit(X, { ...params, randomState: 1 }).coordinates).not.toEqual(
      fit(X, params).coordinates,
    );
  });
});

describe('progress', () => {
  const X = blobs(120, 6, 3);

  it('names the stages and shows the map on the way', () => {
    const seen: Progress[] = [];
    const task = start(X, { nEpochs: 20 });
    for (let step = task.next('go'); !step.done; step = task.next('go')) seen.push(step.value);
    expect(seen.every(({ fraction }, i) => i === 0 || fraction >= seen[i - 1].fraction)).toBe(true);
    const shown = seen.flatMap(({ partial }) => (partial ? [partial] : []));
    expect(shown.map((partial) => 'iteration' in partial && partial.iteration)).toEqual([
      5, 10, 15, 20,
    ]);
    expect(seen.at(-1)?.stage).toBe('Epoch 20 of 20');
  });

  it('keeps what it has when stopped, and nothing before the first epoch', () => {
    const stopAt = (stage: RegExp) => {
      const task = start(X, { nEpochs: 200 });
      let step = task.next('go');
      while (!step.done) step = task.next(stage.test(step.value.stage) ? 'stop' : 'go');
      return step.value;
    };
    const model = stopAt(/Epoch 7 /);
    expect(model).toMatchObject({ stopped: true, nIter: 7 });
    expect(model.coordinates.every(Number.isFinite)).toBe(true);
    expect(() => stopAt(/Memberships/)).toThrow(ExpectedFailure);
    expect(kernels.memory.used).toBe(0);
  });
});

describe('difficult input', () => {
  const twos = Uint8Array.from({ length: 90 }, (_, i) => (i >> 2) % 4);
  it.each([
    ['rows that occur many times', matrix(twos, 45, 2)],
    ['rows all alike', matrix(new Uint8Array(60).fill(5), 20, 3)],
    ['two rows', matrix(Float64Array.of(0, 0, 1, 3), 2, 2)],
  ])('is borne: %s', (_, X) => {
    const model = fit(X, { nNeighbors: Math.min(15, X.rows), nEpochs: 50 });
    expect(model.coordinates.every(Number.isFinite)).toBe(true);
    expect(transform(model, X).data.every(Number.isFinite)).toBe(true);
  });

  it('is refused in words where it cannot be', () => {
    const check = (params: Partial<UmapParams>, rows = 100, cols = 5) =>
      umapMethod.checkInput({ rows, cols }, { ...defaults, ...params });
    expect(check({})).toBeUndefined();
    expect(check({ nNeighbors: 101 })?.where).toBe('nNeighbors');
    expect(check({ minDist: 2 })?.where).toBe('minDist');
    expect(check({ nComponents: 3 }, 100, 2)?.where).toBe('init');
    expect(() => transform(fit(blobs(20, 4, 2), { nEpochs: 11 }), blobs(3, 5, 1))).toThrow(
      /4 columns/,
    );
  });
});
