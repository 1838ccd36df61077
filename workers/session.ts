// Keeps sessions in the browser's database and packs them into files, apart from the page.
import { expose, transfer } from 'comlink';
import { toFailure, type Outcome } from '../src/core/failure';
import { transferableBuffers } from '../src/core/transferables';
import type { SessionApi } from '../src/session/api';
import type { SessionContents } from '../src/session/contents';
import { packSession, unpackSession } from '../src/session/pack';
import { withSharedPixels } from '../src/session/shared-pixels';
import { storageFailure } from '../src/session/storage-failure';
import * as store from '../src/session/store';

async function kept<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work };
  } catch (thrown) {
    return { ok: false, error: storageFailure(thrown) };
  }
}
const ready = (contents: SessionContents): SessionContents => ({
  ...contents,
  dataset: withSharedPixels(contents.dataset),
});
const moved = <T>(answer: T): T => transfer(answer, transferableBuffers(answer));

const api: SessionApi = {
  list: () => kept(store.listSessions()),
  load: async (id) =>
    moved(await kept(store.loadSession(id).then((contents) => contents && ready(contents)))),
  saveMeta: (meta) => kept(store.saveMeta(meta)),
  saveTable: (session, part, table) => kept(store.saveTable(session, part, table)),
  saveResult: (session, result) => kept(store.saveResult(session, result)),
  removeResult: (session, id) => kept(store.removeResult(session, id)),
  saveCheckpoint: (session, job, checkpoint) =>
    kept(store.saveCheckpoint(session, job, checkpoint)),
  removeSession: (id) => kept(store.removeSession(id)),
  async pack(contents) {
    try {
      return { ok: true, value: packSession(contents) };
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  },
  async unpack(file) {
    try {
      const contents = await unpackSession(new Uint8Array(await file.arrayBuffer()));
      return moved({ ok: true as const, value: ready(contents) });
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  },
};
expose(api);
