import { expect, test } from './support/fixtures';

test.describe('Accuracy against budget', () => {
  test('draws curves, goes on with more seeds, gives its points away and keeps them', async ({
    lab,
  }) => {
    const { page } = lab;
    await lab.begin();
    await lab.goTo('semi');
    const section = page.getByRole('region', { name: 'Accuracy against budget' });
    for (const other of [
      'Label propagation',
      'Laplace learning',
      'PoissonMBO',
      'Straightened gradients',
    ])
      await section.getByText(other, { exact: true }).click();
    await page.getByTestId('budget-budgets').fill('1, 5, 10 %');
    await page.getByTestId('budget-seeds').fill('2');
    await expect(section).toContainText('12 fits.');
    await page.getByTestId('run-budget').click();
    await expect(section).toContainText('All 12 fits are done.', { timeout: 60_000 });
    await lab.plotIsDrawn(section);

    await page.getByTestId('budget-seeds').fill('3');
    await expect(section).toContainText('12 of 18 fits are done.');
    await page.getByTestId('run-budget').click();
    await expect(section).toContainText('All 18 fits are done.', { timeout: 60_000 });

    const rows = page.getByTestId('budget-table').getByRole('row');
    await expect(rows.nth(0)).toHaveText('methodfeatures1510 %');
    await expect(rows.nth(1)).toHaveText(/^Label spreadingPCA-50(\d\d\.\d\d ± \d+\.\d){3}$/);
    await expect(rows.nth(2)).toHaveText(/^Poisson learningPCA-50/);
    await expect(rows.filter({ hasText: 'Poisson, published' })).toContainText('95.3');
    const best = await rows.nth(2).getByRole('cell').last().innerText();
    expect(Number.parseFloat(best)).toBeGreaterThan(90);

    const csv = await lab.download(() => page.getByTestId('download-budget').click());
    const lines = csv.trim().split('\n');
    expect(lines).toHaveLength(1 + 18);
    expect(lines[0]).toMatch(/^labels_per_class,share,labelled,method,features,seed,accuracy/);

    await page.getByTestId('session-menu').click();
    await expect(page.getByTestId('saving-state')).toHaveText(/last at/);
    await page.reload();
    await expect(page.getByTestId('budget-curves')).toHaveAttribute('data-cells', '18');
  });

  test('says what is wrong with a budget before anything starts', async ({ lab }) => {
    const { page } = lab;
    await lab.begin();
    await lab.goTo('semi');
    await page.getByTestId('budget-budgets').fill('5, many');
    await expect(page.getByText(/“many” is no budget/)).toBeVisible();
    await expect(page.getByTestId('run-budget')).toBeDisabled();
    await page.getByTestId('budget-budgets').fill('500');
    await page.getByTestId('run-budget').click();
    const section = page.getByRole('region', { name: 'Accuracy against budget' });
    await expect(section.getByRole('alert')).toContainText('500 of each cannot be kept');
    await expect(lab.runningJob).toHaveCount(0);
  });
});
