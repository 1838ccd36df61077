import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds on the trace's own clock. */
  ts: number;
  /** Processor time in microseconds. */
  tdur?: number;
  args: { name?: string };
}

const MARK = 'e2e: result shown';

/** Marks the moment at which the page shows its next result. */
const markNextResult = (page: Page): Promise<void> =>
  page.evaluate((mark) => {
    const cards = () => document.querySelectorAll('[data-testid=result-card]').length;
    const before = cards();
    const observer = new MutationObserver(() => {
      if (cards() <= before) return;
      performance.mark(mark);
      observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  }, MARK);

/** Processor milliseconds of the page's own tasks while something goes on: what other programs take is left out. */
export class MainThread {
  private readonly page: Page;
  private readonly session: CDPSession;
  private events: TraceEvent[] = [];

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
    session.on('Tracing.dataCollected', ({ value }) =>
      this.events.push(...(value as unknown as TraceEvent[])),
    );
  }

  static async of(page: Page): Promise<MainThread> {
    return new MainThread(page, await page.context().newCDPSession(page));
  }

  /** Tasks of the page's thread from now until it shows the result that `work` waits for, the longest first. */
  async untilResult(work: () => Promise<void>): Promise<number[]> {
    this.events = [];
    await markNextResult(this.page);
    await this.session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: {
        includedCategories: ['toplevel', 'blink.user_timing', '__metadata'],
        excludedCategories: ['*'],
      },
    });
    await work();
    const complete = new Promise((resolve) => {
      this.session.once('Tracing.tracingComplete', resolve);
    });
    await this.session.send('Tracing.end');
    await complete;
    const threads = new Set(
      this.events
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const shown = this.events.find(({ name }) => name === MARK)?.ts;
    if (shown === undefined) throw new Error('the trace does not hold the moment of the result');
    return this.events
      .filter(
        ({ name, ts, pid, tid }) =>
          name.endsWith('RunTask') && ts <= shown && threads.has(`${pid} ${tid}`),
      )
      .map(({ tdur = 0 }) => tdur / 1000)
      .sort((a, b) => b - a);
  }
}
