import { createStore } from 'zustand/vanilla';
import { success, type Failure, type Outcome } from '../../core/failure';
import type { RunResult } from '../../core/run';
import type { TrainingCheckpoint } from '../../core/training';
import type { Dataset, ImageTable } from '../../data/dataset';
import type { SessionClient } from '../../engine/session-client';
import type { Checkpoints, SessionMeta } from '../../session/contents';

export interface WriterState {
  /** Writes under way or waiting. */
  pending: number;
  /** Something has changed that will be written in a moment. */
  due: boolean;
  savedAt?: string;
  /** Why nothing is kept any more; the first reason only. */
  problem?: Failure;
}

/** A table to which only classes were added is not written again: labels by hand bring their classes. */
const sameStored = (a: ImageTable | undefined, b: ImageTable | undefined): boolean =>
  a === b || (a?.pixels === b?.pixels && a?.labels === b?.labels && a?.shape === b?.shape);

/** What a session holds that is written once. */
interface Held {
  dataset: Dataset;
  results: readonly RunResult[];
  checkpoints: Checkpoints;
}

/** Writes what changed of one session, in order, each table and result once. After a failure it writes no more. */
export class SessionWriter {
  readonly store = createStore<WriterState>(() => ({ pending: 0, due: false }));
  private readonly client: SessionClient;
  private last: Promise<unknown> = Promise.resolve();
  private results = new Set<string>();
  private train: ImageTable | undefined;
  private test: ImageTable | undefined;
  /** The last checkpoint of each job that was written or waits to be. */
  private checkpoints = new Map<string, TrainingCheckpoint>();
  session: string;

  constructor(client: SessionClient, session: string) {
    this.client = client;
    this.session = session;
  }

  /** From here on everything goes to this session, which holds these already. */
  turnTo(session: string, { dataset, results = [], checkpoints = {} }: Partial<Held> = {}): void {
    this.session = session;
    this.train = dataset?.train;
    this.test = dataset?.test;
    this.results = new Set(results.map(({ id }) => id));
    this.checkpoints = new Map(Object.entries(checkpoints));
    this.setDue(false);
  }

  /** Whether something changed that `writeMeta` will be told in a moment. */
  setDue(due: boolean): void {
    this.store.setState({ due });
  }

  /** Tries again after a failure, everything anew. */
  retry(): void {
    this.turnTo(this.session);
    this.store.setState({ problem: undefined });
  }

  private write(call: () => Promise<Outcome<unknown>>): Promise<unknown> {
    this.store.setState(({ pending }) => ({ pending: pending + 1 }));
    this.last = this.last.then(async () => {
      const outcome = this.store.getState().problem ? undefined : await call();
      this.store.setState(({ pending, problem, savedAt }) => ({
        pending: pending - 1,
        problem: problem ?? (outcome && !outcome.ok ? outcome.error : undefined),
        savedAt: outcome?.ok ? new Date().toISOString() : savedAt,
      }));
    });
    return this.last;
  }

  writeDataset({ train, test }: Dataset): void {
    const { session } = this;
    if (!sameStored(train, this.train))
      void this.write(() => this.client.call('saveTable', session, 'train', train));
    if (!sameStored(test, this.test))
      void this.write(() => this.client.call('saveTable', session, 'test', test));
    this.train = train;
    this.test = test;
  }

  writeResults(results: readonly RunResult[]): void {
    const { session } = this;
    const now = new Set(results.map(({ id }) => id));
    for (const result of results) {
      if (!this.results.has(result.id))
        void this.write(() => this.client.call('saveResult', session, result));
    }
    for (const id of this.results) {
      if (!now.has(id)) void this.write(() => this.client.call('removeResult', session, id));
    }
    this.results = now;
  }

  /** Writes the last epoch of each training; an epoch that is over before the one before it was written takes its place. */
  writeCheckpoints(now: Checkpoints): void {
    const { session } = this;
    const before = this.checkpoints;
    const all = new Map(Object.entries(now));
    for (const [job, checkpoint] of all) {
      if (before.get(job) === checkpoint) continue;
      void this.write(async () => {
        const overtaken = this.session === session && this.checkpoints.get(job) !== checkpoint;
        return overtaken
          ? success(undefined)
          : this.client.call('saveCheckpoint', session, job, checkpoint);
      });
    }
    // The record of the session, written next, says which are not needed any more.
    this.checkpoints = all;
  }

  writeMeta(meta: SessionMeta): Promise<unknown> {
    const written = this.write(() => this.client.call('saveMeta', meta));
    this.setDue(false);
    return written;
  }

  /** Deletes a session after what is still being written to it. */
  remove(session: string): Promise<unknown> {
    this.last = this.last.then(() => this.client.call('removeSession', session));
    return this.last;
  }
}
