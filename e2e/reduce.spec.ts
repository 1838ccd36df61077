import { expect, test } from './support/fixtures';

const methods = [
  { title: 'PCA', id: 'pca' },
  { title: 'Isomap', id: 'isomap' },
  { title: 't-SNE', id: 'tsne' },
  { title: 'UMAP', id: 'umap' },
];

test.describe('Reduce', () => {
  test('draws the digits by every method, newest first, in two dimensions', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    for (const { title, id } of methods) {
      await test.step(title, async () => {
        await lab.chooseMethod(title);
        await expect(lab.page.getByTestId('estimate')).toHaveText(/(second|s|min), .* of memory$/);
        await lab.run(id);
        await lab.resultsAre(id, 1);
        const card = lab.results(id);
        await lab.plotIsDrawn(card);
        await expect(card.getByText('Trustworthiness')).toBeVisible();
        await expect(lab.results().first()).toHaveAttribute('data-method', id);
      });
    }
  });

  test('draws chosen rows in three dimensions, and gives the coordinates away', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.setParam('nComponents', '3');
    await lab.page.getByTestId('rows-kind').click();
    await lab.page.getByRole('option', { name: 'Random, stratified by label' }).click();
    await lab.page.getByTestId('rows-count').fill('300');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    const card = lab.results('pca');
    await expect(card).toContainText('300 rows');
    await lab.plotIsDrawn(card);
    await expect(card.getByRole('table').first()).toContainText('z');
    const csv = await lab.download(async () => {
      await card.getByRole('button', { name: /^More for/ }).click();
      await lab.page.getByRole('menuitem', { name: /CSV/ }).first().click();
    });
    expect(csv.trim().split('\n')).toHaveLength(301);
  });

  test('takes a picture of an earlier result’s columns, and saves it', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.setParam('nComponents', '10');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    await lab.chooseMethod('t-SNE');
    await lab.chooseInput(/^PCA 10-D/);
    await lab.run('tsne');
    await lab.resultsAre('tsne', 1);
    await lab.plotIsDrawn(lab.results('tsne'));
    const svg = await lab.download(() =>
      lab
        .results('tsne')
        .getByRole('button', { name: /as SVG$/ })
        .click(),
    );
    expect(svg).toMatch(/^<svg/);
  });

  test('learns features without labels, shows how the loss fell, and draws a map of them', async ({
    lab,
  }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('Learned features');
    await lab.setParam('epochs', '3');
    await lab.run('contrastive');
    await lab.resultsAre('contrastive', 1);
    const card = lab.results('contrastive');
    await expect(card).toContainText('50 columns');
    await lab.plotIsDrawn(card.getByRole('region', { name: 'Loss' }));
    await lab.chooseMethod('t-SNE');
    await lab.chooseInput(/^Learned features/);
    await lab.run('tsne');
    await lab.resultsAre('tsne', 1);
    await lab.plotIsDrawn(lab.results('tsne'));
  });
});
