import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, type Page } from 'puppeteer-core';
import { findFirefox } from '../../tools/lib/firefox.mjs';
import { expect, test as base } from './fixtures';
import type { Tab } from './lab-page';

const executablePath = findFirefox();

/** The lab in a Firefox, by the same names on the page as {@link LabPage}: Playwright drives builds of its own only. */
export class FirefoxLab {
  readonly page: Page;
  private readonly address: string;
  private readonly downloads: string;

  constructor(page: Page, address: string, downloads: string) {
    this.page = page;
    this.address = address;
    this.downloads = downloads;
    page.setDefaultTimeout(60_000);
  }

  /** Opens the page; its service worker gives it threads, by one reload. */
  async open(query: string): Promise<void> {
    await this.page.goto(`${this.address}?${query}`);
    await this.page.waitForFunction('crossOriginIsolated');
  }

  async press(testId: string): Promise<void> {
    await this.page.locator(`[data-testid=${testId}]`).click();
  }

  async openSample(id: string): Promise<void> {
    await this.press(`sample-${id}`);
    await this.page.waitForSelector('[data-testid=dataset-ready]');
  }

  async goTo(tab: Tab): Promise<void> {
    await this.press(`tab-${tab}`);
  }

  /** The text of the file that a button gives away. */
  async download(testId: string, name: string): Promise<string> {
    await this.press(testId);
    // While it is written it has a companion whose name ends in `.part`.
    const files = () => readdir(this.downloads).catch(() => []);
    await expect.poll(files, { timeout: 60_000 }).toEqual([name]);
    return readFile(join(this.downloads, name), 'utf8');
  }
}

/** What the page complained of, or asked others for. */
function watch(page: Page, address: string): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // What it says of a request that the service worker's one reload cuts off.
    if (!/A ServiceWorker intercepted the request/.test(String(error)))
      seen.push(`uncaught: ${String(error)}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) seen.push(`request: ${url}`);
  });
  return seen;
}

/** Tests that also have the lab in the system's own Firefox, over WebDriver BiDi, on a host that sends no headers. */
export const test = base.extend<{ firefoxLab: FirefoxLab }>({
  firefoxLab: async ({ plainAddress }, provide, info) => {
    base.skip(
      !executablePath,
      'There is no Firefox: install one, or name it in FEWLABELS_FIREFOX.',
    );
    const downloads = info.outputPath('downloads');
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      defaultViewport: { width: 1440, height: 900 },
      extraPrefsFirefox: { 'browser.download.dir': downloads, 'browser.download.folderList': 2 },
    });
    try {
      const page = await browser.newPage();
      const seen = watch(page, plainAddress);
      await provide(new FirefoxLab(page, plainAddress, downloads));
      expect(seen, 'what the page complained of in Firefox').toEqual([]);
    } finally {
      await browser.close();
    }
  },
});

export { expect };
