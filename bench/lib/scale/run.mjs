// npm run bench -- --scale: cost against the number of rows.
import { writeFileSync } from 'node:fs';
import { count, duration, markdownTable, mebibytes } from '../report.mjs';
import { growth, timeAt } from './measure.mjs';
import { scaled } from './methods.mjs';
import { scalePlot } from './plot.mjs';

/** Seconds and the tab's memory, and in brackets what the page foretold of the run: seconds, memory beside the table. */
function told({ seconds, memory, foretold }) {
  const before = foretold ? ` (${duration(foretold.seconds)}, ${mebibytes(foretold.bytes)})` : '';
  return `${duration(seconds)}, ${mebibytes(memory)}${before}`;
}

/** Prints a table as it grows on the terminal, the whole as Markdown, and draws it. */
export async function runScale(data, options) {
  const methods = scaled.filter(({ key }) => options.keys.includes(key));
  const measured = [];
  for (const rows of options.sizes) {
    for (const method of methods) {
      try {
        const one = await timeAt(method, rows, data, options);
        measured.push(one);
        console.error(`${method.title}, ${count(rows)} rows: ${told(one)}`);
      } catch (thrown) {
        console.error(`${method.title}, ${count(rows)} rows: ${thrown.message}`);
        process.exitCode = 1;
      }
    }
  }
  const of = (key, rows) => measured.find((one) => one.key === key && one.rows === rows);
  const table = methods.map(({ key, title }) => {
    const cells = options.sizes.map((rows) => {
      const one = of(key, rows);
      return one ? told(one) : '–';
    });
    const exponent = growth(measured.filter((one) => one.key === key));
    return [title, ...cells, exponent === undefined ? '' : exponent.toFixed(2)];
  });
  const head = ['method', ...options.sizes.map((rows) => `${count(rows)} rows`), 'grows as rows^'];
  const series = methods
    .map(({ key, title }) => ({ title, points: measured.filter((one) => one.key === key) }))
    .filter(({ points }) => points.length > 0);
  if (series.length > 0 && options.plot) {
    writeFileSync(options.plot, scalePlot(series));
    console.error(`drawn in ${options.plot}`);
  }
  const made = Math.max(0, ...measured.map((one) => one.made));
  const brackets = '\nIn brackets: what the page foretold, its memory that of the run alone.';
  const note = made > 0 ? `\nUp to ${count(made)} rows are copies moved by one pixel.` : '';
  return { text: markdownTable(head, table) + brackets + note, browser: measured[0]?.browser };
}
