import type { Locator, Page } from '@playwright/test';
import { COLOUR_RULES, hindrances } from './support/axe';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

const bar = (page: Page): Locator => page.getByTestId('selection');

/** Drags over a part of a plot, given in shares of its width and height: round it, or from corner to corner. */
async function drag(
  page: Page,
  plot: Locator,
  how: 'round' | 'across',
  [from, to]: readonly [number, number],
): Promise<void> {
  const box = await plot.locator('.nsewdrag').first().boundingBox();
  if (!box) throw new Error('the plot has no place to draw on');
  const at = (x: number, y: number): [number, number] => [
    box.x + box.width * x,
    box.y + box.height * y,
  ];
  await page.mouse.move(...at(from, from));
  await page.mouse.down();
  const round = [
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  for (const [x, y] of how === 'round' ? round : [[to, to]])
    await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
}

async function pcaOf(lab: LabPage): Promise<Locator> {
  await lab.begin();
  await lab.goTo('reduce');
  await lab.chooseMethod('PCA');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
  const card = lab.results('pca');
  await lab.plotIsDrawn(card);
  return card;
}

const selectedCount = async (page: Page): Promise<number> =>
  Number(await bar(page).getAttribute('data-count'));

test.describe('The selection', () => {
  test('goes from a lasso to images, their classes and a file, and back', async ({ lab, page }) => {
    const card = await pcaOf(lab);
    await card.getByText('Lasso', { exact: true }).click();
    await drag(page, card.getByTestId('plot'), 'round', [0.35, 0.6]);
    await expect(bar(page)).toContainText('lasso on PCA 2-D');
    const count = await selectedCount(page);
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(1797);
    await expect(card.getByTestId('picked-here')).toHaveText(
      `${count.toLocaleString('en-GB')} of ${count.toLocaleString('en-GB')} selected rows`,
    );
    await expect(page.getByTestId('selection-mix')).toBeVisible();

    await page.getByTestId('selection-images').click();
    const images = page.getByRole('list', { name: 'Selected images' });
    await expect(images.getByRole('listitem')).toHaveCount(Math.min(30, count));
    const csv = await lab.download(() => page.getByTestId('selection-csv').click());
    expect(csv.trim().split('\n')).toHaveLength(count + 1);

    await images.getByRole('button').first().click();
    await expect(bar(page)).toHaveAttribute('data-count', '1');
    await page.getByTestId('selection-undo').click();
    await expect(bar(page)).toHaveAttribute('data-count', String(count));

    await page.getByTestId('selection-clear').click();
    await expect(bar(page)).toHaveCount(0);
    await expect(card.getByTestId('picked-here')).toHaveCount(0);
    await page.getByTestId('undo-clear').click();
    await expect(bar(page)).toHaveAttribute('data-count', String(count));

    // Chosen rows as the labels there are: all others score what comes of them.
    await page.getByTestId('selection-label').click();
    await page.getByTestId('label-as-in-file').click();
    await lab.goTo('semi');
    await page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseOption('budget-kind', 'Labels given by hand');
    await lab.chooseMethod('Laplace learning');
    await lab.run('laplaceLearning');
    await lab.resultsAre('laplaceLearning', 1);
    const spread = lab.results('laplaceLearning');
    await expect(spread).toContainText(
      `${count} labels spread to ${(1797 - count).toLocaleString('en')} rows`,
    );
    expect(await lab.figure(spread, 'Accuracy')).toBeGreaterThan(60);
  });

  test('is made by a click on a point, or on the image that is in its place', async ({
    lab,
    page,
  }) => {
    const card = await pcaOf(lab);
    const area = card.getByTestId('plot').locator('.nsewdrag').first();
    await card.getByTestId('points-look').click();
    await page.getByRole('slider', { name: 'Size' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('switch', { name: 'Images in place of points' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    const shown = card.getByTestId('thumbnails-shown');
    const imagesShown = async (): Promise<number[]> =>
      ((await shown.textContent()) ?? '')
        .match(/[\d,]+/g)
        ?.map((n) => Number(n.replace(',', ''))) ?? [];
    await expect(shown).toContainText('of 1,797 images in view');
    const [before, all] = await imagesShown();
    await card.getByText('Zoom', { exact: true }).click();
    await drag(page, card.getByTestId('plot'), 'across', [0.4, 0.6]);
    await expect(shown).not.toContainText('1,797');
    const [after, inView] = await imagesShown();
    expect(after / inView).toBeGreaterThan((3 * before) / all);

    const svg = await lab.download(() => card.getByRole('button', { name: /as SVG$/ }).click());
    expect(svg, 'points as large as they are wanted').toContain('M7,0A7,7');
    expect(svg, 'images laid over them').toMatch(/<image [^>]*href="data:image\/png/);

    await card.getByText('Move', { exact: true }).click();
    const box = await area.boundingBox();
    if (!box) throw new Error('no plot');
    const hovered = page.locator('.fl-hover');
    for (let x = 0.3; x < 0.7 && (await hovered.count()) === 0; x += 0.03)
      await page.mouse.move(box.x + box.width * x, box.y + box.height / 2);
    const row = /row ([\d,]+)/.exec(await hovered.innerText())?.[1];
    await page.mouse.down();
    await page.mouse.up();
    await expect(bar(page)).toHaveAttribute('data-count', '1');
    await expect(bar(page)).toContainText(`row ${row}`);
  });

  test('grows with Shift and is let go with other data', async ({ lab, page }) => {
    const card = await pcaOf(lab);
    await card.getByText('Box', { exact: true }).click();
    const plot = card.getByTestId('plot');
    await drag(page, plot, 'across', [0.4, 0.55]);
    await expect(bar(page)).toBeVisible();
    const count = await selectedCount(page);
    await page.keyboard.down('Shift');
    await drag(page, plot, 'across', [0.55, 0.75]);
    await page.keyboard.up('Shift');
    await expect(bar(page)).toContainText('box on PCA 2-D');
    await expect(bar(page)).toContainText(', and box');
    expect(await selectedCount(page)).toBeGreaterThan(count);
    await lab.goTo('data');
    await lab.page.getByTestId('sample-fashion-mnist').click();
    await expect(bar(page)).toHaveCount(0, { timeout: 60_000 });
  });

  test('of a confusion cell stands out in a picture on another page', async ({ lab, page }) => {
    const card = await pcaOf(lab);
    await expect(card.getByTestId('picked-here')).toHaveCount(0);
    await lab.goTo('cluster');
    await lab.chooseMethod('k-means');
    await lab.run('kmeans');
    await lab.resultsAre('kmeans', 1);
    const clustering = lab.results('kmeans');
    await clustering.getByText('As a table, to choose from').click();
    const cells = clustering.getByRole('button', { name: /^true \d, predicted \d: \d+$/ });
    const mistake = cells.filter({ hasText: /^[1-9]/ });
    const label = await mistake.first().getAttribute('aria-label');
    await mistake.first().click();
    const [, truth, count] = /^true (\d).*: ([\d,]+)$/.exec(label ?? '') ?? [];
    await expect(bar(page)).toHaveAttribute('data-count', count.replace(',', ''));
    await expect(bar(page)).toContainText(`true ${truth}`);
    await lab.goTo('reduce');
    await expect(bar(page)).toBeVisible();
    await expect(lab.results('pca').getByTestId('picked-here')).toContainText(
      `${count} of ${count}`,
    );
  });

  test('can be made, read and let go with the keyboard alone', async ({ lab, page }) => {
    const card = await pcaOf(lab);
    await card.getByRole('button', { name: 'Select by label' }).focus();
    await page.keyboard.press('Enter');
    const four = page.getByRole('menuitem', { name: '4 (181)' });
    await four.focus();
    await page.keyboard.press('Enter');
    await expect(bar(page)).toHaveAttribute('data-count', '181');
    await expect(
      page.getByRole('status').filter({ hasText: '181 images selected' }),
    ).toBeAttached();
    await page.getByTestId('selection-clear').focus();
    await page.keyboard.press('Enter');
    await expect(bar(page)).toHaveCount(0);
    await expect(page.getByRole('main')).toBeFocused();
  });

  test('of a heatmap cell, a cluster and a class is made by one click', async ({ lab, page }) => {
    await lab.begin();
    await page.getByRole('button', { name: 'Select by label' }).click();
    await page.getByRole('menuitem', { name: '8 (174)' }).click();
    await expect(bar(page)).toHaveAttribute('data-count', '174');
    await lab.goTo('cluster');
    await lab.chooseMethod('k-means');
    await lab.run('kmeans');
    await lab.resultsAre('kmeans', 1);
    const card = lab.results('kmeans');
    await lab.plotIsDrawn(card);
    await card.getByRole('button', { name: 'Select cluster 0' }).click();
    await expect(bar(page)).toContainText('cluster 0 of');
    // The first cell of the diagonal: true 0, taken for 0.
    const box = await card.locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('no heatmap');
    await page.mouse.click(box.x + box.width / 20, box.y + box.height / 20);
    await expect(bar(page)).toContainText('true 0, taken for it');
  });

  test('of doubtful rows goes from the trust section to the map', async ({ lab, page }) => {
    await lab.begin();
    await lab.goTo('semi');
    await lab.chooseMethod('Label spreading');
    await lab.run('labelSpreading');
    await lab.resultsAre('labelSpreading', 1);
    await lab.goTo('reduce');
    await lab.resultsAre('tsne', 1);
    await lab.goTo('semi');
    const card = lab.results('labelSpreading');
    await card.getByRole('button', { name: /^Select least sure/ }).click();
    await expect(bar(page)).toHaveAttribute('data-count', '100');
    await expect(card.getByTestId('picked-here')).toHaveText('100 of 100 selected rows');
    await card.getByTestId('select-confident').click();
    await expect(bar(page)).toContainText('the surest 80 %');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`The selection in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    const rules = colorScheme === 'dark' ? COLOUR_RULES : undefined;

    test('hinders no assistive software, with its images and tables open', async ({
      lab,
      page,
    }) => {
      await lab.begin();
      await lab.goTo('cluster');
      await lab.run('kmeans');
      await lab.resultsAre('kmeans', 1);
      const card = lab.results('kmeans');
      await lab.plotIsDrawn(card);
      await card.getByText('As a table, to choose from').click();
      await card.getByRole('button', { name: 'Select cluster 0' }).click();
      await page.getByTestId('selection-images').click();
      await expect(page.getByRole('list', { name: 'Selected images' })).toBeVisible();
      expect(await hindrances(page, rules)).toEqual([]);
      await page.getByTestId('selection-clear').click();
      await expect(page.getByTestId('undo-clear')).toBeVisible();
      expect(await hindrances(page, rules), 'with the notice of its end').toEqual([]);
    });
  });
}
