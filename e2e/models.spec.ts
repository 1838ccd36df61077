import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { digitRows, digitsHeader, file, withoutLabel } from './support/files';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

const openModel = (lab: LabPage, name: string, buffer: Buffer) =>
  lab.page.getByTestId('open-model').setInputFiles({ name, mimeType: 'application/zip', buffer });

/** Four images of 2 × 2. */
const TINY = 'label,a,b,c,d\n0,1,2,3,4\n1,5,6,7,8\n0,1,2,3,5\n1,5,6,7,9\n';

const dropModel = async (lab: LabPage, name: string, buffer: Buffer) =>
  lab.page.getByTestId('drop-model').dispatchEvent('drop', {
    dataTransfer: await lab.page.evaluateHandle(
      ([called, bytes]) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([Uint8Array.from(bytes)], called));
        return dropped;
      },
      [name, [...buffer]] as const,
    ),
  });

async function trainAndTake(lab: LabPage): Promise<Buffer> {
  await lab.goTo('cnn');
  await lab.setParam('epochs', '2');
  await lab.run('cnn');
  await lab.resultsAre('cnn', 1, 90_000);
  const [saved] = await Promise.all([
    lab.page.waitForEvent('download'),
    lab.page.getByTestId('download-model').click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.model\.zip$/);
  return readFile(await saved.path());
}

test.describe('Models', () => {
  test('go out as a file and come back to predict without training', async ({ lab }) => {
    await lab.begin();
    const model = await trainAndTake(lab);
    const entries = unzipSync(model);
    expect(Object.keys(entries).sort()).toEqual(['fewlabels.json', 'model.json', 'weights.bin']);
    const facts = JSON.parse(strFromU8(entries['fewlabels.json']));
    expect(facts).toMatchObject({ imageShape: { height: 8, width: 8 }, pixelMax: 16 });
    expect(facts.training.epochs).toHaveLength(2);

    // In a fresh page: nothing of the training is there.
    await lab.begin();
    await lab.page.evaluate(() => sessionStorage.clear());
    await lab.begin();
    await lab.goTo('cnn');
    await openModel(lab, 'digits.model.zip', model);
    const card = lab.results('cnn');
    await lab.resultsAre('cnn', 1);
    await expect(card).toContainText('Opened model digits');
    await expect(card).toContainText('this very table');
    expect(await lab.figure(card, 'Accuracy')).toBeGreaterThan(60);
    await lab.page.getByTestId('cnn-predict-open').click();
    await lab.resultsAre('cnn', 2);

    await lab.page.getByTestId('submission-confidence').check();
    const submission = await lab.download(() =>
      lab.page.getByTestId('download-submission').click(),
    );
    expect(submission.split('\n').slice(0, 2)).toEqual([
      'ImageId,Label,Confidence',
      expect.stringMatching(/^1,\d,[01]\.\d{6}$/),
    ]);

    await expect(async () => {
      await lab.page.getByTestId('session-menu').click();
      await expect(lab.page.getByTestId('saving-state')).toContainText('last at', {
        timeout: 1000,
      });
    }).toPass();
    await lab.page.reload();
    await lab.goTo('cnn');
    await lab.resultsAre('cnn', 2);
    const opened = lab.results('cnn').filter({ hasText: 'Opened model digits' }).first();
    await opened.getByRole('button', { name: /^More for/ }).click();
    await lab.page.getByTestId('export-python').click();
    await expect(lab.page.getByText('was opened from a file')).toBeVisible();
  });

  test('that are damaged or for other images are refused, and nothing is lost', async ({ lab }) => {
    await lab.begin();
    const model = await trainAndTake(lab);
    const refusal = lab.main.getByRole('alert');
    await openModel(lab, 'half.zip', model.subarray(0, model.length / 2));
    await expect(refusal).toContainText('damaged');
    await openModel(lab, 'table.zip', Buffer.from('label,pixel0\n1,2\n'));
    await expect(refusal).toContainText('not a whole .zip file');
    await lab.resultsAre('cnn', 1);
    await dropModel(lab, 'whole.zip', model);
    await lab.resultsAre('cnn', 2);
    await expect(refusal).toContainText('this very table');
    await lab.goTo('data');
    await lab.chooseFile('train', { name: 'tiny.csv', content: TINY });
    await lab.dataIsOpen(4);
    await lab.goTo('cnn');
    await openModel(lab, 'digits.zip', model);
    await expect(refusal).toContainText('takes images of 8 × 8, the open data has 2 × 2');
    await lab.resultsAre('cnn', 0);
  });

  test('predict data without labels', async ({ lab }) => {
    await lab.begin();
    const model = await trainAndTake(lab);
    await lab.goTo('data');
    const pixels = withoutLabel([digitsHeader, ...digitRows(120)]);
    await lab.chooseFile('train', file('unlabelled.csv', ...pixels));
    await lab.dataIsOpen(120);
    await lab.goTo('cnn');
    await expect(lab.main).toContainText('No labels in this file');
    await openModel(lab, 'digits.model.zip', model);
    await lab.resultsAre('cnn', 1);
    await lab.page.getByTestId('cnn-predict-open').click();
    await lab.resultsAre('cnn', 2);
    await expect(lab.main).not.toContainText('trained on rows of this very table');
    const submission = await lab.download(() =>
      lab.page.getByTestId('download-submission').click(),
    );
    // The names of the classes are the file's: the data has none.
    const labels = submission.trim().split('\n').slice(1);
    const right = labels.filter((line, i) => line === `${i + 1},${digitRows(1, i)[0][0]}`);
    expect(right.length).toBeGreaterThan(60);
  });

  test('can be looked into: filters, and what each convolution makes of an image', async ({
    lab,
  }) => {
    await lab.begin();
    await trainAndTake(lab);
    const inside = lab.page.getByTestId('look-inside');
    await expect(inside.getByRole('img', { name: 'The 32 filters of 3 × 3' })).toBeVisible();
    await expect(inside.getByTestId('layer-maps')).toHaveCount(3);
    await inside.getByTestId('inside-row').fill('5');
    await expect(inside.getByRole('img', { name: 'Row 5: the 64 maps of conv2d_2' })).toBeVisible();
    await expect(inside).toContainText('conv2d: 32 maps of 4 × 4');
    await expect(lab.page.getByRole('region', { name: 'Calibration' })).toContainText(
      'Calibration error',
    );
  });
});
