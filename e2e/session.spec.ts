import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';
import { runFirst } from './support/worker-script';

async function makePca(lab: LabPage): Promise<void> {
  await lab.begin();
  await lab.goTo('reduce');
  await lab.chooseMethod('PCA');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
}

/** What the first card says of its result: the figures, to the digit. */
const figuresOf = (lab: LabPage) => lab.results('pca').first().innerText();

test.describe('A session', () => {
  test('comes back after a reload, figures, name and page', async ({ lab }) => {
    await makePca(lab);
    await lab.page.getByRole('button', { name: /^Rename/ }).click();
    await lab.page.getByRole('textbox', { name: 'Name of the result' }).fill('My picture');
    await lab.page.keyboard.press('Enter');
    await lab.plotIsDrawn(lab.results('pca'));
    const before = await figuresOf(lab);
    await lab.sessionIsKept();
    await lab.page.reload();
    await expect(lab.page.getByText('Your session is back')).toBeVisible();
    await lab.resultsAre('pca', 1);
    await lab.plotIsDrawn(lab.results('pca'));
    expect(await figuresOf(lab)).toBe(before);
    expect(before).toContain('My picture');
  });

  test('goes on where it was: what came back can be started from', async ({ lab }) => {
    await makePca(lab);
    await lab.sessionIsKept();
    await lab.page.reload();
    await lab.resultsAre('pca', 1);
    await lab.run('pca');
    await lab.resultsAre('pca', 2);
  });

  test('gives back a deleted result', async ({ lab }) => {
    await makePca(lab);
    await lab.page.getByRole('button', { name: /^More for/ }).click();
    await lab.page.getByTestId('delete-result').click();
    await lab.resultsAre('pca', 0);
    await lab.page.getByTestId('undo-delete').click();
    await lab.resultsAre('pca', 1);
  });

  test('starts afresh, and keeps the one before', async ({ lab }) => {
    await makePca(lab);
    await lab.sessionIsKept();
    await lab.page.reload();
    await lab.page.getByTestId('notice-start-afresh').click();
    await expect(lab.page.getByTestId('sample-digits')).toHaveText(/^Open/);
    const earlier = lab.page.getByTestId('earlier-session');
    await expect(earlier).toHaveCount(1);
    await earlier.getByRole('button', { name: /Go on/ }).click();
    await lab.resultsAre('pca', 1);
  });

  test('is not lost when other data is opened', async ({ lab }) => {
    await makePca(lab);
    await lab.goTo('data');
    await lab.chooseFile('train', { name: 'small.csv', content: smallCsv });
    await lab.dataIsOpen(6);
    await lab.page.getByRole('button', { name: 'Go back' }).click();
    await lab.dataIsOpen(1797);
    await lab.goTo('reduce');
    await lab.resultsAre('pca', 1);
  });

  test('goes out to a file and comes in from it in another browser', async ({
    lab,
    browser,
    address,
  }) => {
    await makePca(lab);
    await lab.page.getByTestId('session-menu').click();
    const download = lab.page.waitForEvent('download');
    await lab.page.getByTestId('save-session').click();
    const file = await (await download).path();
    const other = await browser.newPage();
    await other.goto(address);
    await other.getByTestId('open-session').setInputFiles({
      name: 'digits.fewlabels.zip',
      mimeType: 'application/zip',
      buffer: await readFile(file),
    });
    await expect(other.getByTestId('result-card')).toHaveCount(1);
    await expect(other.getByText('Your session is back')).toBeVisible();
    await other.close();
  });

  test('a file that is no session is refused in words, and nothing is lost', async ({ lab }) => {
    await makePca(lab);
    await lab.page.getByTestId('open-session').setInputFiles({
      name: 'train.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('label,pixel0'),
    });
    await expect(lab.page.getByText(/not a session file/)).toBeVisible();
    await lab.resultsAre('pca', 1);
  });

  test('says once when the browser keeps nothing, and goes on', async ({ lab }) => {
    // As in a private window of some browsers: the database refuses to open, in the worker that keeps sessions.
    const blocked = `Object.defineProperty(globalThis, 'indexedDB', { value: {
      open() { throw new DOMException('blocked', 'SecurityError'); } } })`;
    await runFirst(lab.page, /session-[\w-]+\.js$/, blocked);
    await makePca(lab);
    await expect(lab.page.getByText('The session is not kept')).toHaveCount(1);
  });
});

const smallCsv = [
  'label,a,b,c,d',
  ...Array.from({ length: 6 }, (_, i) => `${i % 2},${i},${i + 10},${255 - i},${i * 3}`),
].join('\n');
