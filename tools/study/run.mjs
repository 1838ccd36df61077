import { chromium } from '@playwright/test';
import { browserFlags } from '../lib/browser.mjs';
import { servePage } from '../lib/serve.mjs';
import { prepareFolder, saveFiles } from './files.mjs';
import { peakMemoryBytes } from './memory.mjs';
import {
  chooseExperiments,
  listExperiments,
  openData,
  outcomes,
  startStudy,
  studyState,
} from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./options.mjs').StudyOptions} StudyOptions */
/** @typedef {ReturnType<typeof import('./progress.mjs').startProgress>} ProgressLine */

const LOOK_EVERY_MS = 500;
/** A machine with more to do than cores may leave the page waiting for long; only a page that never answers is broken. */
const ANSWER_MS = 5 * 60_000;
const gibibytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Address of the page with what is asked of it. */
function address(/** @type {string} */ url, /** @type {StudyOptions} */ { threads, backend }) {
  const query = new URLSearchParams({ backend });
  if (threads !== undefined) query.set('threads', String(threads));
  return `${url}?${query}`;
}

/** Rejects when the page is gone or broken: waiting for it might have no end. */
function pageFails(/** @type {Page} */ page) {
  return new Promise((_, reject) => {
    page.on('pageerror', (error) => reject(new Error(`the page threw "${error.message}"`)));
    page.on('crash', () => reject(new Error('the tab died, perhaps for want of memory')));
    page.on('close', () => reject(new Error('the browser was closed')));
  });
}

/**
 * Waits for the study's end, telling how it goes; cancels it when its time is over.
 *
 * @param {Page} page
 * @param {ProgressLine} progress
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} false when its time was over
 */
async function studyEnds(page, progress, timeoutMs) {
  const until = performance.now() + timeoutMs;
  let inTime = true;
  for (;;) {
    const { state, fraction, stage } = await studyState(page);
    if (state !== 'running') return inTime;
    progress.update(fraction, stage);
    if (inTime && performance.now() > until) {
      inTime = false;
      await page.getByTestId('cancel-study').click();
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Serves the built page, runs the study on it and saves its files.
 *
 * @param {StudyOptions} options
 * @param {string} executablePath a Chromium
 * @param {ProgressLine} progress
 * @returns {Promise<{ files: string[], failed: string[] }>} what was written, and what went wrong in words
 */
export async function runStudy(options, executablePath, progress) {
  const server = await servePage();
  const gpu = options.backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [];
  const browser = await chromium.launch({ executablePath, args: [...browserFlags, ...gpu] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(ANSWER_MS);
    const drive = async () => {
      await page.goto(address(server.url, options));
      progress.update(0, 'Reading the data');
      const unreadable = await openData(page, options);
      if (unreadable !== undefined) return { files: [], failed: [unreadable] };
      const offered = await listExperiments(page);
      const { unknown, chosen } = chooseExperiments(offered, options.only);
      if (unknown.length) {
        const names = offered.map(({ key, number }) => `${number} ${key}`).join(', ');
        return {
          files: [],
          failed: [`--only: no experiment is called ${unknown.join(', ')}. There are ${names}.`],
        };
      }
      const keys = chosen.map(({ key }) => key);
      prepareFolder(
        options.out,
        offered.map(({ key }) => key),
      );
      const wrong = await startStudy(page, keys, options.sweep);
      if (wrong !== undefined) return { files: [], failed: [wrong] };
      const inTime = await studyEnds(page, progress, options.timeoutMs);
      const ended = await outcomes(page);
      const peak = await peakMemoryBytes(browser);
      if (peak !== undefined) progress.note(`Peak memory of the tab: ${gibibytes(peak)}`);
      progress.update(1, 'Drawing and saving');
      const any = ended.some(({ state }) => state === 'done');
      const files = any ? await saveFiles(page, options.out, peak) : [];
      const failed = ended
        .filter(({ key, state }) => keys.includes(key) && state !== 'done')
        .map(({ key, state, problem }) => `${key}: ${problem || state}`);
      if (!inTime) failed.unshift(`Not finished in ${options.timeoutMs / 60_000} minutes.`);
      return { files, failed };
    };
    return /** @type {{ files: string[], failed: string[] }} */ (
      await Promise.race([drive(), pageFails(page)])
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
