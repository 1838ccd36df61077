import { describe, expect, it } from 'vitest';
import type { Outcome } from '../core/failure';
import type { RunResult, RunSpec } from '../core/run';
import type { Dataset } from '../data/dataset';
import { EXPERIMENT_KEYS } from '../study/experiment';
import { StudyRun, withNeeds } from './study-run';

const dataset = {
  name: 'tiny',
  train: { classes: ['0', '1', '2'], cols: 64, rows: 30, labels: new Int32Array(30) },
} as unknown as Dataset;

/** A lab that finishes every run at once, or fails those of one method. */
function host(failing?: string) {
  const started: RunSpec[] = [];
  return {
    started,
    dataset: () => dataset,
    watch: () => () => undefined,
    cancelRunning: () => undefined,
    start: async (spec: RunSpec): Promise<Outcome<RunResult>> => {
      started.push(spec);
      if (spec.action === 'fit' && spec.method === failing) {
        return { ok: false, error: { code: 'bug', message: 'broke' } };
      }
      return { ok: true, value: { id: `r${started.length}`, seconds: 1 } as RunResult };
    },
  };
}

describe('StudyRun', () => {
  it('runs every experiment in order and names earlier results in later steps', async () => {
    const lab = host();
    const study = new StudyRun(lab);
    await study.run(EXPERIMENT_KEYS);
    const state = study.store.getState();
    expect(state).toMatchObject({ state: 'done', fraction: 1 });
    expect(Object.values(state.experiments).every((one) => one.state === 'done')).toBe(true);
    const network = state.experiments.cnn.results.network;
    expect(lab.started.find((spec) => spec.action === 'transform')).toMatchObject({
      model: network,
      input: { rows: { kind: 'splitOf', result: network, part: 'train' } },
    });
    expect(JSON.stringify(lab.started)).not.toContain('@');
  });

  it('runs what an experiment starts from, and nothing else', () => {
    expect([...withNeeds(['test'])].sort()).toEqual(['cnn', 'test']);
  });

  it('goes on after a failure, and says what could not start', async () => {
    const study = new StudyRun(host('cnn'));
    await study.run(EXPERIMENT_KEYS);
    const { state, experiments } = study.store.getState();
    expect(state).toBe('failed');
    expect(experiments.cnn).toMatchObject({ state: 'failed', error: { message: 'broke' } });
    expect(experiments.test.error?.message).toMatch(/cnn/);
    expect(experiments.labelSpreading.state).toBe('done');
  });
});
