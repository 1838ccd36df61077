import { createStore } from 'zustand/vanilla';
import type { Outcome } from '../../core/failure';
import type { Lab } from '../../engine/lab';
import { SessionClient } from '../../engine/session-client';
import type { StudyState } from '../../engine/study-run';
import type { SessionContents, SessionMeta } from '../../session/contents';
import type { BudgetCell } from '../../study/budget';
import { currentPage, goTo, onPageChanged, isPageKey } from '../navigation';
import { keptPages, onPagesChanged, restorePages } from '../page-state';
import { rememberedSession, TabLock } from './tab-lock';
import { UnfinishedRuns, type CutOff } from './unfinished';
import { SessionWriter } from './writer';

/** Something that happened to the session and that the person should hear of once. */
export type SessionEvent =
  | { kind: 'restored'; meta: SessionMeta; cutOff: readonly CutOff[] }
  /** Other data took the place of a session that is kept. */
  | { kind: 'left'; meta: SessionMeta };

export interface SessionState {
  /** Whether the session of before is still being looked for. */
  starting: boolean;
  /** Other sessions kept in this browser, the newest first. */
  earlier: readonly SessionMeta[];
  event?: SessionEvent;
}

/** Changes of forms and the like are gathered for this long before they are written. */
const GATHER_MS = 400;
/** How many sessions of before are kept beside those that are open. */
const KEPT_EARLIER = 5;

