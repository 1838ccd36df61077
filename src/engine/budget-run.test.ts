import { describe, expect, it } from 'vitest';
import { failure, success, type Outcome } from '../core/failure';
import { defaultsOf } from '../core/params';
import type { RunResult, RunSpec } from '../core/run';
import type { SweepAnswer, SweepRequest, SweepScore } from '../core/sweep';
import type { Dataset } from '../data/dataset';
import { methodById } from '../methods/registry';
import type { BudgetChoice } from '../study/budget';
import { BudgetRun, choiceProblem } from './budget-run';

const ROWS = 60;
const dataset = {
  name: 'tiny',
  train: {
    classes: ['0', '1', '2'],
    rows: ROWS,
    cols: 64,
    shape: { height: 8, width: 8, channels: 1 },
    pixels: new Uint8Array(ROWS * 64),
    pixelMax: 255,
    labels: Int32Array.from({ length: ROWS }, (_, row) => row % 3),
  },
} as unknown as Dataset;

const method = (id: string) => ({ method: id, params: defaultsOf(methodById(id).params) });
const choice: BudgetChoice = {
  budgets: [{ labelsPerClass: 1 }, { share: 0.2 }],
  methods: [method('labelSpreading'), method('poissonLearning')],
  features: ['pca'],
  seeds: 2,
};

type Ending = { after?: number; as?: Outcome<SweepAnswer> };

/** A lab that scores every fit 0.9 at once; `ending` cuts a sweep off after so many. */
function host() {
  const results: RunResult[] = [];
  const sweeps: SweepRequest[] = [];
  const lab = {
    ending: {} as Ending,
    results: () => results,
    sweeps,
    dataset: () => dataset as Dataset | undefined,
    start: async (spec: RunSpec): Promise<Outcome<RunResult>> => {
      const model = { kind: 'embedding', coordinates: new Float32Array(ROWS * 2), dims: 2 };
      const rows = Uint32Array.from({ length: ROWS }, (_, row) => row);
      const result = { id: 'features', spec, rows, value: { kind: 'model', model } };
      results.push(result as unknown as RunResult);
      return success(results[results.length - 1]);
    },
    sweep: async (
      _title: string,
      _rows: Uint32Array,
      request: SweepRequest,
      onScore: (score: SweepScore) => void,
    ): Promise<Outcome<SweepAnswer>> => {
      sweeps.push(request);
      const { after = request.fits.length, as } = lab.ending;
      const scores = request.fits.slice(0, after).map(({ key }) => ({
        key,
        labelled: 3,
        accuracy: 0.9,
        scoredRows: 57,
        unreached: 0,
        seconds: 1,
      }));
      // As from a worker: not all scores arrive before the answer does.
      scores.slice(1).forEach(onScore);
      return as ?? success({ scores, neighborSeconds: 1, stopped: after < request.fits.length });
    },
  };
  return lab;
}

describe('BudgetRun', () => {
  it('computes every point once, on features made once', async () => {
    const lab = host();
    const run = new BudgetRun(lab);
    const shares: number[] = [];
    expect(await run.run(choice, (share) => shares.push(share))).toMatchObject({ ok: true });
    expect(run.store.getState()).toMatchObject({ running: false, error: undefined });
    expect(run.store.getState().cells).toHaveLength(8);
    expect(shares.at(-1)).toBe(1);
    expect(await run.run({ ...choice, seeds: 3 })).toMatchObject({ ok: true });
    expect(run.store.getState().cells).toHaveLength(12);
    expect(lab.sweeps.map(({ fits }) => fits.length)).toEqual([8, 4]);
    expect(
      lab.sweeps[1].fits.every(({ budget }) => 'randomState' in budget && budget.randomState === 2),
    ).toBe(true);
    expect(lab.results()).toHaveLength(1);
    expect(lab.sweeps[0].X).toMatchObject({ rows: ROWS, cols: 2 });
    // Nothing is left to do.
    await run.run(choice);
    expect(lab.sweeps).toHaveLength(2);
  });

  it('keeps what was done when it is stopped, and goes on from there', async () => {
    const lab = host();
    const run = new BudgetRun(lab);
    lab.ending = { after: 3 };
    expect(await run.run(choice)).toMatchObject({ ok: false, error: { code: 'stoppedEmpty' } });
    expect(run.store.getState()).toMatchObject({ running: false, error: undefined });
    expect(run.store.getState().cells).toHaveLength(3);
    lab.ending = {};
    await run.run(choice);
    expect(lab.sweeps[1].fits).toHaveLength(5);
    expect(run.store.getState().cells).toHaveLength(8);
  });

  it('drops what a cancelled run did, and no more', async () => {
    const lab = host();
    const run = new BudgetRun(lab);
    await run.run({ ...choice, seeds: 1 });
    lab.ending = { after: 2, as: failure('cancelled', 'Cancelled.') };
    expect(await run.run(choice)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(run.store.getState()).toMatchObject({ error: undefined });
    expect(run.store.getState().cells).toHaveLength(4);
  });

  it('keeps what was done when a worker dies, and says so', async () => {
    const lab = host();
    const run = new BudgetRun(lab);
    lab.ending = { after: 3, as: failure('workerDied', 'The compute worker failed.') };
    await run.run(choice);
    expect(run.store.getState()).toMatchObject({ error: { code: 'workerDied' } });
    expect(run.store.getState().cells).toHaveLength(2); // the third came with an answer that never did
  });

  it('forgets the points of other data, those that are still to come too', async () => {
    const lab = host();
    const run = new BudgetRun(lab);
    const running = run.run(choice);
    run.clear();
    await running;
    expect(run.store.getState()).toMatchObject({ running: false, cells: [] });
  });
});

describe('a choice', () => {
  const problemOf = (also: Partial<BudgetChoice>) =>
    choiceProblem({ ...choice, ...also }, dataset.train);

  it('is fine where every budget can be met', () => {
    expect(problemOf({})).toBeUndefined();
  });

  it('starts nothing where it cannot be met, and says which budget', () => {
    expect(problemOf({ budgets: [{ labelsPerClass: 21 }] })).toMatchObject({ where: '21' });
    expect(problemOf({ budgets: [{ share: 0.01 }] })).toMatchObject({ where: '1 %' });
    expect(problemOf({ budgets: [{ labelsPerClass: 20 }] })?.message).toMatch(/none left to score/);
    expect(problemOf({ budgets: [] })?.message).toMatch(/budget/);
    expect(problemOf({ methods: [] })?.message).toMatch(/method/);
    expect(problemOf({ features: [] })?.message).toMatch(/features/);
    expect(problemOf({ seeds: 0 })?.message).toMatch(/seeds/);
    const { params } = method('labelSpreading');
    const many = { method: 'labelSpreading', params: { ...params, nNeighbors: ROWS } };
    expect(problemOf({ methods: [many] })).toMatchObject({ where: 'nNeighbors' });
    const bad = { method: 'labelSpreading', params: { ...params, alpha: 7 } };
    expect(problemOf({ methods: [bad] })).toMatchObject({ where: 'alpha' });
  });
});
