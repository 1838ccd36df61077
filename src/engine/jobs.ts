import { createStore } from 'zustand/vanilla';
import type { Speed } from '../core/cost';
import { failure, success, type Failure, type Outcome } from '../core/failure';
import type { LayerMaps } from '../core/method';
import type { Model } from '../core/models';
import type { JobAnswer, JobRequest, LookRequest, ScoringOptions } from '../core/protocol';
import type { RunResult, RunSpec } from '../core/run';
import type { SweepAnswer, SweepRequest, SweepScore } from '../core/sweep';
import type { Progress } from '../core/task';
import type { TrainingCheckpoint } from '../core/training';
import { keepHistory, withPartial, type EmbeddingHistory } from './embedding-history';
import type { Gathered } from './gather';
import { WorkerPool } from './pool';
import { resultFrom } from './provenance';
import type { ThreadKind, WorkerGroup } from './threads';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** What is made of the pictures that come with progress. */
interface Told {
  /** How the map came about so far. */
  history?: EmbeddingHistory;
}

export interface Job {
  id: string;
  title: string;
  /** What it runs; absent for a sweep, which runs many things. */
  spec?: RunSpec;
  /** Method id, or 'sweep'. */
  method: string;
  /** Table rows the job is about, so that a partial picture can be coloured and hovered. */
  rows: Uint32Array;
  table: 'train' | 'test';
  state: JobState;
  progress: Progress & { secondsLeft?: number } & Told;
  /** Stop was pressed: the job is finishing with what it has. */
  stopping: boolean;
  /** It waits until it is let go on. */
  paused?: boolean;
  /** Cancel was pressed: nothing of it will be kept. */
  cancelling?: boolean;
  /** What it could go on from if it were cut off now; also of one that failed. */
  checkpoint?: TrainingCheckpoint;
  startedAt?: number;
  error?: Failure;
}

/** Whether it waits or runs. */
export const isActive = ({ state }: Pick<Job, 'state'>): boolean =>
  state === 'running' || state === 'queued';

/** Whether it ended without a result. */
export const hasEndedBadly = ({ state }: Pick<Job, 'state'>): boolean =>
  state === 'failed' || state === 'cancelled';

export interface JobRequestOptions {
  name?: string;
  scoring?: Partial<ScoringOptions>;
  /** Instead of the one in the settings. */
  tensorBackend?: JobRequest['tensorBackend'];
  /** Where an earlier training of the same network on the same rows ended. */
  resume?: TrainingCheckpoint;
  /** The model that was read from a file, for a run that opens it. */
  opened?: Model;
}

/** What a queued piece of work tells of itself, and how it is done once a worker is free. */
interface Work<Answer> {
  facts: Pick<Job, 'title' | 'spec' | 'method' | 'rows' | 'table' | 'checkpoint'>;
  kind: ThreadKind;
  run(
    group: WorkerGroup,
    onProgress: (progress: Progress & Told) => void,
  ): Promise<Outcome<Answer>>;
  /** Called as the job becomes done, in one turn: the page shows both together. */
  finish?(answer: Answer): void;
}

/** How long a cancelled job may take to reach its next yield before its worker is terminated. */
const CANCEL_GRACE_MS = 1500;
/** Below this share an estimate would be noise. */
const ESTIMATE_FROM = 0.02;

/** Results outlive a page load, so their ids must not start again from one. */
const born = Date.now().toString(36);
let lastId = 0;
const newId = (prefix: string): string => `${prefix}-${born}-${++lastId}`;

/** Jobs wait in line, one running on each kind of worker: every job has all threads of the machine. */
export class JobQueue {
  readonly store = createStore<{ jobs: readonly Job[] }>(() => ({ jobs: [] }));
  private readonly pool: WorkerPool;
  private readonly running = new Map<string, WorkerGroup>();
  /** Milliseconds each job has been paused. */
  private readonly rested = new Map<string, number>();
  private readonly lines = new Map<ThreadKind, Promise<unknown>>();

  constructor(threads: number) {
    this.pool = new WorkerPool(threads);
  }

  private find(id: string): Job | undefined {
    return this.store.getState().jobs.find((job) => job.id === id);
  }

  private update(id: string, change: Partial<Job>): void {
    this.store.setState(({ jobs }) => ({
      jobs: jobs.map((job) => (job.id === id ? { ...job, ...change } : job)),
    }));
  }

  /** A short piece of work between two jobs, on a worker that stays warm for the next. */
  private between<T>(
    kind: ThreadKind,
    work: (group: WorkerGroup) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const before = this.lines.get(kind) ?? Promise.resolve();
    const mine = before.then(async () => {
      const group = await this.pool.take(kind);
      if (!group.ok) return group;
      const answer = await work(group.value);
      if (answer.ok) this.pool.give(group.value, 0);
      else group.value.terminate();
      return answer;
    });
    this.lines.set(kind, mine);
    return mine;
  }

  /** Measures this machine; undefined where no worker starts. */
  async measureSpeed(): Promise<Speed | undefined> {
    const speed = await this.between('compute', (group) => group.speed());
    return speed.ok ? speed.value : undefined;
  }

  /** What each layer of a model makes of one image. */
  look(request: LookRequest): Promise<Outcome<LayerMaps[]>> {
    return this.between('neural', (group) => group.look(request));
  }

