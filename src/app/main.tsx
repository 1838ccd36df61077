import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createLab, type Lab } from '../engine/lab';
import { LinkFollower } from '../state/link/follower';
import { forgetWithData } from '../state/selection';
import type { PageServices } from '../state/page-services';
import { SessionKeeper } from '../state/session/keeper';
import { App } from './app';
import { CannotRun } from './cannot-run';
import { exposeToScripts, labOptionsFrom } from './automation';
import { missingNeeds } from './needs';
import { startOffline } from './offline';
import { prefetchPages } from './prefetch';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const missing = missingNeeds();
const show = (page: ReactNode): void => createRoot(root).render(<StrictMode>{page}</StrictMode>);
if (missing.length > 0) show(<CannotRun missing={missing} />);
else start();

function start(): void {
  const { sample, ...options } = labOptionsFrom(globalThis.location.search);
  const lab = createLab(options);
  exposeToScripts(lab);
  const session = new SessionKeeper(lab);
  const links = new LinkFollower(lab);
  forgetWithData(lab);
  void begin(lab, { session, links }, sample);
  void startOffline(lab);
  prefetchPages(lab);
  show(<App lab={lab} services={{ session, links }} />);
}

/** What this tab had comes back first; then what the address asks for, as far as it is not open already. */
async function begin(lab: Lab, { session, links }: PageServices, sample?: string): Promise<void> {
  await session.start();
  await links.start();
  if (sample && !lab.dataset.getState().dataset) await lab.openSample(sample);
}
