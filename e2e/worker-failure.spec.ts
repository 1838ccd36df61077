import { someDigits } from './support/files';
import { expect, test } from './support/fixtures';

test.describe('A worker that fails', () => {
  test.use({ allowed: [/404/, /boom/] });

  test('to load says so, and the page goes on once it loads', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.page.route(/\/compute-[^/]*\.js/, (route) => route.fulfill({ status: 404 }));
    await lab.run('pca');
    await expect(lab.page.getByTestId('job-failed')).toContainText('worker did not start');
    await lab.page.unroute(/\/compute-[^/]*\.js/);
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
  });

  test('in the middle of a job says so, and the next job gets a new one', async ({ lab }) => {
    await lab.begin('fashion-mnist');
    await lab.goTo('reduce');
    await lab.chooseMethod('t-SNE');
    await lab.run('tsne');
    await expect(lab.runningJob).toContainText(/iteration/i, { timeout: 30_000 });
    const worker = lab.page.workers().find((one) => /compute/.test(one.url()));
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('boom');
      });
    });
    await expect(lab.page.getByTestId('job-failed')).toContainText('boom');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
  });

  test('to read a file says so', async ({ lab }) => {
    await lab.open();
    await lab.page.route(/\/ingest-[^/]*\.js/, (route) => route.fulfill({ status: 404 }));
    await lab.chooseFile('train', someDigits());
    await expect(lab.page.getByTestId('dataset-error')).toHaveAttribute('data-code', 'workerDied');
    await lab.page.unroute(/\/ingest-[^/]*\.js/);
    await lab.chooseFile('train', someDigits());
    await lab.dataIsOpen(120);
  });
});