const newId = (): string =>
  `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/** Keeps the session in the browser as it grows, brings it back after a reload, and moves it to and from a file. */
export class SessionKeeper {
  readonly store = createStore<SessionState>(() => ({ starting: true, earlier: [] }));
  readonly writer: SessionWriter;
  readonly unfinished: UnfinishedRuns;
  private readonly lab: Lab;
  private readonly client = new SessionClient();
  private readonly lock = new TabLock();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped: (() => void)[] = [];
  /** While the lab is being made as it was, what it shows in between is not written. */
  private applying = false;
  /** The unfinished jobs that the record was last asked to name. */
  private named = '';

  constructor(lab: Lab) {
    this.lab = lab;
    this.writer = new SessionWriter(this.client, newId());
    this.unfinished = new UnfinishedRuns(lab, () => this.keepUnfinished());
  }

  /** Brings back the session this tab had, if it had one, and keeps what comes from then on. */
  async start(): Promise<void> {
    const before = rememberedSession();
    if (before !== undefined) {
      const mine = await this.lock.take(before);
      const loaded = await this.client.call('load', before);
      if (loaded.ok && loaded.value) {
        // A duplicated tab goes on with a copy of its own.
        if (mine) this.writer.turnTo(before, loaded.value);
        this.apply(loaded.value);
      }
    }
    if (this.writer.session !== before) this.lock.begin(this.writer.session);
    this.store.setState({ starting: false });
    this.watch();
    void this.refreshEarlier();
  }

  private apply(contents: SessionContents): void {
    const { meta, dataset, results } = contents;
    this.applying = true;
    restorePages(meta.pages);
    this.lab.restore({
      dataset,
      results,
      study: meta.study as StudyState | undefined,
      budget: meta.budget as BudgetCell[] | undefined,
      handLabels: meta.handLabels,
    });
    this.applying = false;
    const cutOff = this.unfinished.restore(contents);
    this.keep();
    this.store.setState({ event: { kind: 'restored', meta, cutOff } });
  }

  private watch(): void {
    const { dataset, results, jobs, study, budget, handLabels } = this.lab;
    const later = (): void => this.scheduleMeta();
    const flush = (): void => {
      if (document.visibilityState === 'hidden' && this.timer !== undefined) void this.saveMeta();
    };
    document.addEventListener('visibilitychange', flush);
    this.stopped = [
      this.lab.onBeforeReplace(() => this.turnPage()),
      dataset.subscribe((state, before) => state.dataset !== before.dataset && this.keep()),
      results.subscribe(() => this.keepResults()),
      jobs.subscribe(() => this.keepUnfinished()),
      study.subscribe((state, before) => state.experiments !== before.experiments && later()),
      budget.subscribe((state, before) => state.cells !== before.cells && later()),
      handLabels.store.subscribe((state, before) => state.codes !== before.codes && later()),
      onPagesChanged(later),
      onPageChanged(later),
      () => document.removeEventListener('visibilitychange', flush),
    ];
    this.keep();
  }

  private keep(): void {
    const { dataset } = this.lab.dataset.getState();
    if (!dataset || this.applying) return;
    this.writer.writeDataset(dataset);
    this.keepResults();
    this.keepUnfinished();
  }

  private keepResults(): void {
    if (this.applying || !this.lab.dataset.getState().dataset) return;
    this.writer.writeResults(this.lab.results.getState().results);
    this.scheduleMeta();
  }

  /** Called with every progress of a job: writes only what changed. */
  private keepUnfinished(): void {
    if (this.applying || !this.lab.dataset.getState().dataset) return;
    this.writer.writeCheckpoints(this.unfinished.checkpoints());
    const named = this.unfinished.list().map(({ job }) => job);
    if (named.join() !== this.named) this.scheduleMeta();
    this.named = named.join();
  }

  stop(): void {
    for (const end of this.stopped) end();
  }

  private scheduleMeta(): void {
    this.writer.setDue(true);
    this.timer ??= setTimeout(() => void this.saveMeta(), GATHER_MS);
  }

  private async saveMeta(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.lab.dataset.getState().dataset) await this.writer.writeMeta(this.meta());
    else this.writer.setDue(false);
  }

  private meta(): SessionMeta {
    const { dataset, results, study, budget, handLabels } = this.lab;
    const { classes, rows, codes } = handLabels.given(false);
    const open = dataset.getState().dataset;
    return {
      id: this.writer.session,
      version: __APP_VERSION__,
      savedAt: new Date().toISOString(),
      page: currentPage(),
      data: open && {
        name: open.name,
        sampleId: open.sampleId,
        licence: open.licence,
        source: open.source,
        rows: open.train.rows,
        testRows: open.test?.rows,
      },
      results: results.getState().results.map(({ id, name, pinned }) => ({ id, name, pinned })),
      study: study.getState(),
      budget: budget.getState().cells,
      ...(rows.length > 0 || open?.train.addedClasses
        ? { handLabels: { classes, rows, codes, renamedClasses: open?.train.renamedClasses } }
        : {}),
      pages: keptPages(),
      unfinished: this.unfinished.list(),
    };
  }

  /** Begins a new session, unless the present one is still empty. */
  private turnPage(): void {
    if (!this.lab.dataset.getState().dataset) return;
    this.leave();
    const next = newId();
    this.writer.turnTo(next);
    this.lock.begin(next);
  }

  /** The session so far stays kept when there is anything in it that could not be had again. */
  private leave(): void {
    const open = this.lab.dataset.getState().dataset;
    if (!open) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const meta = this.meta();
    const begun = Object.keys(this.unfinished.checkpoints()).length > 0;
    this.unfinished.forget();
    if (meta.results.length > 0 || meta.handLabels || begun || !open.sampleId) {
      this.store.setState({ event: { kind: 'left', meta } });
      void this.writer.writeMeta(meta).then(() => this.refreshEarlier());
    } else {
      void this.writer.remove(meta.id);
    }
  }

  /** Goes on with a session kept earlier; the present one stays kept. */
  async goOnWith(id: string): Promise<Outcome<unknown>> {
    const loaded = await this.client.call('load', id);
    if (!loaded.ok) return loaded;
    if (!loaded.value) {
      await this.refreshEarlier();
      return {
        ok: false,
        error: { code: 'badInput', message: 'That session is not kept any more.' },
      };
    }
    if (await this.lock.take(id)) {
      this.leave();
      this.writer.turnTo(id, loaded.value);
    } else {
      this.turnPage();
    }
    this.show(loaded.value);
    return loaded;
  }

  /** Opens a session file; the present session stays kept. */
  async openFile(file: Blob): Promise<Outcome<unknown>> {
    const contents = await this.client.call('unpack', file);
    if (!contents.ok) return contents;
    this.turnPage();
    this.show(contents.value);
    return contents;
  }

  private show(contents: SessionContents): void {
    this.apply(contents);
    const { page } = contents.meta;
    goTo(isPageKey(page) ? page : 'data');
    void this.refreshEarlier();
  }

  /** The whole session as one file. */
  pack(): Promise<Outcome<Blob>> {
    const { dataset } = this.lab.dataset.getState();
    const { results } = this.lab.results.getState();
    const checkpoints = this.unfinished.checkpoints();
    const contents = { meta: this.meta(), dataset, results: [...results], checkpoints };
    return this.client.call('pack', contents);
  }

  /** An empty lab. The session so far stays kept. */
  startAfresh(): void {
    this.turnPage();
    restorePages({});
    this.applying = true;
    this.lab.restore({ results: [] });
    this.applying = false;
    this.store.setState({ event: undefined });
    goTo('data');
  }

  async forget(id: string): Promise<void> {
    await this.writer.remove(id);
    await this.refreshEarlier();
  }

  /** After room was made. */
  retry(): void {
    this.writer.retry();
    this.keep();
  }

  private async refreshEarlier(): Promise<void> {
    const listed = await this.client.call('list');
    if (!listed.ok) return;
    const open = await this.lock.openSessions();
    const earlier = listed.value.filter(({ id }) => id !== this.writer.session && !open.has(id));
    this.store.setState({ earlier: earlier.slice(0, KEPT_EARLIER) });
    for (const { id } of earlier.slice(KEPT_EARLIER)) void this.writer.remove(id);
  }
}
