import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../core/matrix';
import { defaultsOf } from '../core/params';
import type { JobRequest } from '../core/protocol';
import { RandomState } from '../core/random/random-state';
import { runToEnd } from '../core/task';
import { knn } from '../kernels/knn/wasm';
import { createTestRuntime } from '../kernels/runtime/test-runtime';
import { runJob } from './job';
import { inOrder, seenBy } from './known-neighbors';
import { methodById } from './registry';
import { CLASSES, inputs, truth } from './testing';

const kernels = createTestRuntime();
const X = inputs.singles;
const order = Uint32Array.from({ length: X.rows }, (_, i) => (i * 7 + 3) % X.rows);
const found = (Y = X, k = 10) => {
  const { indices, squaredDistances } = runToEnd(knn(kernels, Y, k));
  return { k, indices, squaredDistances };
};

const request = (neighbors: JobRequest['neighbors']): JobRequest => ({
  action: 'fit',
  method: 'poissonMbo',
  params: defaultsOf(methodById('poissonMbo').params),
  X,
  order,
  neighbors,
  y: Int32Array.from(order, (row, place) => (place < 30 ? truth[row] : -1)),
  truth: Int32Array.from(order, (row) => truth[row]),
  nClasses: CLASSES,
  labelledCount: 30,
  scoring: { embeddingRows: 0, silhouetteRows: 0 },
});

const control = () => {
  const stages = new Set<string>();
  return {
    stages,
    host: { now: () => 0, breathe: () => Promise.resolve() },
    signal: () => 'go' as const,
    isCancelled: () => false,
    onProgress: ({ stage }: { stage: string }) => void stages.add(stage),
  };
};

async function run(neighbors: JobRequest['neighbors']) {
  const done = await runJob(request(neighbors), kernels, control());
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

describe('known neighbours', () => {
  it('put in another order are those of rows in that order', () => {
    expect(new Set(order).size).toBe(X.rows);
    const random = new RandomState(1);
    const values = Float64Array.from(X.data, (value) => value + random.standardNormal());
    const noTies = matrix(values, X.rows, X.cols);
    expect(inOrder(found(noTies), order)).toEqual(found(takeRows(noTies, order)));
  });

  it('come by their new index where they are equally far', () => {
    const line = matrix(Float64Array.of(0, 1, 2, 3), 4, 1);
    const { indices } = inOrder(found(line, 2), Uint32Array.of(3, 2, 1, 0));
    // Row 1 is the 2 of before: 3 and 1 are equally far, and are 0 and 2 now.
    expect([...indices]).toEqual([1, 2, 0, 2, 1, 3, 2, 1]);
  });

  it('are searched once: a fit with those of another is the same to the bit', async () => {
    const first = await run(undefined);
    expect(first.neighborsKnown).toBe(false);
    expect(first.neighbors).toEqual(found());
    const again = await run(first.neighbors);
    expect(again).toMatchObject({ neighborsKnown: true, neighbors: undefined });
    const fitted = ({ value }: typeof first) =>
      value.kind === 'model' && { ...value.model, stageSeconds: undefined };
    expect(fitted(again)).toEqual(fitted(first));
    expect(again.evaluation).toEqual(first.evaluation);
  });

  it('that are too few are searched again, and none are for a method that asks for none', () => {
    expect(runToEnd(seenBy(kernels, request(found(X, 5)))).found?.k).toBe(10);
    const params = { ...defaultsOf(methodById('labelSpreading').params), kernel: 'rbf' };
    const rbf = { ...request(undefined), method: 'labelSpreading', params };
    expect(runToEnd(seenBy(kernels, rbf))).toMatchObject({
      found: undefined,
      neighbors: undefined,
    });
    const images = {
      ...request(undefined),
      method: 'selfTraining',
      params: defaultsOf(methodById('selfTraining').params),
    };
    expect(runToEnd(seenBy(kernels, images)).found).toBeUndefined();
  });
});
