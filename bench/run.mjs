// npm run bench: times the study's steps in the built page, beside scikit-learn and other browser packages.
import { ensureBuild, ensureDependencies } from '../tools/lib/project.mjs';
import { findData } from './lib/data.mjs';
import { readOptions } from './lib/options.mjs';

const options = readOptions(process.argv.slice(2));
ensureDependencies();
ensureBuild();

const { machineFacts } = await import('./lib/machine.mjs');
const { machineLine } = await import('./lib/report.mjs');

/** What each mode runs: (data, options) → { text, browser, reference }. */
const modes = {
  steps: async () => (await import('./lib/run-steps.mjs')).runSteps,
  peers: async () => (await import('./lib/peers/run.mjs')).runPeers,
  micro: async () => (await import('./lib/micro/run.mjs')).runMicro,
  scale: async () => (await import('./lib/scale/run.mjs')).runScale,
  presets: async () => (await import('./lib/presets/run.mjs')).runPresets,
};

const data = await findData(options);
const run = await modes[options.mode]();
const { text, browser, reference } = await run(data, options);
console.log(`\n${data.name}\n${machineLine(machineFacts(), browser, reference)}\n`);
console.log(text);
