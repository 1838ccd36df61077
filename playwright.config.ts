import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './tools/lib/browser.mjs';

/** A person's journeys, on the built page. Two at a time: each computes on all threads anyway. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/build.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000, // journeys take seconds; on a machine that does other things too, many
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Nothing slides or fades, so nothing has to be waited for; what may move is tested where it matters.
    serviceWorkers: 'block', // it would fetch all files of the page for each test
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: await findBrowser(true), args: browserFlags },
  },
});
