import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RunResult } from '../core/run';
import type { Dataset, ImageTable } from '../data/dataset';
import { arranged, type SessionContents, type SessionMeta } from './contents';

interface Schema extends DBSchema {
  /** By session id. */
  sessions: { key: string; value: SessionMeta };
  /** By session id and `train` or `test`. */
  tables: { key: [string, string]; value: ImageTable };
  /** By session id and result id. Each is written once. */
  results: { key: [string, string]; value: RunResult };
}

const NAME = 'fewlabels';
const ALL = ['sessions', 'tables', 'results'] as const;
const ofSession = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

/** Bytes that threads share cannot be stored: a copy of one's own can. */
function storable(table: ImageTable): ImageTable {
  const { pixels } = table;
  return pixels.buffer instanceof ArrayBuffer ? table : { ...table, pixels: pixels.slice() };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('sessions', { keyPath: 'id' });
      db.createObjectStore('tables');
      db.createObjectStore('results');
    },
    terminated: () => (opening = undefined),
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Every session kept, the newest first. */
export async function listSessions(): Promise<SessionMeta[]> {
  const all = await (await database()).getAll('sessions');
  return all.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

export async function saveMeta(meta: SessionMeta): Promise<void> {
  await (await database()).put('sessions', meta);
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

export async function removeSession(id: string): Promise<void> {
  const transaction = (await database()).transaction(ALL, 'readwrite');
  await Promise.all([
    transaction.objectStore('sessions').delete(id),
    transaction.objectStore('tables').delete(ofSession(id)),
    transaction.objectStore('results').delete(ofSession(id)),
    transaction.done,
  ]);
}

/** The session with this id; undefined when there is none. */
export async function loadSession(id: string): Promise<SessionContents | undefined> {
  const transaction = (await database()).transaction(ALL, 'readonly');
  const tables = transaction.objectStore('tables');
  const [meta, train, test, results] = await Promise.all([
    transaction.objectStore('sessions').get(id),
    tables.get([id, 'train']),
    tables.get([id, 'test']),
    transaction.objectStore('results').getAll(ofSession(id)),
  ]);
  if (!meta) return undefined;
  return { meta, dataset: datasetOf(meta, train, test), results: arranged(meta, results) };
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
