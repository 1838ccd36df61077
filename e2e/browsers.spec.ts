import { expect, test } from './support/fixtures';
import { takeAway, takeWebglAway } from './support/lesser-browser';

test('what only some browsers have is done without', async ({ lab, page }) => {
  await takeAway(
    page,
    'SharedArrayBuffer',
    'OffscreenCanvas',
    'indexedDB',
    'requestIdleCallback',
    'navigator.locks',
    'navigator.clipboard',
    'navigator.hardwareConcurrency',
  );
  await takeWebglAway(page);
  await lab.begin();
  await expect(page.getByText('This browser keeps nothing for this page')).toBeVisible();
  await lab.goTo('cnn');
  await lab.setParam('epochs', '1');
  await lab.run('cnn');
  await lab.resultsAre('cnn', 1);
  const network = lab.results('cnn');
  await lab.plotIsDrawn(network);
  await network.getByText('Settings that made it').click();
  await expect(network.getByText('1 thread', { exact: false })).toBeVisible();
  await lab.goTo('reduce');
  await lab.chooseMethod('PCA');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
  // Without WebGL the points are an SVG's.
  await expect(lab.results('pca').locator('.scatterlayer .point')).toHaveCount(1797);
  await lab.setParam('nComponents', '3');
  await lab.run('pca');
  await lab.resultsAre('pca', 2);
  await expect(lab.results('pca').first()).toContainText('No picture in three dimensions here');
});

test.describe('A browser without what everything needs', () => {
  for (const [name, missing] of [
    ['WebAssembly', /no WebAssembly, and/],
    ['DecompressionStream', /no DecompressionStream, and/],
    ['Array.prototype.toSorted', /no ES2023, and/],
  ] as const) {
    test(`is told so: ${name}`, async ({ lab, page }) => {
      await takeAway(page, name);
      await lab.open();
      await expect(page.getByTestId('cannot-run')).toContainText(missing);
    });
  }

  test('is told so: SIMD in WebAssembly', async ({ lab, page }) => {
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    await lab.open();
    await expect(page.getByTestId('cannot-run')).toContainText('no SIMD in WebAssembly, and');
  });
});

test.describe('A page whose script does not come', () => {
  test.use({ allowed: [/ERR_FAILED/] });

  test('says that it has not started', async ({ lab, page }) => {
    await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.abort());
    await lab.open();
    await expect(page.getByText('Fewlabels has not started')).toBeVisible();
  });
});
