// The report's files, by the page's own download buttons.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** @typedef {import('@playwright/test').Page} Page */

/** Drawing every plot of 42,000 points without a graphics card takes about a minute. */
const DRAW_MS = 10 * 60_000;
const FILES = new Set(['report.json', 'report.html', 'predictions.csv']);

/** Makes the folder, and takes away an earlier run's files: nothing there is from another run. */
export function prepareFolder(/** @type {string} */ out, /** @type {string[]} */ keys) {
  mkdirSync(out, { recursive: true });
  const isPlot = (/** @type {string} */ name) =>
    name.endsWith('.png') &&
    keys.some((key) => name === `${key}.png` || name.startsWith(`${key}-`));
  for (const name of readdirSync(out)) {
    if (FILES.has(name) || isPlot(name)) rmSync(join(out, name));
  }
}

async function save(/** @type {Page} */ page, /** @type {string} */ testId) {
  const button = page.getByTestId(testId);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: DRAW_MS }),
    button.click({ timeout: DRAW_MS }), // disabled while the one before is being made
  ]);
  return readFileSync(await download.path());
}

/**
 * Writes what the study page has to give.
 *
 * @param {Page} page
 * @param {string} out
 * @param {number | undefined} peakBytes what only this side can measure
 * @returns {Promise<string[]>} names of the files
 */
export async function saveFiles(page, out, peakBytes) {
  /** @type {[string, Uint8Array | string][]} */
  const files = [];
  const report = JSON.parse((await save(page, 'download-report-json')).toString('utf8'));
  if (peakBytes !== undefined) report.environment.peakMemoryBytes = peakBytes;
  files.push(['report.json', `${JSON.stringify(report, null, 2)}\n`]);
  files.push(['report.html', await save(page, 'download-report-html')]);
  // Every button is disabled while a file is being made; this one also where nothing was predicted.
  await page.getByTestId('download-report-json').click({ trial: true, timeout: DRAW_MS });
  if (await page.getByTestId('download-predictions').isEnabled()) {
    files.push(['predictions.csv', await save(page, 'download-predictions')]);
  }
  const plots = unzipSync(new Uint8Array(await save(page, 'download-plots')));
  files.push(...Object.entries(plots));
  for (const [name, content] of files) writeFileSync(join(out, name), content);
  return files.map(([name]) => name);
}
