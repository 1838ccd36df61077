import { digitRows, digitsHeader, file } from './support/files';
import { expect, test } from './support/fixtures';

/** Every 25th of the labelled rows is given the next digit's label. */
const isWrong = (row: number): boolean => row % 25 === 0;

test('likely wrong labels are found by hiding some and looking what the others make of them', async ({
  lab,
  page,
}) => {
  const rows = digitRows(600).map((line, row) => {
    if (row >= 400) return line.replace(/^\d/, '');
    return isWrong(row) ? line.replace(/^\d/, String((Number(line[0]) + 1) % 10)) : line;
  });
  await lab.open();
  await lab.chooseFile('train', file('mixed.csv', digitsHeader, ...rows));
  await lab.dataIsOpen(600);
  await lab.goTo('semi');
  await page.getByRole('checkbox', { name: /draw the rows/ }).uncheck();
  await lab.chooseOption('budget-kind', /blank/i);
  await lab.chooseMethod('Label spreading');
  await lab.run('labelSpreading');
  await lab.resultsAre('labelSpreading', 1);
  const card = lab.results('labelSpreading');
  await card.getByTestId('check-labels').click();
  await card.getByTestId('select-likely-wrong').click();
  const csv = await lab.download(() => page.getByTestId('selection-csv').click());
  const found = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[0]));
  const right = found.filter(isWrong);
  expect(right.length).toBeGreaterThanOrEqual(14); // of 16
  expect(right.length / found.length).toBeGreaterThan(0.6);
});
