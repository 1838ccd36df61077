// A page of the benchmarks' own, built from bench/page beside the lab: kernels one by one, and other packages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { browserFlags, ensureBrowser } from '../../tools/lib/browser.mjs';
import { isolation } from '../../tools/lib/headers.mjs';
import { workFolder } from './data.mjs';
import { compilePeak } from './micro/compile-peak.mjs';

const root = fileURLToPath(new URL('../page', import.meta.url));

/** Builds and opens it. `call(method, ...args)` asks its worker; answers are plain values. */
export async function openSidePage() {
  const outDir = join(workFolder, 'page');
  mkdirSync(outDir, { recursive: true });
  await compilePeak();
  const common = {
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
  };
  await build({
    ...common,
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers: isolation },
  });
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserFlags,
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await page.waitForFunction(() => window.side !== undefined);
  return {
    page,
    version: browser.version(),
    call: (which, method, ...args) =>
      page.evaluate(
        ([which, method, args]) => window.side(which)[method](...args),
        [which, method, args],
      ),
    /** Lets the peers' worker read a table; resolves with its rows. */
    async openPeersTable(file) {
      await page.locator('#table').setInputFiles(file);
      return page.evaluate(() =>
        window.side('peers').open(document.querySelector('#table').files[0]),
      );
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
