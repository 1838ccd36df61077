import { expect, test } from './support/fixtures';

test.describe('Cluster', () => {
  test('groups pixels and scores the groups against the labels', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('cluster');
    await lab.chooseMethod('k-means');
    await expect(lab.main).toContainText('one for each class; scikit-learn’s own default is 8');
    await lab.run('kmeans');
    await lab.resultsAre('kmeans', 1);
    const card = lab.results('kmeans');
    await expect(card.getByText('Silhouette')).toBeVisible();
    await lab.plotIsDrawn(card);
    const accuracy = await lab.figure(card, 'Accuracy');
    expect(accuracy).toBeGreaterThan(70);
    await expect(
      card.getByRole('table', { name: 'Clusters', exact: true }).getByRole('row'),
    ).toHaveCount(11);
    await expect(card.getByText('Outliers')).toBeVisible();
  });

  test('fits a mixture of every covariance to a map, and colours the map by it', async ({
    lab,
  }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    await lab.goTo('cluster');
    await lab.chooseMethod('Gaussian mixture');
    await lab.chooseInput(/^PCA 2-D/);
    await lab.setParam('nComponents', '10');
    for (const [i, covariance] of ['full', 'tied', 'diag', 'spherical'].entries()) {
      await test.step(covariance, async () => {
        await lab.chooseOption('param-covarianceType', new RegExp(`^${covariance}`, 'i'));
        await lab.run('gaussianMixture');
        await lab.resultsAre('gaussianMixture', i + 1);
      });
    }
    const newest = lab.results('gaussianMixture').first();
    await expect(newest.getByRole('combobox', { name: 'Colour by' })).toHaveValue(/mixture/i);
  });
});
