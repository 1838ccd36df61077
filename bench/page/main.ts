// Opens the worker that is asked for and lets the benchmarks call it.
import { wrap, type Remote } from 'comlink';
import type { MicroApi } from './micro/worker';
import type { PeersApi } from './peers/worker';

interface Workers {
  micro: Remote<MicroApi>;
  peers: Remote<PeersApi>;
}

declare global {
  interface Window {
    side: <W extends keyof Workers>(which: W) => Workers[W];
  }
}

const open = {
  micro: () =>
    wrap<MicroApi>(new Worker(new URL('./micro/worker.ts', import.meta.url), { type: 'module' })),
  peers: () =>
    wrap<PeersApi>(new Worker(new URL('./peers/worker.ts', import.meta.url), { type: 'module' })),
};
const opened: Partial<Workers> = {};

window.side = (which) => (opened[which] ??= open[which]() as never);
