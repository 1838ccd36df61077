import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createLab } from '../engine/lab';
import { LinkFollower } from '../state/link/follower';
import { forgetWithData } from '../state/selection';
import { SessionKeeper } from '../state/session/keeper';
import { App } from './app';
import { exposeToScripts, labOptionsFrom } from './automation';
import { startOffline } from './offline';
import { prefetchPages } from './prefetch';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const { sample, ...options } = labOptionsFrom(globalThis.location.search);
const lab = createLab(options);
exposeToScripts(lab);
const session = new SessionKeeper(lab);
const links = new LinkFollower(lab);
forgetWithData(lab);
void begin();
void startOffline(lab);
prefetchPages(lab);

/** What this tab had comes back first; then what the address asks for, as far as it is not open already. */
async function begin(): Promise<void> {
  await session.start();
  await links.start();
  if (sample && !lab.dataset.getState().dataset) await lab.openSample(sample);
}

createRoot(root).render(
  <StrictMode>
    <App lab={lab} services={{ session, links }} />
  </StrictMode>,
);
