import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { RunSpec } from '../../core/run';
import type { TrainingCheckpoint } from '../../core/training';
import type { Job } from '../../engine/jobs';
import type { SessionMeta } from '../../session/contents';
import { UnfinishedRuns } from './unfinished';

const spec = { action: 'fit', method: 'cnn' } as RunSpec;
const at = (epoch: number) =>
  ({ epochs: Array.from({ length: epoch }), planned: 20 }) as unknown as TrainingCheckpoint;
const job = (id: string, change: Partial<Job>): Job =>
  ({ id, title: id, spec, state: 'running', ...change }) as Job;

function runsWith(...jobs: Job[]) {
  const store = createStore<{ jobs: readonly Job[] }>(() => ({ jobs }));
  const start = vi.fn(async () => ({
    ok: false as const,
    error: { code: 'cancelled' as const, message: '' },
  }));
  const onChange = vi.fn();
  return { runs: new UnfinishedRuns({ jobs: store, start }, onChange), start, onChange };
}

describe('unfinished runs', () => {
  it('are jobs that wait, run, or failed with something to go on from', () => {
    const { runs } = runsWith(
      job('waits', { state: 'queued' }),
      job('runs', { checkpoint: at(3) }),
      job('is being cancelled', { cancelling: true, checkpoint: at(3) }),
      job('failed', { state: 'failed', checkpoint: at(5) }),
      job('failed at once', { state: 'failed' }),
      job('cancelled', { state: 'cancelled' }),
      job('done', { state: 'done' }),
      job('sweep', { spec: undefined }),
    );
    expect(runs.list().map((run) => run.job)).toEqual(['waits', 'runs', 'failed']);
    expect(runs.checkpoints()).toEqual({ runs: at(3), failed: at(5) });
  });

  const meta = {
    unfinished: [
      { name: 'CNN', spec, job: 'a' },
      { name: 't-SNE', spec, job: 'b' },
      { name: 'Of an older Fewlabels', spec },
    ],
  } as unknown as SessionMeta;
  const contents = { meta, results: [], checkpoints: { a: at(6) } };

  it('of an earlier page load stay until it is decided what becomes of them', () => {
    const { runs, onChange } = runsWith();
    expect(runs.restore(contents).map(({ checkpoint }) => checkpoint?.epochs.length)).toEqual([
      6,
      undefined,
      undefined,
    ]);
    expect(runs.list()).toEqual(meta.unfinished);
    expect(runs.checkpoints()).toEqual({ a: at(6) });
    runs.discard();
    expect(runs.list()).toEqual([]);
    expect(runs.checkpoints()).toEqual({});
    expect(onChange).toHaveBeenCalledOnce();
  });

  it.each([
    ['checkpoint', at(6)],
    ['start', undefined],
  ] as const)('go on from the %s', async (from, resume) => {
    const { runs, start } = runsWith();
    runs.restore(contents);
    await runs.goOn(from);
    expect(start.mock.calls).toEqual([
      [spec, { name: 'CNN', resume }],
      [spec, { name: 't-SNE', resume: undefined }],
      [spec, { name: 'Of an older Fewlabels', resume: undefined }],
    ]);
    expect(runs.list()).toEqual([]);
  });
});
