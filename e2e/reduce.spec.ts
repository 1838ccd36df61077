import { expect, test } from './support/fixtures';

test.describe('Reduce', () => {
  for (const { title, id } of [
    { title: 'PCA', id: 'pca' },
    { title: 'Isomap', id: 'isomap' },
    { title: 't-SNE', id: 'tsne' },
  ]) {
    test(`draws the digits by ${title}`, async ({ lab }) => {
      await lab.begin();
      await lab.goTo('reduce');
      await lab.chooseMethod(title);
      await lab.run(id);
      await lab.resultsAre(id, 1);
      const card = lab.results(id);
      await lab.plotIsDrawn(card);
      await expect(card.getByText('Trustworthiness')).toBeVisible();
    });
  }
});
