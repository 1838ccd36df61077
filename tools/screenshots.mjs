// npm run screenshots [-- --width N --out folder --only page,…]: the pictures of every page in the docs, light and dark.
// Drives the built page as a person would, with the built-in digits and runs of a few seconds.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserFlags, ensureBrowser } from './lib/browser.mjs';
import { ensureBuild, root } from './lib/project.mjs';
import { servePage } from './lib/serve.mjs';
import { pages } from './screenshots/pages.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const HEIGHT = 1000;
/** A page of the docs should not take long to load. */
const MOST_BYTES = 250_000;

const { values } = parseArgs({
  options: {
    width: { type: 'string', default: '1440' },
    out: { type: 'string', default: join(root, 'docs/images') },
    only: { type: 'string' },
  },
});

/** Waits until nothing is drawn any more, and takes away what comes and goes: notices, hints, the pointer. */
async function settle(/** @type {Page} */ page) {
  await page.mouse.move(0, 0);
  for (const cross of await page.getByRole('button', { name: 'Close this notice' }).all()) {
    await cross.click({ timeout: 1000 }).catch(() => undefined); // it may have gone by itself
  }
  await page.waitForFunction(
    () =>
      document.querySelector('[data-testid=plot]:not([data-state=ready])') === null &&
      document.querySelector('.mantine-Notification-root, .mantine-Loader-root') === null,
  );
  // The first frames of WebGL come after the plot says it is ready.
  await page.waitForTimeout(600);
}

async function shoot(/** @type {Page} */ page, /** @type {string} */ name) {
  const path = join(values.out, `${name}.png`);
  await page.screenshot({ path });
  const bytes = statSync(path).size;
  const heavy = bytes > MOST_BYTES;
  if (heavy) process.exitCode = 1;
  console.log(
    `${name}.png ${(bytes / 1000).toFixed(0)} kB${heavy ? ', more than it should be' : ''}`,
  );
}

ensureBuild();
mkdirSync(values.out, { recursive: true });
const server = await servePage();
const browser = await chromium.launch({
  executablePath: await ensureBrowser(),
  args: browserFlags,
});
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: HEIGHT },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(120_000);
  await page.goto(server.url);
  const only = values.only?.split(',');
  // Each makes what the next ones start from.
  for (const { name, tab, prepare, frame } of pages) {
    await page.getByTestId(`tab-${tab}`).click();
    await prepare?.(page);
    if (only && !only.includes(name)) continue;
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(() => scrollTo(0, 0));
      await frame?.(page);
      await settle(page);
      await shoot(page, `${name}-${colorScheme}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
