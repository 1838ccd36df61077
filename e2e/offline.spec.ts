import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { LabPage } from './support/lab-page';

test.use({ serviceWorkers: 'allow' });

/** Why a browser would not install the page as an app, as far as this one tells. */
async function hindrancesToInstall(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  // A Chromium without windows installs nothing and says nothing here; a test's own window counts as a private one.
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  return [
    ...errors.map(({ message }) => message),
    ...installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ];
}

/** Addresses of the manifest's icons of which a picture of the size they claim does not come. */
const wrongIcons = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel=manifest]') ?? {};
    const manifest = (await (await fetch(href ?? '')).json()) as {
      icons: { src: string; sizes: string }[];
    };
    const sized = manifest.icons.filter(({ sizes }) => sizes !== 'any');
    const checked = sized.map(async ({ src, sizes }) => {
      const picture = new Image();
      picture.src = new URL(src, href).href;
      await picture.decode().catch(() => undefined);
      return `${picture.naturalWidth}x${picture.naturalHeight}` === sizes ? [] : [src];
    });
    return (await Promise.all(checked)).flat();
  });

test.describe('On a host that sends no headers', () => {
  test('the service worker gives the page its threads, and it can be installed', async ({
    page,
    plainAddress,
  }) => {
    await page.goto(plainAddress);
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    expect(await hindrancesToInstall(page)).toEqual([]);
    expect(await wrongIcons(page)).toEqual([]);
    const lab = new LabPage(page, plainAddress);
    await lab.openSample('digits');
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
  });

  test.describe('without service workers', () => {
    test.use({ serviceWorkers: 'block' });

    test('everything works on one thread', async ({ page, plainAddress }) => {
      const lab = new LabPage(page, plainAddress);
      await lab.begin();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await lab.goTo('reduce');
      await lab.chooseMethod('PCA');
      await lab.run('pca');
      await lab.resultsAre('pca', 1);
      await lab.page.getByText('Settings that made it').click();
      await expect(lab.page.getByText('1 thread', { exact: false })).toBeVisible();
    });
  });
});

test.describe('Without a network', () => {
  // The browser itself says that a request failed, for instance the look for a new service worker.
  test.use({ allowed: [/ERR_INTERNET_DISCONNECTED/] });

  test('the page comes up again with its session and computes', async ({ lab, page }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    await page.getByTestId('session-menu').click();
    await expect(page.getByRole('menu')).toContainText('Works without a network', {
      timeout: 40_000,
    });
    await page.context().setOffline(true);
    await page.reload();
    await lab.resultsAre('pca', 1);
    await lab.plotIsDrawn(lab.results('pca'));
    await lab.chooseMethod('t-SNE');
    await lab.run('tsne');
    await lab.resultsAre('tsne', 1);
  });
});
