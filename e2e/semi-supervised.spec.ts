import type { Page } from '@playwright/test';
import { digitRows, digitsHeader, file, withoutLabel } from './support/files';
import { expect, test } from './support/fixtures';

const methods = [
  { title: 'Label spreading', id: 'labelSpreading' },
  { title: 'Label propagation', id: 'labelPropagation' },
  { title: 'Laplace learning', id: 'laplaceLearning' },
  { title: 'Poisson learning', id: 'poissonLearning' },
  { title: 'PoissonMBO', id: 'poissonMbo' },
];

/** Writes down where in the page a button is, at every frame from now on; gives what it saw. */
async function placesOf(page: Page, testId: string): Promise<() => Promise<number[]>> {
  const seen = await page.evaluateHandle((id) => {
    const tops = new Set<number>();
    const look = (): void => {
      const button = document.querySelector(`[data-testid=${id}]`);
      if (button) tops.add(Math.round(button.getBoundingClientRect().top + scrollY));
      requestAnimationFrame(look);
    };
    look();
    return tops;
  }, testId);
  return () => seen.evaluate((tops) => [...tops]);
}

test.describe('Semi-supervised', () => {
  test('spreads a tenth of the labels and draws where they went', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('semi');
    await lab.chooseMethod('Label spreading');
    await lab.run('labelSpreading');
    await lab.resultsAre('labelSpreading', 1);
    const card = lab.results('labelSpreading');
    await expect(card).toContainText('179 labels spread to 1,618 rows');
    expect(await lab.figure(card, 'Accuracy')).toBeGreaterThan(90);
    await expect(card.getByRole('table').filter({ hasText: 'macro average' })).toBeVisible();
    await expect(
      card.getByRole('region', { name: 'Ten unlabelled images' }).getByRole('listitem'),
    ).toHaveCount(10);
    await expect(card.getByRole('combobox', { name: 'Colour by' })).toHaveValue(/spread/i);
    const trust = card.getByRole('region', { name: 'How far to trust' });
    expect(await lab.figure(trust, 'Accuracy of these')).toBeGreaterThan(
      await lab.figure(card, 'Accuracy'),
    );
    await expect(trust.getByRole('list', { name: 'Least sure' }).getByRole('listitem')).toHaveCount(
      12,
    );
    const csv = await lab.download(() => trust.getByTestId('download-confident').click());
    const sources = csv
      .trim()
      .split('\n')
      .map((line) => line.split(',')[2]);
    expect(sources.filter((source) => source === 'given')).toHaveLength(179);
    expect(sources.filter((source) => source === 'spread').length).toBeLessThan(1618);
  });

  test('what is there to press stays where it is while the map is drawn and when it comes', async ({
    lab,
    page,
  }) => {
    await lab.begin('fashion-mnist'); // the map of the digits is there too soon to be pressed at
    await lab.goTo('semi');
    const places = await placesOf(page, 'download-confident');
    await lab.run('labelSpreading');
    const card = lab.results('labelSpreading');
    const making = card.getByRole('region', { name: 'Map in the making' });
    await expect(making.getByTestId('live-scatter')).toBeVisible();
    // The job is shown, and can be stopped, in that place alone.
    await expect(page.getByTestId('stop')).toHaveCount(1);
    await expect(making.getByTestId('stop')).toBeVisible();
    await expect(card.getByRole('combobox', { name: 'Colour by' })).toBeVisible();
    await expect(making).toHaveCount(0);
    const tops = await places();
    expect(tops.length).toBeGreaterThan(0);
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8);
  });

  test('spreads by every method from pixels', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('semi');
    await lab.page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseOption('semi-features', 'Pixels');
    for (const { title, id } of methods) {
      await test.step(title, async () => {
        await lab.chooseMethod(title);
        await lab.run(id);
        await lab.resultsAre(id, 1);
        expect(await lab.figure(lab.results(id), 'Accuracy')).toBeGreaterThan(80);
      });
    }
    // All but the first two, which ask for fewer, found the neighbours there already.
    await lab.results('poissonMbo').getByText('Settings that made it').click();
    await expect(lab.results('poissonMbo')).toContainText('neighbours known from an earlier run');
  });

  test('labels a file’s own blanks, and gives the labels away', async ({ lab }) => {
    await lab.open();
    const rows = digitRows(300).map((row, i) => (i % 4 ? row.replace(/^\d/, '') : row));
    await lab.chooseFile('train', file('blanks.csv', digitsHeader, ...rows));
    await lab.dataIsOpen(300);
    await lab.goTo('semi');
    await lab.page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseOption('budget-kind', /blank/i);
    await lab.chooseMethod('Label spreading');
    await lab.run('labelSpreading');
    await lab.resultsAre('labelSpreading', 1);
    await expect(lab.results()).toContainText('75 labels spread to 225 rows');
    const csv = await lab.download(async () => {
      await lab
        .results('labelSpreading')
        .getByRole('button', { name: /^More for/ })
        .click();
      await lab.page.getByRole('menuitem', { name: /CSV/ }).first().click();
    });
    expect(csv.trim().split('\n')).toHaveLength(301);
    expect(csv).toContain('row,spread,reached,given,probability,margin,entropy,label');
  });

  test('spreads labels by what a network learned without any, and labels a test file', async ({
    lab,
  }) => {
    await lab.open();
    await lab.chooseFile('train', file('train.csv', digitsHeader, ...digitRows(300)));
    await lab.dataIsOpen(300);
    const pixels = digitsHeader.slice(digitsHeader.indexOf(',') + 1);
    await lab.chooseFile('test', file('test.csv', pixels, ...withoutLabel(digitRows(40, 300))));
    await lab.goTo('semi');
    await lab.page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseOption('semi-features', 'Learned without labels');
    await expect(lab.page.getByText('A network learns them first')).toBeVisible();
    await lab.goTo('reduce');
    await lab.chooseMethod('Learned features');
    await lab.setParam('epochs', '2');
    await lab.run('contrastive');
    await lab.resultsAre('contrastive', 1);
    await lab.goTo('semi');
    await expect(lab.page.getByText('By Learned features 50-D')).toBeVisible();
    await lab.chooseMethod('Poisson learning');
    await lab.run('poissonLearning');
    await lab.resultsAre('poissonLearning', 1);
    expect(await lab.figure(lab.results('poissonLearning'), 'Accuracy')).toBeGreaterThan(60);
    await lab.page.getByTestId('semi-predict').click();
    await lab.resultsAre('poissonLearning', 2);
    await lab.goTo('reduce');
    await lab.resultsAre('contrastive', 3);
  });

  test('labels a test file by the same features', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', file('train.csv', digitsHeader, ...digitRows(300)));
    await lab.dataIsOpen(300);
    const pixels = digitsHeader.slice(digitsHeader.indexOf(',') + 1);
    await lab.chooseFile('test', file('test.csv', pixels, ...withoutLabel(digitRows(40, 300))));
    await lab.goTo('semi');
    await lab.page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
    await lab.chooseMethod('Poisson learning');
    await lab.run('poissonLearning');
    await lab.resultsAre('poissonLearning', 1);
    await lab.page.getByTestId('semi-predict').click();
    await lab.resultsAre('poissonLearning', 2);
    const submission = await lab.download(() =>
      lab.page.getByTestId('download-submission').click(),
    );
    const labels = submission.trim().split('\n').slice(1);
    const right = digitRows(40, 300).filter((row, i) => labels[i] === `${i + 1},${row[0]}`);
    expect(labels).toHaveLength(40);
    expect(right.length).toBeGreaterThan(28);
  });
});
