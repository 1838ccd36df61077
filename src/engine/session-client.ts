import { wrap, type Remote } from 'comlink';
import { failure, toFailure, type Outcome } from '../core/failure';
import type { SessionApi } from '../session/api';
import { deathOf } from './worker-death';

type Call = keyof SessionApi;
type Answer<C extends Call> = Awaited<ReturnType<SessionApi[C]>>;

/** The session worker, started when first wanted; started again after it died. */
export class SessionClient {
  private worker: { api: Remote<SessionApi>; death: Promise<never> } | undefined;

  private start(): { api: Remote<SessionApi>; death: Promise<never> } {
    const worker = new Worker(new URL('../../workers/session.ts', import.meta.url), {
      type: 'module',
      name: 'session',
    });
    const death = deathOf([worker]);
    death.catch(() => {
      worker.terminate();
      this.worker = undefined;
    });
    return { api: wrap<SessionApi>(worker), death };
  }

  async call<C extends Call>(name: C, ...args: Parameters<SessionApi[C]>): Promise<Answer<C>> {
    try {
      this.worker ??= this.start();
      const { api, death } = this.worker;
      const method = api[name] as unknown as (
        ...args: Parameters<SessionApi[C]>
      ) => Promise<Answer<C>>;
      return await Promise.race([method(...args), death]);
    } catch (thrown) {
      const { message } = toFailure(thrown);
      const lost: Outcome<never> = failure('workerDied', `The session worker failed: ${message}`);
      return lost as Answer<C>;
    }
  }
}
