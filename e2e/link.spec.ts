import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

const tiny = (shift: number): string =>
  [
    'label,a,b,c,d',
    ...Array.from({ length: 12 }, (_, i) => `${i % 2},${i + shift},${i * 9},${255 - i},${i * 3}`),
  ].join('\n');
const tinyFile = (shift = 0) => ({
  name: 'tiny.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(tiny(shift)),
});

/** The clipboard of headless browsers is not always allowed: the link is read where it was written to. */
async function copied(page: Page, press: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      document.body.dataset.copied = text;
      return Promise.resolve();
    };
  });
  await press();
  await expect(page.locator('body')).toHaveAttribute('data-copied', /#/);
  return (await page.locator('body').getAttribute('data-copied')) ?? '';
}
const copyHeaderLink = ({ page }: LabPage) =>
  copied(page, () => page.getByTestId('copy-link').click());

async function runPca(lab: LabPage): Promise<void> {
  await lab.goTo('reduce');
  await lab.chooseMethod('PCA');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
}

test.describe('A link', () => {
  test('to a sample does the same again, to the last digit', async ({ lab, browser }) => {
    await lab.begin();
    await runPca(lab);
    const address = await copyHeaderLink(lab);
    expect(address).toContain('#reduce?sample=digits&runs=1.');
    const other = await (await browser.newContext()).newPage();
    await other.goto(address);
    await expect(other.getByTestId('link-panel')).toContainText('one run');
    await other.getByTestId('run-link').click();
    const outcome = other.getByTestId('link-outcome');
    await expect(outcome).toHaveAttribute('data-different', '0', { timeout: 45_000 });
    await expect(outcome).toContainText('to the last digit');
    await expect(other.getByTestId('result-card')).toHaveCount(1);
    await other.getByRole('button', { name: 'Close', exact: true }).click();
    expect(new URL(other.url()).hash).toBe('#reduce');
    await other.close();
  });

  test('from a card holds that result and what it starts from', async ({ lab }) => {
    await lab.begin();
    await runPca(lab);
    const address = await copied(lab.page, async () => {
      await lab.page.getByRole('button', { name: /^More for/ }).click();
      await lab.page.getByTestId('copy-result-link').click();
    });
    await lab.page.goto(address);
    await expect(lab.page.getByTestId('link-panel')).toContainText('PCA');
  });

  test('to a file of one’s own asks for it and knows another one', async ({ lab, browser }) => {
    await lab.open();
    await lab.page.getByTestId('drop-train').setInputFiles(tinyFile());
    await lab.dataIsOpen(12);
    await runPca(lab);
    const address = await copyHeaderLink(lab);
    expect(address).toContain('file=tiny.csv');
    const other = await (await browser.newContext()).newPage();
    await other.goto(address);
    await expect(other.getByRole('button', { name: 'Choose tiny.csv' })).toBeVisible();
    await other.getByTestId('link-file').setInputFiles(tinyFile(1));
    await expect(other.getByTestId('link-other-file')).toBeVisible();
    await other.getByTestId('link-file').setInputFiles(tinyFile());
    await other.getByTestId('run-link').click();
    const outcome = other.getByTestId('link-outcome');
    await expect(outcome).toHaveAttribute('data-different', '0', { timeout: 45_000 });
    await other.close();
  });

  test('that is damaged says so, and the page works', async ({ lab }) => {
    await lab.open();
    await lab.page.goto(`${lab.page.url()}#reduce?sample=digits&runs=1.AAAA`);
    await expect(lab.page.getByTestId('link-problem')).toContainText('damaged');
    await lab.goTo('data');
    await lab.openSample('digits');
  });

  test('over other work asks before it opens its sample', async ({ lab }) => {
    await lab.open();
    await lab.page.getByTestId('drop-train').setInputFiles(tinyFile());
    await lab.dataIsOpen(12);
    await lab.page.evaluate(() => {
      location.hash = '#data?sample=digits';
    });
    await lab.page.getByTestId('link-open-sample').click();
    await lab.dataIsOpen(1797);
    await expect(lab.page.getByTestId('link-panel')).toHaveCount(0);
  });
});

test('a result is duplicated with changed parameters, by way of its form', async ({
  lab,
  page,
}) => {
  await lab.begin();
  await lab.goTo('reduce');
  await lab.chooseMethod('PCA');
  await lab.setParam('nComponents', '3');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
  await lab.chooseMethod('Isomap');
  const duplicate = async () => {
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByTestId('duplicate-result').click();
  };
  await duplicate();
  await expect(page.getByTestId('param-nComponents')).toHaveValue('3');

  // A labelling comes back with its features and the labels that were kept, not with the result it started from.
  await lab.goTo('semi');
  await page.getByLabel('Also draw the rows by t-SNE').uncheck();
  await lab.chooseOption('budget-kind', 'A number per class');
  await lab.run('labelSpreading');
  await lab.resultsAre('labelSpreading', 1);
  await lab.chooseOption('semi-features', 'Pixels');
  await lab.chooseOption('budget-kind', 'A share of the rows');
  await duplicate();
  await expect(page.getByTestId('semi-features')).toHaveValue('PCA of oriented gradients');
  await expect(page.getByTestId('budget-kind')).toHaveValue('A number per class');
});
