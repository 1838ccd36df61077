import { describe, expect, it } from 'vitest';
import { matrix } from '../core/matrix';
import { defaultsOf } from '../core/params';
import type { RunResult } from '../core/run';
import { methodById } from '../methods/registry';
import { Estimates, roomLimit } from './estimates';
import type { Gathered } from './gather';

const GIB = 2 ** 30;
const tsne = methodById('tsne');
const params = defaultsOf(tsne.params);
const input = { rows: 5000, cols: 10, valueBytes: 4 };
const plan = [{ method: 'tsne', params, input }];
const speed = { perSecond: 2e10, threads: 2 };

const gathered = (rows: number): Gathered => ({
  method: tsne,
  request: {
    action: 'fit',
    method: 'tsne',
    params,
    X: matrix(new Float32Array(rows * 10), rows, 10),
    scoring: { embeddingRows: 0, silhouetteRows: 0 },
  },
  table: 'train',
  rows: new Uint32Array(rows),
  fingerprint: '',
});

const result = (seconds: number, stopped = false) =>
  ({ seconds, value: { kind: 'model', model: { stopped } } }) as unknown as RunResult;

describe('an estimate', () => {
  it('tells memory at once and seconds when the speed is known', () => {
    const estimates = new Estimates(4 * GIB);
    expect(estimates.of(plan).seconds).toBeUndefined();
    expect(estimates.of(plan).bytes).toBeGreaterThan(1e6);
    estimates.setSpeed(speed);
    const { seconds } = estimates.of(plan);
    expect(seconds).toBeGreaterThan(0);
    expect(estimates.of([...plan, ...plan]).seconds).toBeCloseTo(2 * (seconds as number));
  });

  it('goes by the fastest measurement', () => {
    const estimates = new Estimates(4 * GIB);
    estimates.setSpeed(speed);
    const { seconds } = estimates.of(plan);
    estimates.setSpeed({ ...speed, perSecond: speed.perSecond / 3 });
    expect(estimates.of(plan).seconds).toBe(seconds);
    estimates.setSpeed({ ...speed, perSecond: speed.perSecond * 2 });
    expect(estimates.of(plan).seconds).toBeCloseTo((seconds as number) / 2);
  });

  it('learns from runs that ended by themselves', () => {
    const estimates = new Estimates(4 * GIB);
    estimates.setSpeed(speed);
    const before = estimates.of(plan).seconds as number;
    estimates.learn(gathered(5000), result(3 * before, true));
    expect(estimates.of(plan).seconds).toBe(before);
    estimates.learn(gathered(5000), result(3 * before));
    expect(estimates.of(plan).seconds).toBeCloseTo(3 * before);
  });

  it('says before a run starts that there is no room for it', () => {
    const estimates = new Estimates(1e6);
    expect(estimates.of(plan).problem?.code).toBe('tooLarge');
    expect(estimates.problemOf(gathered(5000))?.code).toBe('tooLarge');
    expect(new Estimates(4 * GIB).of(plan).problem).toBeUndefined();
  });
});

it('takes no more of a machine than a tab may', () => {
  expect(roomLimit(undefined)).toBe(4 * GIB);
  expect(roomLimit(8)).toBe(4 * GIB);
  expect(roomLimit(2)).toBe(1.5 * GIB);
});
