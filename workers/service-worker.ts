// The page's one service worker: sends the headers that its host does not, and keeps it for offline use.
import { answer } from '../src/offline/answer';
import { keepBuild } from '../src/offline/keep';
import type { Build, FromServiceWorker, ToServiceWorker } from '../src/offline/protocol';

declare const self: ServiceWorkerGlobalScope;
/** Put in its place by the build. */
declare const __BUILD__: Build;

const base = self.registration.scope;
const build = __BUILD__;

// A new version takes over at once: files carry hashes in their names, and those of the version before are kept.
self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const answered = answer(event.request, base, build.policy);
  if (answered) event.respondWith(answered);
});

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { type } = event.data as ToServiceWorker;
  if (type !== 'keepEverything') return;
  const kept: FromServiceWorker = { type: 'worksOffline' };
  event.waitUntil(keepBuild(build, base).then(() => event.source?.postMessage(kept)));
});
