import { createStore } from 'zustand/vanilla';
import type { Lab } from '../engine/lab';
import type { FromServiceWorker, ToServiceWorker } from '../offline/protocol';

export interface OfflineState {
  /** Everything but samples not opened yet is kept: the page works without a network. */
  worksOffline: boolean;
  /** A newer version is there; the next load uses it. */
  newVersion: boolean;
}

export const offline = createStore<OfflineState>(() => ({
  worksOffline: false,
  newVersion: false,
}));

/** Set before the one reload that makes a page isolated, so that a host where it does not help is not reloaded for ever. */
const RELOADED = 'fewlabels.reloaded';
/** How often it is looked whether there is time to fetch the rest of the build. */
const SETTLE_MS = 5000;

/** Someone who only looks in should not fetch everything, and what is being computed goes first. */
const isTime = (lab: Lab): boolean =>
  lab.dataset.getState().dataset !== undefined &&
  lab.jobs.getState().jobs.every(({ state }) => state !== 'running' && state !== 'queued');

/**
 * Starts the service worker of a built page: it keeps the page for offline use, and gives it the headers that threads
 * need where the host does not. Where there can be none (not secure, or switched off) the page works without.
 */
export async function startOffline(lab: Lab): Promise<void> {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (!import.meta.env.PROD || !workers) return;
  const hadOne = workers.controller !== null;
  workers.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
    if (data.type === 'worksOffline') offline.setState({ worksOffline: true });
  });
  workers.addEventListener('controllerchange', () => {
    if (hadOne) offline.setState({ newVersion: true });
    else becomeIsolated(lab);
  });
  try {
    await workers.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
    const { active } = await workers.ready;
    setTimeout(() => keepEverything(active, lab), SETTLE_MS);
  } catch {
    // Some browsers offer service workers and then refuse them (private windows, blocked storage).
  }
}

function keepEverything(worker: ServiceWorker | null, lab: Lab): void {
  if (!isTime(lab)) {
    setTimeout(() => keepEverything(worker, lab), SETTLE_MS);
    return;
  }
  const message: ToServiceWorker = { type: 'keepEverything' };
  (navigator.serviceWorker.controller ?? worker)?.postMessage(message);
}

/** Headers come with a load: one reload, while there is nothing to lose yet. */
function becomeIsolated(lab: Lab): void {
  const { dataset, reading } = lab.dataset.getState();
  if (globalThis.crossOriginIsolated || dataset || reading) return;
  if (sessionStorage.getItem(RELOADED)) return;
  sessionStorage.setItem(RELOADED, 'yes');
  globalThis.location.reload();
}
