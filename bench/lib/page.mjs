// The built page in a browser, driven through its own engine and workers.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserFlags, ensureBrowser } from '../../tools/lib/browser.mjs';
import { servePage } from '../../tools/lib/serve.mjs';

/** Opens the page in a browser of its own, so that memory is that of one step. */
export async function openLab({ threads } = {}) {
  const server = await servePage();
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserFlags,
  });
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${server.url}${threads ? `?threads=${threads}` : ''}`);
  await page.waitForFunction(() => window.fewlabels !== undefined);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-file';
    document.body.append(input);
  });
  return {
    page,
    version: browser.version(),
    problems,
    async close() {
      await browser.close();
      await server.close();
    },
    /** Highest resident memory of the process that holds page, workers and kernels, in bytes; Linux only. */
    peakMemory: async () => Math.max(...(await renderersOf(browser)).map(highWater)),
    /** Lets the peak begin anew at what is resident now; Linux only. */
    async forgetPeak() {
      for (const process of await renderersOf(browser)) forgetHighWater(process);
    },
  };
}

async function renderersOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

function highWater(process) {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

function forgetHighWater(process) {
  try {
    writeFileSync(`/proc/${process}/clear_refs`, '5');
  } catch {
    // Elsewhere the peak is that since the page was opened.
  }
}

/** Opens a table as a person would choose it, and says how long that took. */
export async function openTable({ page }, { train, test }) {
  const input = page.locator('#bench-file');
  await input.setInputFiles(train);
  const read = await page.evaluate(async () => {
    const [file] = document.querySelector('#bench-file').files;
    const started = performance.now();
    const outcome = await window.fewlabels.lab.openFiles({ train: file });
    if (!outcome.ok) throw new Error(outcome.error.message);
    const { rows, cols, fingerprint } = outcome.value.train;
    return { seconds: (performance.now() - started) / 1000, rows, cols, sha256: fingerprint };
  });
  if (test) {
    await input.setInputFiles(test);
    await page.evaluate(async () => {
      const [file] = document.querySelector('#bench-file').files;
      const outcome = await window.fewlabels.lab.openFiles({ test: file });
      if (!outcome.ok) throw new Error(outcome.error.message);
    });
  }
  return read;
}

/**
 * Runs a spec once, from the call that the Run button makes to its result. `before` in the spec, as input or model, stands
 * for the given result; parameters that are left out take their defaults.
 */
export function runOnce({ page }, spec, before) {
  return page.evaluate(
    async ({ spec, before }) => {
      const { lab, paramsOf } = window.fewlabels;
      const input = spec.input.from === 'result' ? { ...spec.input, result: before } : spec.input;
      const whole =
        spec.action === 'fit'
          ? { ...spec, input, params: paramsOf(spec.method, spec.params) }
          : { ...spec, input, model: before };
      // The page measures the machine a few times after data was opened; that must not fall into what is timed.
      for (let tries = 0; tries < 400 && lab.estimates.getState().measured < 3; tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      const facts = whole.action === 'fit' && lab.factsOf(input);
      const foretold =
        facts && lab.estimate([{ method: whole.method, params: whole.params, input: facts }]);
      const scoring = { embeddingRows: 0, silhouetteRows: 0 };
      const started = performance.now();
      const outcome = await lab.start(whole, { scoring });
      const seconds = (performance.now() - started) / 1000;
      if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
      const { id, rows, stageSeconds, value, evaluation, threads, relaxedSimd } = outcome.value;
      const scores = Object.entries(evaluation ?? {}).filter(
        ([, score]) => typeof score === 'number',
      );
      const figures = { ...value.model?.figures, ...Object.fromEntries(scores) };
      const msPerStep = value.model?.epochs?.map((epoch) => epoch.msPerStep);
      const timed = { seconds, stageSeconds, msPerStep };
      return { id, rows: rows.length, ...timed, foretold, figures, threads, relaxedSimd };
    },
    { spec, before },
  );
}

/** The coordinates of a map or features, row-major. */
export async function valuesOf({ page }, result) {
  const base64 = await page.evaluate((id) => {
    const { value } = window.fewlabels.lab.results.getState().results.find((one) => one.id === id);
    const values = Float32Array.from(value.model ? value.model.coordinates : value.X.data);
    const bytes = new Uint8Array(values.buffer);
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768)
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }, result);
  return Buffer.from(base64, 'base64');
}

/** Share of right predictions, of the rows of a table that a fit did not take. */
export const scoreOfOthers = ({ page }, prediction, fit) =>
  page.evaluate(
    ([prediction, fit]) => {
      const { lab } = window.fewlabels;
      const found = (id) => lab.results.getState().results.find((one) => one.id === id);
      const taken = new Set(found(fit).rows);
      const { rows, value } = found(prediction);
      const { labels } = lab.dataset.getState().dataset.train;
      const others = Array.from(rows, (row, i) => [row, value.prediction.labels[i]]).filter(
        ([row]) => !taken.has(row),
      );
      return others.filter(([row, label]) => labels[row] === label).length / others.length;
    },
    [prediction, fit],
  );

export const removeResult = ({ page }, result) =>
  page.evaluate((id) => window.fewlabels.lab.removeResult(id), result);
