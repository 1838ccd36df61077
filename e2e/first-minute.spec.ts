import { expect, test } from './support/fixtures';

test('a new user sees what it is, and has a coloured map of a sample after one click', async ({
  lab,
  page,
}) => {
  await lab.open();
  await expect(lab.main).toContainText('Your data never leaves this tab');
  await expect(lab.main).toContainText('Drop train.csv here');
  const previews = page.getByRole('region', { name: 'Samples' }).locator('img');
  await expect(previews).toHaveCount(2);
  for (const preview of await previews.all())
    expect(await preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    );
  await page.getByTestId('sample-map-digits').click();
  await lab.resultsAre('tsne', 1);
  const map = lab.results('tsne');
  await lab.plotIsDrawn(map);
  await expect(map).toContainText('1,797 rows');
  await expect(map.getByRole('button', { name: 'Select by label' })).toBeVisible();
  await expect(page.getByTestId('run-tsne')).toBeVisible();
});

test('the study tells its way before any data is open', async ({ lab }) => {
  await lab.open();
  await lab.goTo('study');
  await expect(lab.main.getByRole('region')).toHaveCount(5);
  await expect(lab.main.getByRole('region', { name: 'With few labels' })).toContainText(
    'Label spreading',
  );
  await lab.main.getByRole('button', { name: 'Open data' }).click();
  await expect(lab.page.getByTestId('sample-digits')).toBeVisible();
});
