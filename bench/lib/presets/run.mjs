// npm run bench -- --presets: what the network's presets reach in the page, and in which time.
import { sampleData } from '../data.mjs';
import { openLab, openTable, runOnce, scoreOfOthers } from '../page.mjs';
import { findPython, runReference } from '../reference.mjs';
import { count, duration, figure, markdownTable } from '../report.mjs';
import { presetRuns } from './presets.mjs';

const SEED = 42;

/** Trains one preset in a browser of its own; what it reaches on the rows that had no part in the training. */
async function train({ preset, labelled }, data, { threads }) {
  const lab = await openLab({ threads });
  try {
    await openTable(lab, { train: data.train });
    const params = await lab.page.evaluate(
      (key) => window.fewlabels.presets.find((one) => one.key === key).params,
      preset,
    );
    const all = { kind: 'all' };
    const rows = labelled ? { kind: 'random', count: labelled, randomState: SEED } : all;
    const pixels = { from: 'pixels', table: 'train', scaling: 'unit' };
    const fit = { action: 'fit', method: 'cnn', params, input: { ...pixels, rows } };
    const ran = await runOnce(lab, fit);
    const { seconds, figures, msPerStep, id } = ran;
    const result = { seconds, rows: ran.rows, epochs: msPerStep.length, browser: lab.version };
    const validation = figures.valAccuracy;
    if (!labelled) return { ...result, validation, reached: validation };
    const everything = { action: 'predict', input: { ...pixels, rows: all } };
    const predicted = await runOnce(lab, everything, id);
    return { ...result, validation, reached: await scoreOfOthers(lab, predicted.id, id) };
  } finally {
    await lab.close();
  }
}

export async function runPresets(data, options) {
  const chosen = presetRuns.filter(({ key }) => options.keys.includes(key));
  const wanted = options.reference && chosen.some(({ reference }) => reference);
  const python = wanted ? findPython(['torch']) : undefined;
  const table = [];
  let browser, reference;
  for (const run of chosen) {
    if (run.data === 'given' && data.isSample) {
      // What it is asked to reach is of handwriting: on pictures of clothes the figure would mislead.
      console.error(`${run.title}: skipped, it needs MNIST; give it by --csv`);
      continue;
    }
    console.error(`${run.title} …`);
    try {
      const own = await train(run, run.data === 'given' ? data : await sampleData(), options);
      const theirs = python && run.reference && (await runReference(python, 'cnnStudy', data));
      browser = own.browser;
      reference ??= theirs;
      table.push([
        run.title,
        count(own.rows),
        count(own.epochs),
        duration(own.seconds),
        theirs ? duration(theirs.seconds[0]) : '',
        figure(own.validation),
        run.labelled ? figure(own.reached) : '',
        theirs ? figure(theirs.figures.valAccuracy) : '',
        run.target === undefined
          ? ''
          : `≥ ${run.target}${own.reached >= run.target ? '' : ', missed'}`,
      ]);
      console.error(`  ${table.at(-1).slice(1).filter(Boolean).join('   ')}`);
    } catch (thrown) {
      console.error(`  failed: ${thrown.message}`);
      process.exitCode = 1;
    }
  }
  const head = [
    'preset',
    'rows with a label',
    'epochs',
    'ours',
    'PyTorch',
    'right: validation',
    'right: rows without a label',
    'PyTorch: validation',
    'target',
  ];
  return { text: markdownTable(head, table), browser, reference };
}
