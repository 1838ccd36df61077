// npm run bench: times the study's steps in the built page, beside scikit-learn and other browser packages.
import { ensureBuild, ensureDependencies } from '../tools/lib/project.mjs';
import { findData } from './lib/data.mjs';
import { readOptions } from './lib/options.mjs';

const options = readOptions(process.argv.slice(2));
ensureDependencies();
ensureBuild();

const { machineFacts } = await import('./lib/machine.mjs');
const { measure } = await import('./lib/measure.mjs');
const { findPython } = await import('./lib/reference.mjs');
const { columns, machineLine, markdownTable, rowOf } = await import('./lib/report.mjs');
const { steps } = await import('./lib/steps.mjs');

const data = await findData(options);
const chosen = steps.filter(({ key }) => options.steps.includes(key));
const needs = new Set(chosen.flatMap((step) => step.needs ?? []));
const python = options.reference ? findPython([...needs]) : undefined;
const results = [];
for (const step of chosen) {
  console.error(`${step.title} …`);
  try {
    results.push(await measure(step, data, options, python));
    console.error(`  ${rowOf(results.at(-1), step.quality).slice(1).filter(Boolean).join('   ')}`);
  } catch (thrown) {
    console.error(`  failed: ${thrown.message}`);
    process.exitCode = 1;
  }
}
const table = results.map((one) => rowOf(one, steps.find(({ key }) => key === one.key).quality));
const machine = machineFacts();
console.log(
  `\n${data.name}\n${machineLine(machine, results[0]?.ours.browser, results[0]?.reference)}\n`,
);
console.log(markdownTable(columns, table));
