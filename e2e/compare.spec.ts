import { expect, test } from './support/fixtures';

test.describe('Compare', () => {
  test('lists every result, sorts them, and shows pictures side by side', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    for (const [title, id] of [
      ['PCA', 'pca'],
      ['Isomap', 'isomap'],
    ]) {
      await lab.chooseMethod(title);
      await lab.run(id);
      await lab.resultsAre(id, 1);
    }
    await lab.goTo('compare');
    const table = lab.page.getByTestId('results-table');
    const names = () =>
      table
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => /PCA|Isomap/.exec(row.textContent ?? '')?.[0]));
    await table.getByRole('button', { name: 'Trustworthiness' }).click();
    expect(await names()).toEqual(['PCA', 'Isomap']);
    await table.getByRole('button', { name: 'Trustworthiness' }).click();
    expect(await names()).toEqual(['Isomap', 'PCA']);
    for (const box of await table.getByRole('checkbox', { name: /side by side$/ }).all()) {
      await box.check();
    }
    const side = lab.main.getByRole('region', { name: 'Side by side' });
    await expect(side.locator('[data-testid=plot][data-state=ready]')).toHaveCount(2);
  });
});
