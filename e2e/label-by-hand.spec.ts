import { digitRows, digitsHeader, file, withoutLabel } from './support/files';
import { COLOUR_RULES, hindrances } from './support/axe';
import { expect, test } from './support/fixtures';

const ROWS = 600;
const lines = digitRows(ROWS);
const truth = lines.map((line) => line.slice(0, line.indexOf(',')));
/** Pixels alone: what a person has who wants labels. */
const unlabelled = file('mine.csv', withoutLabel([digitsHeader])[0], ...withoutLabel(lines));

const rowOf = (name: string | null): number => Number(/Row (\d+)/.exec(name ?? '')?.[1]);

test('a file without labels: classes named, images labelled by keys, spread, corrected, kept and taken away', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.chooseFile('train', unlabelled);
  await lab.dataIsOpen(ROWS);
  await page.getByTestId('label-by-hand').click();
  const section = page.getByRole('region', { name: 'Label by hand' });
  const rename = async (name: string): Promise<void> => {
    const field = page.getByTestId('class-new-name');
    if (!(await field.isVisible())) await page.getByTestId('class-rename').click();
    await field.fill(name);
    await field.press('Enter');
  };
  for (const name of '0123456789') {
    await page.getByTestId('class-name').fill(name);
    await page.getByTestId('class-name').press('Enter');
  }
  await expect(page.getByTestId('class-9')).toBeChecked();
  await rename('8 ');
  await expect(
    page.getByRole('alert').or(page.getByText('There is a class called 8.')),
  ).toBeVisible();
  await rename('nine');
  await expect(page.getByTestId('class-nine')).toBeChecked();
  await rename('9');
  await lab.chooseMethod('PoissonMBO');
  await expect(page.getByTestId('run-poissonMbo')).toBeDisabled();

  // Three screens of images, by keys alone: each goes on to the next.
  const images = page.getByTestId('to-label');
  for (let screen = 0; screen < 3; screen++) {
    await images.first().focus();
    for (const image of await images.all()) {
      await expect(image).toBeFocused();
      await page.keyboard.press(truth[rowOf(await image.getAttribute('aria-label'))]);
      if ((await images.last().getAttribute('aria-pressed')) === 'true') break;
    }
    await expect(section).toContainText(`${24 * (screen + 1)} of ${ROWS} images in`);
    await page.getByTestId('hand-more').click();
  }

  await lab.run('poissonMbo');
  await lab.resultsAre('poissonMbo', 1);
  const card = lab.results('poissonMbo');
  await expect(card).toContainText(`72 labels spread to ${ROWS - 72} rows`);
  const csv = await lab.download(() => card.getByTestId('download-confident').click());
  const right = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  expect(right.filter(([, , source]) => source === 'given')).toHaveLength(72);
  for (const [row, label, source] of right)
    if (source === 'given') expect(label).toBe(truth[Number(row)]);
  const spread = right.filter(([, , source]) => source === 'spread');
  const hits = spread.filter(([row, label]) => label === truth[Number(row)]);
  expect(hits.length / spread.length).toBeGreaterThan(0.9);

  // What it is least sure of comes next, with what it took it for; a click gives and takes the chosen class.
  await lab.chooseOption('hand-way', /Least sure/);
  const first = images.first();
  await expect(first).toHaveAccessibleName(/Row \d+: \d\?/);
  expect(await hindrances(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await hindrances(page, COLOUR_RULES)).toEqual([]);
  await page.getByTestId('class-3').focus();
  await page.keyboard.press('Space');
  await first.click();
  await expect(first).toHaveAccessibleName(/: 3$/);
  await first.click();
  await expect(first).toHaveAccessibleName(/: \d\?$/);
  await page.getByTestId('hand-accept').click();
  await expect(section).toContainText(`96 of ${ROWS} images`);
  await page.getByTestId('hand-undo').click();
  await expect(section).toContainText(`72 of ${ROWS} images`);

  // Many at once, from a selection on the map.
  await card.getByRole('button', { name: 'Select by spread label' }).click();
  await page.getByRole('menuitem', { name: /^7 \(/ }).click();
  await page.getByTestId('selection-label').click();
  const name = page.getByRole('menu').getByTestId('class-name');
  await name.fill('seven');
  await name.press('Enter');
  await expect(page.getByTestId('class-seven')).toBeAttached();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.getByTestId('class-seven').focus();
  await page.keyboard.press('Space');
  await rename('7 with a bar');
  const kept = await lab.download(() => page.getByTestId('hand-csv').click());
  expect(kept.match(/,7 with a bar$/gm)?.length).toBeGreaterThan(40);

  await lab.sessionIsKept();
  await page.reload();
  await expect(page.getByText('Your session is back')).toBeVisible();
  await expect(section).toContainText(/images in 1[01] classes/);
  expect(await lab.download(() => page.getByTestId('hand-csv').click())).toBe(kept);
  // From the file again, once they are forgotten; another file is refused, and nothing lost.
  await page.getByTestId('hand-clear').click();
  await expect(section).not.toContainText(`of ${ROWS} images`);
  const fromFile = (content: string): Promise<void> =>
    page
      .getByTestId('open-labels')
      .setInputFiles({ name: 'labels.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await fromFile(kept);
  await expect(section).toContainText(`of ${ROWS} images`);
  await fromFile('row,label\n600,7');
  await expect(section.getByRole('alert')).toContainText('Line 2: there is no row 600.');
  expect(await lab.download(() => page.getByTestId('hand-csv').click())).toBe(kept);
  await lab.run('poissonMbo');
  await lab.resultsAre('poissonMbo', 2);
  // A network learns from them too, and is held against those it was not shown.
  await lab.goTo('cnn');
  await lab.setParam('epochs', '1');
  await lab.run('cnn');
  await lab.resultsAre('cnn', 1);
  const network = lab.results('cnn');
  await expect(network.getByRole('table', { name: 'Epochs' })).toBeVisible();
  expect(await lab.figure(network, 'Validation accuracy')).toBeGreaterThan(0);
  // Features and map are those of before.
  await lab.goTo('compare');
  await expect(page.getByRole('row', { name: /PCA/ })).toHaveCount(1);
});
