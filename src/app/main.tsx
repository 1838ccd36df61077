import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createLab } from '../engine/lab';
import { App } from './app';
import { exposeToScripts, labOptionsFrom } from './automation';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const { sample, ...options } = labOptionsFrom(globalThis.location.search);
const lab = createLab(options);
exposeToScripts(lab);
if (sample) void lab.openSample(sample);

createRoot(root).render(
  <StrictMode>
    <App lab={lab} />
  </StrictMode>,
);
