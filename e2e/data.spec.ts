import { digitRows, digitsHeader, file, gzipped, someDigits, withoutLabel } from './support/files';
import { expect, test } from './support/fixtures';

test.describe('Data', () => {
  test('shows everything about a sample', async ({ lab }) => {
    await lab.begin('fashion-mnist');
    await lab.dataIsOpen(8000, 2000);
    const { main } = lab;
    await expect(main.getByRole('region', { name: 'Training data' })).toContainText('785');
    await expect(main.getByRole('region', { name: 'Test data' })).toContainText('2,000');
    await lab.plotIsDrawn(main.getByRole('region', { name: 'Images per class' }));
    await expect(main.getByRole('img', { name: /^Image of row 9, label/ })).toBeVisible();
    await expect(main.getByRole('img', { name: /^Image of row 25, label/ })).toBeVisible();
    const gallery = main.getByRole('region', { name: 'Ten random images' });
    await expect(gallery.getByRole('listitem')).toHaveCount(10);
    const means = main.getByRole('region', { name: 'Mean image of each class' });
    await expect(means.getByRole('listitem')).toHaveCount(10);
    await expect(means).toContainText('Ankle boot');
  });

  test('looks at other rows, and says which there are', async ({ lab }) => {
    await lab.begin();
    const first = lab.page.getByRole('textbox', { name: 'First row' });
    await first.fill('1796');
    await expect(lab.main.getByRole('img', { name: /^Image of row 1796/ })).toBeVisible();
    await first.fill('1797');
    await expect(lab.main.getByText('Use a row from 0 to 1,796.')).toBeVisible();
    const gallery = lab.main.getByRole('region', { name: 'Ten random images' });
    const images = () =>
      gallery
        .getByRole('img')
        .evaluateAll((all) => all.map((image) => image.getAttribute('aria-label')));
    const before = await images();
    await gallery.getByRole('button', { name: 'Draw again' }).click();
    await expect(gallery).toContainText('Seed 43');
    expect(await images()).not.toEqual(before);
  });

  test('opens a file, a packed one, and a test file beside it', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile('train', someDigits());
    await lab.dataIsOpen(120, 0);
    await lab.chooseFile('train', gzipped(file('more.csv', digitsHeader, ...digitRows(150))));
    await lab.dataIsOpen(150, 0);
    const pixels = digitsHeader.replace('label,', '');
    await lab.chooseFile('test', file('test.csv', pixels, ...withoutLabel(digitRows(40, 200))));
    await lab.dataIsOpen(150, 40);
  });

  test('takes dropped files, the one with "test" in its name as the test file', async ({ lab }) => {
    await lab.open();
    const files = [someDigits('a-test.csv'), gzipped(someDigits('a.csv'))];
    const dropped = await lab.page.evaluateHandle(
      (given) => {
        const transfer = new DataTransfer();
        for (const { name, bytes } of given) {
          transfer.items.add(new File([new Uint8Array(bytes)], name, { type: 'text/csv' }));
        }
        return transfer;
      },
      files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content)] })),
    );
    const zone = lab.page.locator('.mantine-Dropzone-root');
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await zone.dispatchEvent(event, { dataTransfer: dropped });
    }
    await lab.dataIsOpen(120, 120);
  });

  test('reads other layouts: no header, label last, words, blanks, semicolons', async ({ lab }) => {
    await lab.open();
    const info = lab.main.getByRole('region', { name: 'Training data' });
    await lab.chooseFile('train', file('bare.csv', ...digitRows(60)));
    await lab.dataIsOpen(60);
    await expect(info).toContainText('labels in column0');

    const words = ['cat', 'dog', ''];
    const lines = withoutLabel(digitRows(90)).map((line, i) => `${line},${words[i % 3]}`);
    const last = file('last.csv', `${digitsHeader.replace('label,', '')},label`, ...lines);
    await lab.chooseFile('train', { ...last, content: last.content.replaceAll(',', ';') });
    await lab.dataIsOpen(90);
    await expect(info).toContainText('labels in label');
    await expect(lab.page.getByTestId('dataset-warnings')).toContainText('30 rows have no label');
    const means = lab.main.getByRole('region', { name: 'Mean image of each class' });
    await expect(means).toContainText('cat');
  });

  test('reads a file again with another label column', async ({ lab }) => {
    await lab.open();
    await lab.chooseFile(
      'train',
      file('p.csv', `${digitsHeader},group`, ...digitRows(80).map((line, i) => `${line},${i % 2}`)),
    );
    await lab.dataIsOpen(80);
    await lab.page.getByRole('combobox', { name: 'Label column' }).click();
    await lab.page.getByRole('option', { name: 'group' }).click();
    const choices = lab.main.getByRole('region', { name: 'How it was read' });
    await choices.getByRole('textbox', { name: 'Height' }).fill('5');
    await choices.getByRole('textbox', { name: 'Width' }).fill('13');
    await choices.getByRole('button', { name: 'Read again' }).click();
    await expect(lab.main.getByRole('region', { name: 'Training data' })).toContainText(
      'labels in group',
    );
    await expect(lab.main.getByRole('region', { name: 'Images per class' })).toContainText(
      '2 classes',
    );
  });
});
