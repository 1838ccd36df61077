import { expect, test } from './support/fixtures';

test.describe('CNN', () => {
  test('learns, shows how, and what it learned is clustered, drawn and used', async ({ lab }) => {
    await lab.begin('fashion-mnist');
    await lab.goTo('cnn');
    await lab.setParam('epochs', '1');
    await lab.run('cnn');
    await lab.resultsAre('cnn', 1, 90_000);
    const network = lab.results('cnn');
    await lab.plotIsDrawn(network);
    await expect(network).toContainText('93,322 parameters');
    expect(await lab.figure(network, 'Validation accuracy')).toBeGreaterThan(65);
    await lab.page.getByTestId('cnn-predict').click();
    await lab.resultsAre('cnn', 2);
    const submission = await lab.download(() =>
      lab.page.getByTestId('download-submission').click(),
    );
    const lines = submission.trim().split('\n');
    expect(lines[0]).toBe('ImageId,Label');
    expect(lines).toHaveLength(2001);
    expect(lines[2000]).toMatch(/^2000,/);
  });

  test('its features become clusters and a picture', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('cnn');
    await lab.setParam('epochs', '2');
    await lab.run('cnn');
    await lab.resultsAre('cnn', 1, 90_000);
    await lab.page.getByTestId('cnn-features').click();
    await lab.goTo('cluster');
    await lab.resultsAre('kmeans', 1);
    await lab.goTo('reduce');
    await lab.resultsAre('tsne', 1);
    await expect(lab.results('tsne')).toContainText('1,437 rows');
  });
});
