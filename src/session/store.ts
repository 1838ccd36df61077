import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ExpectedFailure } from '../core/failure';
import type { RunResult } from '../core/run';
import type { TrainingCheckpoint } from '../core/training';
import type { Dataset, ImageTable } from '../data/dataset';
import { arranged, type SessionContents, type SessionMeta } from './contents';

interface Schema extends DBSchema {
  /** By session id. */
  sessions: { key: string; value: SessionMeta };
  /** By session id and `train` or `test`. */
  tables: { key: [string, string]; value: ImageTable };
  /** By session id and result id. Each is written once. */
  results: { key: [string, string]; value: RunResult };
  /** By session id and job id: the last epoch of a training that the session's record calls unfinished. */
  checkpoints: { key: [string, string]; value: TrainingCheckpoint };
}

const NAME = 'fewlabels';
const VERSION = 2;
const ALL = ['sessions', 'tables', 'results', 'checkpoints'] as const;
const ofSession = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

/** Bytes that threads share cannot be stored: a copy of one's own can. */
function storable(table: ImageTable): ImageTable {
  const { pixels } = table;
  return pixels.buffer instanceof ArrayBuffer ? table : { ...table, pixels: pixels.slice() };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Opens the database, made or brought to this version first; what it holds stays. */
function open(): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    openDB<Schema>(NAME, VERSION, {
      upgrade: (db, before) => {
        if (before < 1) {
          db.createObjectStore('sessions', { keyPath: 'id' });
          db.createObjectStore('tables');
          db.createObjectStore('results');
        }
        if (before < 2) db.createObjectStore('checkpoints');
      },
      blocked: () =>
        reject(
          new ExpectedFailure(
            'unsupported',
            'Another tab has an older Fewlabels open, so nothing is kept here. Close that tab, then reload this page.',
            'storage',
          ),
        ),
      // A newer Fewlabels in another tab waits for this one to let go.
      blocking: (_version, _newer, event) => {
        (event.target as IDBDatabase).close();
        opening = undefined;
      },
      terminated: () => (opening = undefined),
    }).then(resolve, reject);
  });
}

/** Every session kept, the newest first. */
export async function listSessions(): Promise<SessionMeta[]> {
  const all = await (await database()).getAll('sessions');
  return all.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

/** Saves the record, and deletes the checkpoints of trainings that it does not call unfinished any more. */
export async function saveMeta(meta: SessionMeta): Promise<void> {
  const transaction = (await database()).transaction(['sessions', 'checkpoints'], 'readwrite');
  const checkpoints = transaction.objectStore('checkpoints');
  const unfinished = new Set(meta.unfinished.map(({ job }) => job));
  const kept = await checkpoints.getAllKeys(ofSession(meta.id));
  await Promise.all([
    transaction.objectStore('sessions').put(meta),
    ...kept.filter(([, job]) => !unfinished.has(job)).map((key) => checkpoints.delete(key)),
    transaction.done,
  ]);
}

export async function saveTable(
  session: string,
  part: 'train' | 'test',
  table: ImageTable | undefined,
): Promise<void> {
  const db = await database();
  if (table) await db.put('tables', storable(table), [session, part]);
  else await db.delete('tables', [session, part]);
}

export async function saveResult(session: string, result: RunResult): Promise<void> {
  await (await database()).put('results', result, [session, result.id]);
}

export async function removeResult(session: string, id: string): Promise<void> {
  await (await database()).delete('results', [session, id]);
}

export async function saveCheckpoint(
  session: string,
  job: string,
  checkpoint: TrainingCheckpoint,
): Promise<void> {
  await (await database()).put('checkpoints', checkpoint, [session, job]);
}

export async function removeSession(id: string): Promise<void> {
  const transaction = (await database()).transaction(ALL, 'readwrite');
  await Promise.all([
    transaction.objectStore('sessions').delete(id),
    transaction.objectStore('tables').delete(ofSession(id)),
    transaction.objectStore('results').delete(ofSession(id)),
    transaction.objectStore('checkpoints').delete(ofSession(id)),
    transaction.done,
  ]);
}

/** The session with this id; undefined when there is none. */
export async function loadSession(id: string): Promise<SessionContents | undefined> {
  const transaction = (await database()).transaction(ALL, 'readonly');
  const tables = transaction.objectStore('tables');
  const checkpoints = transaction.objectStore('checkpoints');
  const [meta, train, test, results, jobs, stood] = await Promise.all([
    transaction.objectStore('sessions').get(id),
    tables.get([id, 'train']),
    tables.get([id, 'test']),
    transaction.objectStore('results').getAll(ofSession(id)),
    checkpoints.getAllKeys(ofSession(id)),
    checkpoints.getAll(ofSession(id)),
  ]);
  if (!meta) return undefined;
  return {
    meta,
    dataset: datasetOf(meta, train, test),
    results: arranged(meta, results),
    checkpoints: Object.fromEntries(jobs.map(([, job], i) => [job, stood[i]])),
  };
}

function datasetOf(
  { data }: SessionMeta,
  train: ImageTable | undefined,
  test: ImageTable | undefined,
): Dataset | undefined {
  if (!data || !train) return undefined;
  const { name, sampleId, licence, source } = data;
  return { name, sampleId, licence, source, train, ...(test ? { test } : {}) };
}