  /**
   * Queues a gathered run; resolves when it has finished, failed or been cancelled.
   *
   * @param onResult takes the result as the job becomes done
   */
  async submit(
    spec: RunSpec,
    gathered: Gathered,
    title: string,
    onResult: (result: RunResult, answer: JobAnswer) => void,
  ): Promise<Outcome<RunResult>> {
    const { rows, table, method, request } = gathered;
    let history: EmbeddingHistory | undefined;
    let result: RunResult | undefined;
    const answer = await this.queue({
      facts: { title, spec, method: method.id, rows, table, checkpoint: request.resume },
      kind: method.thread,
      run: (group, onProgress) =>
        group.run(request, (progress) => {
          history = withPartial(history, progress.partial);
          onProgress({ ...progress, history });
        }),
      finish: (made) => {
        keepHistory(made.value, history);
        result = resultFrom(newId('result'), title, spec, gathered, made);
        onResult(result, made);
      },
    });
    if (!answer.ok) return answer;
    return result ? success(result) : failure('bug', 'A job ended without a result.');
  }

  /** Queues many fits on the same rows; scores come one by one, and all of them in the end. */
  submitSweep(
    title: string,
    rows: Uint32Array,
    request: SweepRequest,
    onScore: (score: SweepScore) => void,
  ): Promise<Outcome<SweepAnswer>> {
    return this.queue({
      facts: { title, method: 'sweep', rows, table: 'train' },
      kind: 'compute',
      run: (group, onProgress) => group.sweep(request, onProgress, onScore),
    });
  }

  private queue<Answer extends { memoryBytes: number }>(
    work: Work<Answer>,
  ): Promise<Outcome<Answer>> {
    const id = newId('job');
    const progress = { fraction: 0, stage: 'Waiting' };
    const job: Job = { id, ...work.facts, state: 'queued', progress, stopping: false };
    this.store.setState(({ jobs }) => ({ jobs: [...jobs, job] }));
    const before = this.lines.get(work.kind) ?? Promise.resolve();
    const mine = before.then(() => this.work(id, work));
    // Those who wait come next however this ends.
    this.lines.set(
      work.kind,
      mine.catch(() => undefined),
    );
    return mine;
  }

  private async work<Answer extends { memoryBytes: number }>(
    id: string,
    todo: Work<Answer>,
  ): Promise<Outcome<Answer>> {
    if (this.find(id)?.state !== 'queued')
      return failure('cancelled', 'Cancelled before it started.');
    const startedAt = performance.now();
    this.update(id, {
      state: 'running',
      startedAt,
      progress: { fraction: 0, stage: 'Starting' },
    });
    const group = await this.pool.take(todo.kind);
    if (!group.ok) return this.fail(id, group.error);
    this.running.set(id, group.value);
    const finished = this.find(id)?.cancelling
      ? failure('cancelled', 'Cancelled.')
      : await todo.run(group.value, (progress) => this.onProgress(id, startedAt, progress));
    this.running.delete(id);
    if (!finished.ok) {
      group.value.terminate();
      return this.fail(id, finished.error);
    }
    this.pool.give(group.value, finished.value.memoryBytes);
    this.update(id, {
      state: 'done',
      checkpoint: undefined,
      progress: { fraction: 1, stage: 'Done' },
    });
    todo.finish?.(finished.value);
    return finished;
  }

  private fail(id: string, error: Failure): Outcome<never> {
    const job = this.find(id);
    const cancelled = error.code === 'cancelled' || job?.cancelling;
    // What it was refused as input would be refused again.
    const mayGoOn = error.code === 'workerDied' || error.code === 'bug';
    const checkpoint = mayGoOn && !cancelled ? job?.checkpoint : undefined;
    this.update(id, {
      checkpoint,
      ...(cancelled ? { state: 'cancelled' } : { state: 'failed', error }),
    });
    return cancelled ? failure('cancelled', 'Cancelled.') : { ok: false, error };
  }

  private onProgress(id: string, startedAt: number, progress: Progress & Told): void {
    const job = this.find(id);
    if (job?.state !== 'running') return;
    const elapsed = (performance.now() - startedAt - (this.rested.get(id) ?? 0)) / 1000;
    const { checkpoint = job.checkpoint, ...told } = progress;
    const { fraction } = told;
    const secondsLeft =
      fraction > ESTIMATE_FROM ? (elapsed * (1 - fraction)) / fraction : undefined;
    const partial = told.partial ?? job.progress.partial;
    this.update(id, { checkpoint, progress: { ...told, partial, secondsLeft } });
  }

  /** Makes a running job wait at its next step, or lets it go on. */
  pause(id: string, on: boolean): void {
    const job = this.find(id);
    if (job?.state !== 'running' || (job.paused ?? false) === on) return;
    this.running.get(id)?.pause(on);
    const now = performance.now();
    // While it is paused, less by when that began: adding when it ends leaves how long it was.
    this.rested.set(id, (this.rested.get(id) ?? 0) + (on ? -now : now));
    this.update(id, { paused: on });
  }

  /** Asks the algorithm to return what it has. */
  stop(id: string): void {
    this.pause(id, false);
    this.running.get(id)?.stop();
    if (this.find(id)?.state === 'running') this.update(id, { stopping: true });
  }

  /** Ends a job and keeps nothing of it; a worker that does not listen is terminated. */
  cancel(id: string): void {
    const job = this.find(id);
    if (job?.state === 'queued') this.update(id, { state: 'cancelled', checkpoint: undefined });
    if (job?.state !== 'running') return;
    this.update(id, { cancelling: true });
    const group = this.running.get(id);
    group?.cancel();
    setTimeout(() => {
      if (this.running.get(id) === group) group?.abandon();
    }, CANCEL_GRACE_MS);
  }

  /** Takes a finished job off the list. */
  dismiss(id: string): void {
    this.store.setState(({ jobs }) => ({
      jobs: jobs.filter((job) => job.id !== id || isActive(job)),
    }));
  }
}
