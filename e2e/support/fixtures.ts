import { test as base, expect, type Page } from '@playwright/test';
import { servePage } from '../../tools/lib/serve.mjs';
import { LabPage } from './lab-page';

interface WorkerFixtures {
  /** Address of the built page with the headers that allow threads. */
  address: string;
  /** The same in a folder of a host that sends none, as static hosts do. */
  plainAddress: string;
}

interface TestFixtures {
  /** What the page may complain of in this test; everything else fails it. */
  allowed: RegExp[];
  watched: void;
  lab: LabPage;
}

/** Console errors, uncaught errors, and requests to anywhere but the page's own server. */
export function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`));
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    const own =
      url.hostname === '127.0.0.1' || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!own) seen.push(`request: ${request.url()}`);
  });
  return seen;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  address: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from here
    async ({}, use) => {
      const server = await servePage();
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  plainAddress: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await servePage({ bare: true, folder: '/courses/few-labels/' });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  allowed: [[], { option: true }],
  watched: [
    async ({ page, allowed }, use) => {
      const seen = watch(page);
      await use();
      const surprising = seen.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(surprising, 'what the page complained of, or asked others for').toEqual([]);
    },
    { auto: true },
  ],
  lab: async ({ page, address }, provide) => provide(new LabPage(page, address)),
});

export { expect };
