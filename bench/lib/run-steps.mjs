// The steps of the study, one after another, as one table.
import { measure } from './measure.mjs';
import { findPython } from './reference.mjs';
import { columns, markdownTable, rowOf } from './report.mjs';
import { steps } from './steps.mjs';

export async function runSteps(data, options) {
  const chosen = steps.filter(({ key }) => options.keys.includes(key));
  const needs = new Set(chosen.flatMap((step) => step.needs ?? []));
  const python = options.reference ? findPython([...needs]) : undefined;
  const results = [];
  for (const step of chosen) {
    console.error(`${step.title} …`);
    try {
      results.push(await measure(step, data, options, python));
      console.error(
        `  ${rowOf(results.at(-1), step.quality).slice(1).filter(Boolean).join('   ')}`,
      );
    } catch (thrown) {
      console.error(`  failed: ${thrown.message}`);
      process.exitCode = 1;
    }
  }
  const table = results.map((one) => rowOf(one, steps.find(({ key }) => key === one.key).quality));
  const [first] = results;
  return {
    text: markdownTable(columns, table),
    browser: first?.ours.browser,
    reference: first?.reference,
  };
}
