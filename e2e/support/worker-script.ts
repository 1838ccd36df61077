import type { Page } from '@playwright/test';

/** Lets a script run first in the page's workers of these files. A service worker would fetch them by itself. */
export const runFirst = (page: Page, files: RegExp, script: string) =>
  page.route(files, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script};\n${await response.text()}` });
  });
