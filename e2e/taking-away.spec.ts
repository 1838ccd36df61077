import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

async function downloaded({ page }: LabPage, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), 'utf8'),
  };
}
/** Chooses an entry of the menu of the first result. */
const fromMenu = (lab: LabPage, entry: string) =>
  downloaded(lab, async () => {
    await lab.page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await lab.page.getByTestId(entry).click();
  });

test('a clustering goes out as rows, confusion matrix, script and notebook', async ({ lab }) => {
  await lab.begin();
  await lab.goTo('cluster');
  await lab.chooseMethod('k-means');
  await lab.run('kmeans');
  await lab.resultsAre('kmeans', 1);

  const rows = await fromMenu(lab, 'download-result-csv');
  expect(rows.text.split('\n')[0]).toBe('row,cluster,score,label');
  expect(rows.text.trim().split('\n')).toHaveLength(1798);

  const confusion = await fromMenu(lab, 'download-confusion-csv');
  expect(confusion.text.split('\n')[0]).toContain('0,1,2,3,4,5,6,7,8,9');

  const script = await fromMenu(lab, 'export-python');
  expect(script.name).toMatch(/\.py$/);
  expect(script.text).toContain('KMeans(n_clusters=10');
  expect(script.text).toContain('random_state=42');

  const notebook = await fromMenu(lab, 'export-notebook');
  expect(JSON.parse(notebook.text)).toMatchObject({ nbformat: 4 });

  await lab.goTo('compare');
  const comparison = await downloaded(lab, () =>
    lab.page.getByTestId('download-comparison').click(),
  );
  expect(comparison.text.split('\n')[0]).toContain('inertia');
});
