// What each picture shows, and how the page comes to show it.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {(page: Page) => Promise<void>} Act */
/** @typedef {{ name: string, tab: string, prepare?: Act, frame?: Act }} Picture */

const card = (/** @type {Page} */ page, /** @type {string} */ method) =>
  page.locator(`[data-testid=result-card][data-method=${method}]`).first();

/** Brings a part of the page under the header. */
const under = async (/** @type {import('@playwright/test').Locator} */ part) =>
  part.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 128));

const choose = async (
  /** @type {Page} */ page,
  /** @type {string} */ select,
  /** @type {RegExp} */ option,
) => {
  await page.getByTestId(select).click();
  await page.getByRole('option', { name: option }).click();
};

const method = (/** @type {Page} */ page, /** @type {string} */ title) =>
  page.getByTestId('method').getByText(title, { exact: true }).click();

const digits = gunzipSync(
  readFileSync(new URL('../../public/samples/digits.csv.gz', import.meta.url)),
)
  .toString()
  .split('\n');
/** The label that the sample has for a row: it comes first in its line. */
const digitOf = (/** @type {number} */ row) => digits[row + 1][0];

/** @type {Picture[]} */
export const pages = [
  { name: 'start', tab: 'data' },
  {
    name: 'data',
    tab: 'data',
    prepare: async (page) => {
      await page.getByTestId('sample-digits').click();
      await page.getByTestId('dataset-ready').waitFor({ state: 'attached' });
    },
  },
  {
    name: 'reduce',
    tab: 'reduce',
    prepare: async (page) => {
      await method(page, 't-SNE');
      await page.getByTestId('run-tsne').click();
      await card(page, 'tsne').waitFor();
    },
  },
  {
    name: 'cluster',
    tab: 'cluster',
    prepare: async (page) => {
      await method(page, 'Gaussian mixture');
      await choose(page, 'input-picker', /^t-SNE/);
      await page.getByTestId('run-gaussianMixture').click();
      await card(page, 'gaussianMixture').waitFor();
    },
  },
  {
    name: 'cnn',
    tab: 'cnn',
    prepare: async (page) => {
      await page.getByTestId('run-cnn').click();
      await card(page, 'cnn').waitFor();
    },
  },
  {
    name: 'semi-supervised',
    tab: 'semi',
    prepare: async (page) => {
      await page.getByTestId('run-labelSpreading').click();
      await card(page, 'labelSpreading').waitFor();
      // Its picture comes last.
      await page
        .getByTestId('job-running')
        .or(page.getByTestId('job-queued'))
        .first()
        .waitFor({ state: 'detached' });
    },
  },
  {
    name: 'label-by-hand',
    tab: 'semi',
    prepare: async (page) => {
      await page.getByTestId('hand-open').click();
      await choose(page, 'hand-way', /^Least sure/);
      const images = page.getByTestId('to-label');
      await images.first().focus();
      // Half of them by their keys, rightly.
      for (const image of (await images.all()).slice(0, 12)) {
        const name = await image.getAttribute('aria-label');
        await page.keyboard.press(digitOf(Number(/\d+/.exec(name ?? '')?.[0])));
      }
    },
  },
  {
    name: 'compare',
    tab: 'compare',
    prepare: async (page) => {
      await page.getByTestId('tab-semi').click();
      await page.getByTestId('hand-clear').click();
      await page.getByTestId('hand-open').click();
      await page.getByTestId('tab-compare').click();
    },
  },
  {
    name: 'study',
    tab: 'study',
    prepare: async (page) => {
      for (const box of await page.locator('[data-testid^=study-experiment-]').all()) {
        const id = await box.getAttribute('data-testid');
        await box.setChecked(!/(cnn|supervisedClustering|test|budget|3d)$/.test(id ?? ''));
      }
      await page.getByTestId('run-study').click();
      await page.locator('[data-testid=study-progress][data-state=done]').waitFor();
      await page.getByTestId('study-show-tsne2d').click();
    },
    frame: (page) => under(page.getByRole('region', { name: 'Draw it' })),
  },
];
