import { expect, test } from './support/fixtures';

test.describe('Self-training', () => {
  test('teaches a network from a tenth of the labels', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('semi');
    await lab.page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseMethod('Self-training with a network');
    await expect(lab.page.getByTestId('semi-features')).toBeDisabled();
    await lab.setParam('maxIter', '1');
    await lab.setParam('epochs', '4');
    await lab.run('selfTraining');
    await lab.resultsAre('selfTraining', 1, 90_000);
    const card = lab.results('selfTraining');
    expect(await lab.figure(card, 'Accuracy')).toBeGreaterThan(90);
    await expect(card).toContainText('Labels still changed in the last of 1 rounds');
    await expect(card.getByRole('region', { name: 'How far to trust' })).toBeVisible();
  });
});
