import type { Outcome } from '../core/failure';
import type { RunResult } from '../core/run';
import type { TrainingCheckpoint } from '../core/training';
import type { ImageTable } from '../data/dataset';
import type { SessionContents, SessionMeta } from './contents';

/** What the session worker offers through Comlink. Nothing throws: a browser that keeps nothing says so in words. */
export interface SessionApi {
  list(): Promise<Outcome<SessionMeta[]>>;
  load(id: string): Promise<Outcome<SessionContents | undefined>>;
  saveMeta(meta: SessionMeta): Promise<Outcome<void>>;
  saveTable(
    session: string,
    part: 'train' | 'test',
    table: ImageTable | undefined,
  ): Promise<Outcome<void>>;
  saveResult(session: string, result: RunResult): Promise<Outcome<void>>;
  removeResult(session: string, id: string): Promise<Outcome<void>>;
  saveCheckpoint(
    session: string,
    job: string,
    checkpoint: TrainingCheckpoint,
  ): Promise<Outcome<void>>;
  removeSession(id: string): Promise<Outcome<void>>;
  pack(contents: SessionContents): Promise<Outcome<Blob>>;
  unpack(file: Blob): Promise<Outcome<SessionContents>>;
}
