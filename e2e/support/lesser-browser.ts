import type { Page } from '@playwright/test';
import { runFirst } from './worker-script';

/** Script that takes these away, as in `navigator.locks`, from the page or the worker that runs it. */
const removal = (names: readonly string[]): string => `
  for (const name of ${JSON.stringify(names)}) {
    const path = name.split('.');
    const last = path.pop();
    const owner = path.reduce((object, key) => object[key], globalThis);
    Object.defineProperty(owner, last, { value: undefined, configurable: true });
  }
`;

/** Makes the browser one that lacks these, in the page and in its workers. Service workers have to be blocked. */
export async function takeAway(page: Page, ...names: string[]): Promise<void> {
  await page.addInitScript(removal(names));
  await runFirst(page, /\/assets\/(jobs|ingest|session|kernel-thread)-[^/]*\.js$/, removal(names));
}

/** Makes canvases of the page draw in two dimensions only. */
export const takeWebglAway = (page: Page) =>
  page.addInitScript(`{
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
      return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...options);
    };
  }`);
