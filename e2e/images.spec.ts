import { digitRows, digitsHeader, file, someDigits } from './support/files';
import { expect, test } from './support/fixtures';
import type { ChosenFile, LabPage } from './support/lab-page';

interface Pictures {
  pixels: number;
  classes: number;
  rows: number;
  labelled?: boolean;
}

/** Stripes whose width tells the class. */
function stripes({ pixels, classes, rows, labelled = true }: Pictures): ChosenFile {
  const names = Array.from({ length: pixels }, (_, i) => `pixel${i}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const width = 1 + (row % classes);
    const values = names.map((_, i) => (Math.floor((i + row) / width) % 2 ? 200 : row % 50));
    return (labelled ? [row % classes, ...values] : values).join(',');
  });
  return file(
    labelled ? 'train.csv' : 'test.csv',
    (labelled ? ['label', ...names] : names).join(','),
    ...lines,
  );
}

async function train(lab: LabPage): Promise<void> {
  await lab.goTo('cnn');
  await lab.setParam('epochs', '1');
  await lab.run('cnn');
}

test.describe('A network of', () => {
  test('colour images, and what it says of a test set', async ({ lab }) => {
    const colour = { pixels: 32 * 32 * 3, classes: 2 };
    await lab.open();
    await lab.chooseFile('train', stripes({ ...colour, rows: 24 }));
    await lab.dataIsOpen(24);
    await lab.chooseFile('test', stripes({ ...colour, rows: 5, labelled: false }));
    await lab.dataIsOpen(24, 5);
    await train(lab);
    await lab.resultsAre('cnn', 1, 90_000);
    await expect(lab.results('cnn')).toContainText('30 × 30 × 32');
    await lab.page.getByTestId('cnn-predict').click();
    await lab.resultsAre('cnn', 2);
    const submission = await lab.download(() =>
      lab.page.getByTestId('download-submission').click(),
    );
    expect(submission.trim().split('\n')).toHaveLength(6);
  });

  test('images that are no squares', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', stripes({ pixels: 6 * 30, classes: 3, rows: 60 }));
    await lab.dataIsOpen(60);
    await lab.page.getByRole('textbox', { name: 'Height' }).fill('6');
    await lab.page.getByRole('textbox', { name: 'Width' }).fill('30');
    const again = lab.page.getByRole('button', { name: 'Read again' });
    await again.click();
    await expect(again).toBeDisabled();
    await lab.dataIsOpen(60);
    await train(lab);
    await lab.resultsAre('cnn', 1, 90_000);
    await expect(lab.results('cnn')).toContainText('6 × 30 × 32');
  });

  test('a hundred classes', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', stripes({ pixels: 64, classes: 100, rows: 400 }));
    await lab.dataIsOpen(400);
    await train(lab);
    await lab.resultsAre('cnn', 1, 90_000);
  });
});

test.describe('A network cannot be trained on', () => {
  const rows = digitRows(60);
  const pixelsOf = (line: string): string => line.slice(line.indexOf(','));
  const unsuitable: [string, ChosenFile, RegExp][] = [
    [
      'one class',
      file('one.csv', digitsHeader, ...rows.map((row) => `3${pixelsOf(row)}`)),
      /rows are of one class/,
    ],
    [
      'a class with one row',
      file('lonely.csv', digitsHeader, ...rows, `77${pixelsOf(rows[0])}`),
      /A class has only one labelled row/,
    ],
  ];

  for (const [what, table, message] of unsuitable) {
    test(`${what}: it says so, and nothing is lost`, async ({ lab }) => {
      await lab.open();
      await lab.chooseFile('train', table);
      await lab.dataIsOpen();
      await lab.goTo('reduce');
      await lab.chooseMethod('PCA');
      await lab.run('pca');
      await lab.resultsAre('pca', 1);
      await train(lab);
      await expect(lab.main.getByRole('alert')).toContainText(message);
      await expect(lab.results('cnn')).toHaveCount(0);
      await lab.goTo('reduce');
      await lab.resultsAre('pca', 1);
      await lab.goTo('data');
      await lab.chooseFile('train', someDigits());
      await lab.dataIsOpen(120);
      await train(lab);
      await lab.resultsAre('cnn', 1, 90_000);
    });
  }
});
