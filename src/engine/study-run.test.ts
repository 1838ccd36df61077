import { describe, expect, it } from 'vitest';
import { failure, type Outcome } from '../core/failure';
import type { RunResult, RunSpec } from '../core/run';
import type { Dataset } from '../data/dataset';
import type { BudgetChoice } from '../study/budget';
import { DEFAULT_KEYS, experiments } from '../study/experiments';
import { StudyRun, withNeeds } from './study-run';

const dataset = {
  name: 'tiny',
  train: { classes: ['0', '1', '2'], cols: 64, rows: 30, labels: new Int32Array(30) },
} as unknown as Dataset;

/** A lab that finishes every run at once, or fails those of one method. */
function host(failing?: string) {
  const started: RunSpec[] = [];
  const swept: BudgetChoice[] = [];
  return {
    started,
    dataset: () => dataset,
    watch: () => () => undefined,
    cancelRunning: () => undefined,
    swept,
    sweep: async (choice: BudgetChoice, onShare: (share: number) => void) => {
      swept.push(choice);
      onShare(1);
      return failing === 'sweep'
        ? failure('badInput', 'no labels')
        : { ok: true as const, value: undefined };
    },
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
    await study.run(DEFAULT_KEYS);
    const state = study.store.getState();
    expect(state).toMatchObject({ state: 'done', fraction: 1 });
    expect(DEFAULT_KEYS.every((key) => state.experiments[key].state === 'done')).toBe(true);
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
    await study.run(DEFAULT_KEYS);
    const { state, experiments } = study.store.getState();
    expect(state).toBe('failed');
    expect(experiments.cnn).toMatchObject({ state: 'failed', error: { message: 'broke' } });
    expect(experiments.test.error?.message).toMatch(/cnn/);
    expect(experiments.labelSpreading.state).toBe('done');
  });

  const choice: BudgetChoice = {
    budgets: [{ labelsPerClass: 1 }],
    methods: [{ method: 'labelSpreading', params: {} }],
    features: ['pca'],
    seeds: 2,
  };

  it('sweeps over budgets only when asked to, by the choice it was given', async () => {
    expect(DEFAULT_KEYS).not.toContain('budget');
    expect(DEFAULT_KEYS).toHaveLength(experiments.length - 1);
    const lab = host();
    const study = new StudyRun(lab);
    await study.run(['pca2d', 'budget'], choice);
    expect(lab.swept).toEqual([choice]);
    expect(study.store.getState()).toMatchObject({
      state: 'done',
      fraction: 1,
      experiments: { budget: { state: 'done' }, pca2d: { state: 'done' } },
    });
  });

  it('says why a sweep over budgets did not finish', async () => {
    const study = new StudyRun(host('sweep'));
    await study.run(['budget'], choice);
    const { budget } = study.store.getState().experiments;
    expect(budget).toMatchObject({ state: 'failed', error: { message: 'no labels' } });
    await study.run(['budget']);
    expect(study.store.getState().experiments.budget.error?.message).toMatch(/No budgets/);
  });
});
