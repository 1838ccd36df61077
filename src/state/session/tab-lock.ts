/** Where this tab remembers its session: survives a reload, and a crash when the browser brings its tabs back. */
const KEY = 'fewlabels.session';
/** A page that reloads may hold its lock for a moment after its successor has started. */
const PATIENCE_MS = 1500;

const lockName = (session: string): string => `fewlabels-session:${session}`;

/** The session this tab had before; undefined in a new tab. */
export function rememberedSession(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined; // Storage is blocked: the keeper will say so when it wants to write.
  }
}

function remember(session: string): void {
  try {
    sessionStorage.setItem(KEY, session);
  } catch {
    // As above.
  }
}

/**
 * Marks sessions as open in this tab, so that a duplicated tab does not write into the same one. Browsers without
 * locks (pages that are not secure) trust that nobody duplicates tabs.
 */
export class TabLock {
  private release: () => void = () => undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** Takes a session that only this tab can know of, having just made it up. */
  begin(session: string): void {
    remember(session);
    this.last = this.last.then(() => this.request(session, {}));
  }

  /** Takes a session of before for this tab and lets the one it had go. False when another tab has it. */
  take(session: string): Promise<boolean> {
    const mine = this.last.then(async () => {
      const taken = await this.request(session, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (taken) remember(session);
      return taken;
    });
    this.last = mine;
    return mine;
  }

  private async request(session: string, options: LockOptions): Promise<boolean> {
    if (navigator.locks === undefined) return true;
    return new Promise<boolean>((resolve) => {
      const held = new Promise<void>((release) => {
        navigator.locks
          .request(lockName(session), options, () => {
            this.release();
            this.release = release;
            resolve(true);
            return held;
          })
          .catch(() => resolve(false));
      });
    });
  }

  /** Sessions that some tab has open now. */
  async openSessions(): Promise<Set<string>> {
    // A session that was just left is held until the next one is.
    await this.last;
    const held = (await navigator.locks?.query())?.held ?? [];
    return new Set(held.map(({ name }) => name?.replace(lockName(''), '') ?? ''));
  }
}
