// The study page, driven by the buttons a person would press.

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./options.mjs').SweepOptions} SweepOptions */
/** @typedef {{ key: string, number: string, title: string, extra: boolean }} ExperimentEntry */

/** How long opening a file may take: a browser reads some 50 MB a second, and much slower from a network disk. */
const READ_MS = 10 * 60_000;

/**
 * Opens the data and waits until it is read.
 *
 * @param {Page} page
 * @param {{ train?: string, test?: string }} files the built-in digits where there is none
 * @returns {Promise<string | undefined>} why it could not be read
 */
export async function openData(page, { train, test }) {
  if (train === undefined) await page.getByTestId('sample-digits').click();
  else await page.getByTestId('drop-train').setInputFiles(train);
  const problem = await readingEnds(page, 'train');
  if (problem !== undefined || test === undefined) return problem;
  await page.getByTestId('drop-test').setInputFiles(test);
  return readingEnds(page, 'test');
}

async function readingEnds(/** @type {Page} */ page, /** @type {'train' | 'test'} */ table) {
  const ready = page.locator(
    `[data-testid=dataset-ready]${table === 'test' ? ':not([data-test-rows="0"])' : ''}`,
  );
  const error = page.getByTestId('dataset-error');
  await ready.or(error).first().waitFor({ state: 'attached', timeout: READ_MS });
  return (await error.count()) > 0 ? await error.innerText() : undefined;
}

/** @returns {Promise<ExperimentEntry[]>} every experiment the page offers, in its order */
export async function listExperiments(/** @type {Page} */ page) {
  await page.getByTestId('tab-study').click();
  const rows = page.locator('[data-testid^=study-row-]');
  await rows.first().waitFor(); // a page's code comes with its tab
  return rows.evaluateAll((rows) =>
    rows.map((row) => ({
      key: row.getAttribute('data-testid')?.replace('study-row-', '') ?? '',
      number: row.getAttribute('data-number') ?? '',
      title: row.querySelector('h3')?.textContent ?? '',
      extra: row.hasAttribute('data-extra'),
    })),
  );
}

/**
 * The experiments meant by numbers and names; when there are none, all but those that run only when asked for.
 *
 * @param {ExperimentEntry[]} offered
 * @param {string[]} only
 */
export function chooseExperiments(offered, only) {
  const unknown = only.filter(
    (one) => !offered.some(({ key, number }) => number === one || key === one),
  );
  const chosen = offered.filter(
    ({ key, number, extra }) =>
      (only.length === 0 && !extra) || only.includes(number) || only.includes(key),
  );
  return { unknown, chosen };
}

/**
 * Ticks what is wanted and nothing else, says over which budgets, and presses the button.
 *
 * @param {Page} page
 * @param {string[]} keys
 * @param {SweepOptions} sweep
 * @returns {Promise<string | undefined>} what is wrong with that
 */
export async function startStudy(page, keys, sweep) {
  for (const box of await page.locator('[data-testid^=study-experiment-]').all()) {
    const key = (await box.getAttribute('data-testid'))?.replace('study-experiment-', '') ?? '';
    await box.setChecked(keys.includes(key));
  }
  const wrong = keys.includes('budget') ? await fillSweep(page, sweep) : undefined;
  if (wrong !== undefined) return wrong;
  await page.getByTestId('run-study').click();
}

/** @returns {Promise<string | undefined>} what is wrong with these values */
async function fillSweep(
  /** @type {Page} */ page,
  /** @type {SweepOptions} */ { budgets, seeds, features, methods },
) {
  if (budgets !== undefined) await page.getByTestId('budget-budgets').fill(budgets);
  if (seeds !== undefined) await page.getByTestId('budget-seeds').fill(String(seeds));
  const unknown =
    (features && (await choose(page, 'features', 'budget-feature-', features))) ??
    (methods && (await choose(page, 'methods', 'budget-method-', methods)));
  if (unknown) return unknown;
  const problems = page.locator('[data-testid=study-row-budget] .mantine-InputWrapper-error');
  return (await problems.count()) > 0 ? (await problems.allInnerTexts()).join(' ') : undefined;
}

/** Chooses these of a group and no other. @returns {Promise<string | undefined>} which of them there are not */
async function choose(
  /** @type {Page} */ page,
  /** @type {string} */ option,
  /** @type {string} */ prefix,
  /** @type {string[]} */ ids,
) {
  /** @type {string[]} */
  const offered = [];
  for (const chip of await page.locator(`[data-testid^=${prefix}]`).all()) {
    const id = (await chip.getAttribute('data-testid'))?.replace(prefix, '') ?? '';
    offered.push(id);
    // The box itself has no size: its label is what a person presses.
    const label = page.locator(`label[for="${await chip.getAttribute('id')}"]`);
    if ((await chip.isChecked()) !== ids.includes(id)) await label.click();
  }
  const unknown = ids.filter((id) => !offered.includes(id));
  return unknown.length
    ? `--${option}: there is no ${unknown.join(', ')}. There are ${offered.join(', ')}.`
    : undefined;
}

/** How the study stands now, as the page shows it. */
export async function studyState(/** @type {Page} */ page) {
  const bar = page.getByTestId('study-progress');
  const [state, fraction, stage] = await bar.evaluate((element) =>
    ['data-state', 'data-fraction', 'data-stage'].map((name) => element.getAttribute(name) ?? ''),
  );
  return { state, fraction: Number(fraction), stage };
}

/** @returns {Promise<{ key: string, state: string, problem: string }[]>} what became of each experiment */
export async function outcomes(/** @type {Page} */ page) {
  return page.locator('[data-testid^=study-row-]').evaluateAll((rows) =>
    rows.map((row) => ({
      key: row.getAttribute('data-testid')?.replace('study-row-', '') ?? '',
      state: row.getAttribute('data-state') ?? '',
      problem: row.querySelector('[role=alert]')?.textContent ?? '',
    })),
  );
}
