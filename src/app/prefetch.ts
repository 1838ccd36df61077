import type { Lab } from '../engine/lab';
import { pageKeys } from '../state/navigation';
import { loadPage } from './pages';

/** Safari has no idle callback. */
function whenIdle(work: () => void): void {
  if (globalThis.requestIdleCallback === undefined) setTimeout(work, 2000);
  else requestIdleCallback(work, { timeout: 5000 });
}

async function loadAll(): Promise<void> {
  for (const key of pageKeys) await loadPage[key]();
}

/** Fetches the other pages once data is open, so that no tab has to wait; who only looks in gets none of them. */
export function prefetchPages(lab: Lab): void {
  const stop = lab.dataset.subscribe(({ dataset }) => {
    if (!dataset) return;
    stop();
    whenIdle(() => void loadAll());
  });
}
