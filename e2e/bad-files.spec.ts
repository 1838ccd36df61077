import { truncate, writeFile } from 'node:fs/promises';
import { digitRows, digitsHeader, file, gzipped, someDigits, withoutLabel } from './support/files';
import { expect, test } from './support/fixtures';
import type { ChosenFile } from './support/lab-page';

const rows = digitRows(60);
/** The digits with one cell of the file's third row changed. */
const withCell = (name: string, column: number, value: string): ChosenFile => {
  const cells = rows[1].split(',');
  cells[column] = value;
  return file(name, digitsHeader, rows[0], cells.join(','), ...rows.slice(2));
};
const whole = file('x.csv', digitsHeader, ...rows);
const latin1 = Buffer.from(
  file('x.csv', digitsHeader, ...rows.map((r) => `é${r}`)).content as string,
  'latin1',
);

/** Files that cannot be used, and what the page says of each. */
const refused: [string, ChosenFile, RegExp][] = [
  ['text', file('notes.csv', 'hello', 'world'), /notes\.csv is not a CSV/],
  [
    'an image',
    { name: 'a.csv', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]) },
    /looks like a PNG/,
  ],
  ['nothing', { name: 'empty.csv', content: '' }, /empty\.csv is empty/],
  ['a header only', file('head.csv', digitsHeader), /no rows/],
  [
    'ragged rows',
    file('ragged.csv', digitsHeader, ...rows.map((r, i) => (i % 3 ? r : `${r},7`))),
    /do not have 65 columns: row 2 \(66\)/,
  ],
  ['a word for a pixel', withCell('x.csv', 5, 'dark'), /row 3, column pixel4 holds "dark"/],
  ['NaN for a pixel', withCell('x.csv', 5, 'NaN'), /row 3, column pixel4 holds "NaN"/],
  [
    'a pixel too large',
    withCell('x.csv', 5, '700'),
    /row 3, column pixel4 holds 700, outside 0 … 255/,
  ],
  ['a negative pixel', withCell('x.csv', 5, '-1'), /row 3, column pixel4 holds -1/],
  [
    'two columns of one name',
    file('x.csv', digitsHeader.replace('pixel3,', 'pixel4,'), ...rows),
    /columns 5 and 6 are both called "pixel4"/,
  ],
  ['bytes that are no UTF-8', { name: 'x.csv', content: latin1 }, /UTF-8/],
  [
    'damaged gzip',
    { name: 'x.csv.gz', content: gzipped(whole).content.subarray(0, 300) },
    /damaged/,
  ],
];

/** Files that are odd but usable, and what the page says of each. */
const warned: [string, ChosenFile, RegExp][] = [
  [
    'no label column',
    file('x.csv', digitsHeader.replace('label,', ''), ...withoutLabel(rows)),
    /No label column was found/,
  ],
  [
    'one class only',
    file('x.csv', digitsHeader, ...withoutLabel(rows).map((r) => `3,${r}`)),
    /only one class, "3"/,
  ],
  [
    'a class with one row',
    file('x.csv', digitsHeader, ...rows, `77,${withoutLabel(rows)[0]}`),
    /Only one row has the label 77/,
  ],
  [
    'pixels of no image shape',
    file('x.csv', `${digitsHeader},pixel64,pixel65`, ...rows.map((r) => `${r},1,2`)),
    /66 pixels make no square image/,
  ],
  [
    'duplicated rows',
    file('x.csv', digitsHeader, ...rows, rows[0], rows[1]),
    /2 rows are exact copies/,
  ],
  ['constant columns', whole, /pixel columns have the same value/],
  [
    'blank labels',
    file('x.csv', digitsHeader, ...rows.map((r, i) => (i % 2 ? r : r.replace(/^\d/, '')))),
    /30 rows have no label/,
  ],
];

/** Other ways to write the same table. */
const harmless: [string, ChosenFile][] = [
  ['Windows line ends', { name: 'x.csv', content: whole.content.replaceAll('\n', '\r\n') }],
  ['a byte order mark', { name: 'x.csv', content: `\uFEFF${whole.content}` }],
  ['semicolons', { name: 'x.csv', content: whole.content.replaceAll(',', ';') }],
];

test.describe('Files that are not as they should be', () => {
  test('refused, one after the other; what was open stays', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', refused[0][1]);
    await expect(lab.page.getByTestId('dataset-error')).toContainText(refused[0][2]);
    await lab.chooseFile('train', someDigits());
    await lab.dataIsOpen(120);
    await expect(lab.page.getByTestId('dataset-error')).toHaveCount(0);
    for (const [what, bad, message] of refused) {
      await test.step(what, async () => {
        await lab.chooseFile('train', bad);
        await expect(lab.page.getByTestId('dataset-error')).toContainText(message);
        await lab.dataIsOpen(120);
      });
    }
  });

  test('refused: larger than memory allows, before it is read', async ({ lab }, testInfo) => {
    const path = testInfo.outputPath('huge.csv');
    await writeFile(path, whole.content);
    await truncate(path, 12 * 2 ** 30); // holds 12 GiB as far as anyone can tell, and takes no room on the disk
    await lab.open();
    await lab.page.getByTestId('drop-train').setInputFiles(path);
    const error = lab.page.getByTestId('dataset-error');
    await expect(error).toHaveAttribute('data-code', 'tooLarge');
    await expect(error).toContainText('would need about');
  });

  test('a test file that does not match leaves the training file open', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', someDigits());
    await lab.dataIsOpen(120);
    await lab.chooseFile('test', file('t.csv', 'a,b,c,d', '1,2,3,4', '5,6,7,8'));
    const error = lab.page.getByTestId('dataset-error');
    await expect(error).toContainText('t.csv has 4 pixel columns, train.csv has 64');
    await lab.dataIsOpen(120, 0);
  });

  test('results outlive a bad file', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', someDigits());
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    await lab.goTo('data');
    await lab.chooseFile('train', refused[5][1]);
    await expect(lab.page.getByTestId('dataset-error')).toBeVisible();
    await lab.goTo('reduce');
    await lab.resultsAre('pca', 1);
    await lab.run('pca');
    await lab.resultsAre('pca', 2);
  });

  test('read with a word about it', async ({ lab }) => {
    await lab.open();
    for (const [what, odd, message] of warned) {
      await test.step(what, async () => {
        await lab.chooseFile('train', odd);
        await expect(lab.page.getByTestId('dataset-warnings')).toContainText(message);
      });
    }
  });

  test('read as if nothing were odd', async ({ lab }) => {
    await lab.open();
    for (const [what, same] of harmless) {
      await test.step(what, async () => {
        await lab.chooseFile('train', file('other.csv', digitsHeader, ...digitRows(20)));
        await lab.dataIsOpen(20);
        await lab.chooseFile('train', same);
        await lab.dataIsOpen(60);
      });
    }
  });
});
