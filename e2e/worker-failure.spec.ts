import { someDigits } from './support/files';
import { expect, test } from './support/fixtures';

test.describe('A worker that fails', () => {
  // A service worker would fetch the scripts itself, where the test cannot stand in its way.
  test.use({ allowed: [/404/, /boom/] });

  test('to load says so, and the page goes on once it loads', async ({ lab }) => {
    // From the start: once data is open, a worker measures the machine and stays warm for the first job.
    await lab.page.route(/\/jobs-[^/]*\.js/, (route) => route.fulfill({ status: 404 }));
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.run('pca');
    await expect(lab.page.getByTestId('job-failed')).toContainText('worker did not start');
    await lab.page.unroute(/\/jobs-[^/]*\.js/);
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
  });

  test('in the middle of a job says so, and the next job gets a new one', async ({ lab }) => {
    await lab.begin('fashion-mnist');
    await lab.goTo('reduce');
    await lab.chooseMethod('t-SNE');
    await lab.setParam('nIter', '20000');
    await lab.run('tsne');
    await expect(lab.runningJob).toContainText(/iteration/i, { timeout: 60_000 });
    const worker = lab.page.workers().find((one) => /\/jobs-/.test(one.url()));
    if (!worker) throw new Error('no worker runs the job');
    await worker.evaluate(() => {
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
