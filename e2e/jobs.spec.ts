import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

// As most people have it: what moves costs time.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

/** t-SNE of 8,000 clothes, begun: a quarter of a minute or more on two cores. */
async function startLongJob(lab: LabPage): Promise<void> {
  await lab.begin('fashion-mnist');
  await lab.goTo('reduce');
  await lab.chooseMethod('t-SNE');
  await lab.setParam('nIter', '20000');
  await lab.run('tsne');
  await expect(lab.main.getByText('in the making')).toBeVisible({ timeout: 60_000 });
}

/** Drags the slider of a map in the making to an earlier picture, which stays, and follows the work again. */
async function looksBack(page: Page): Promise<void> {
  const history = page.getByTestId('history');
  const told = history.getByText(/^iteration /);
  const slider = history.getByRole('slider');
  const framesAre = async (count: number): Promise<void> => {
    await expect
      .poll(async () => Number(await history.getAttribute('data-frames')))
      .toBeGreaterThanOrEqual(count);
  };
  const picture = () =>
    history.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await framesAre(4);
  const thumb = await slider.boundingBox();
  if (!thumb) throw new Error('no slider');
  const left = (await history.boundingBox())?.x ?? 0;
  const y = thumb.y + thumb.height / 2;
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(thumb.x - 80, y, { steps: 4 });
  await page.mouse.move(left, y, { steps: 4 });
  await page.mouse.up();
  const earlier = await told.innerText();
  const seen = await picture();
  await framesAre(Number(await history.getAttribute('data-frames')) + 2);
  await expect(told, 'an earlier picture stays while others come').toHaveText(earlier);
  expect(await picture()).toBe(seen);
  await expect(slider).toHaveAttribute('aria-valuenow', '0');

  const follow = history.getByRole('button', { name: 'Follow the work again' });
  await follow.click();
  await expect(follow).toBeDisabled();
  const at = await told.innerText();
  await expect(told, 'the newest picture is followed').not.toHaveText(at);
  expect(await picture()).not.toBe(seen);

  // The right end of the slider follows too.
  await slider.press('Home');
  await expect(told).toHaveText(earlier);
  await slider.press('End');
  await expect(follow).toBeDisabled();
}

test.describe('A long job', () => {
  test('tells how far it is, and stops with what it has', async ({ lab }) => {
    await startLongJob(lab);
    await expect(lab.runningJob).toContainText(/iteration/i);
    await expect(lab.runningJob).toContainText(/left/);
    // Whatever moves without end is drawn sixty times a second: without a GPU that takes a core from the job.
    const endless = await lab.page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity)
        .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.className : '')),
    );
    expect(endless).toEqual([]);
    await looksBack(lab.page);
    await lab.page.getByTestId('stop').click();
    await lab.resultsAre('tsne', 1);
    await expect(lab.results('tsne')).toHaveAttribute('data-state', 'stopped');
    await lab.plotIsDrawn(lab.results('tsne'));
  });

  test('is cancelled at once and leaves nothing; the next one runs', async ({ lab }) => {
    await startLongJob(lab);
    await lab.page.getByTestId('cancel').click();
    await expect(lab.page.getByTestId('job-cancelled')).toBeVisible({ timeout: 5000 });
    await expect(lab.results()).toHaveCount(0);
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
  });

  test('goes on while other pages are open, and others wait for it', async ({ lab }) => {
    await startLongJob(lab);
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await expect(lab.page.getByTestId('job-queued')).toBeVisible();
    await lab.goTo('compare');
    const running = lab.page.getByRole('status').filter({ hasText: 't-SNE' });
    await expect(running).toBeVisible();
    await lab.goTo('data');
    await lab.page.getByRole('button', { name: /^Stop t-SNE/ }).click();
    await expect(running).toBeHidden({ timeout: 30_000 });
    await lab.goTo('reduce');
    await lab.resultsAre('pca', 1);
    await expect(lab.results('tsne')).toHaveAttribute('data-state', 'stopped');
  });
});

test.describe('The form', () => {
  test('keeps a result’s settings when the form changes', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('Isomap');
    await lab.setParam('nNeighbors', '9');
    await lab.run('isomap');
    await lab.resultsAre('isomap', 1);
    await lab.setParam('nNeighbors', '12');
    const settings = lab.results('isomap').getByText('Settings that made it');
    await settings.click();
    await expect(lab.results('isomap')).toContainText('n_neighbors = 9');
    await expect(lab.results('isomap')).not.toContainText('n_neighbors = 12');
    await lab.goTo('data');
    await lab.goTo('reduce');
    await expect(lab.page.getByTestId('param-nNeighbors')).toHaveValue('12');
  });

  test('does not start with a value out of range, and says why', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('t-SNE');
    for (const [param, value] of [
      ['perplexity', '0'],
      ['perplexity', '5000'],
      ['nIter', '10'],
      ['earlyExaggeration', ''],
    ]) {
      const field = lab.page.getByTestId(`param-${param}`);
      const before = await field.inputValue();
      await lab.setParam(param, value);
      await expect(lab.page.getByTestId('run-tsne')).toBeDisabled();
      await lab.setParam(param, before);
      await expect(lab.page.getByTestId('run-tsne')).toBeEnabled();
    }
  });

  test('refuses a value that only this data rules out', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('t-SNE');
    await lab.page.getByTestId('rows-kind').click();
    await lab.page.getByRole('option', { name: 'Every k-th row' }).click();
    await lab.page.getByTestId('rows-step').fill('100');
    await lab.run('tsne');
    await expect(lab.main.getByRole('alert')).toContainText(/perplexity/i);
    await expect(lab.results()).toHaveCount(0);
  });
});
