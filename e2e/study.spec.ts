import { expect, test } from './support/fixtures';
import type { ReportFile } from './support/report';

test.describe('The study page', () => {
  test('runs what is ticked, shows each as it ends, and gives the report away', async ({ lab }) => {
    await lab.begin();
    await lab.tickExperiments(['load', 'classes', 'pca2d']);
    await lab.page.getByTestId('run-study').click();
    await lab.studyEnds('done');
    await lab.page.getByTestId('study-show-pca2d').click();
    const row = lab.page.getByTestId('study-row-pca2d');
    await lab.plotIsDrawn(row);
    await expect(lab.page.getByTestId('study-row-tsne2d')).toHaveAttribute('data-state', 'idle');
    await expect(lab.page.getByTestId('download-predictions')).toBeDisabled();
    const report = JSON.parse(
      await lab.download(() => lab.page.getByTestId('download-report-json').click()),
    ) as ReportFile;
    expect(Object.keys(report.experiments)).toEqual(['pca2d']);
    const html = await lab.download(() => lab.page.getByTestId('download-report-html').click());
    expect(html).toContain('data:image/png;base64,');
  });

  test('brings along what an experiment starts from, is cancelled, and keeps what had finished', async ({
    lab,
  }) => {
    await lab.begin('fashion-mnist');
    await lab.tickExperiments(['pca2d', 'test']);
    await lab.page.getByTestId('run-study').click();
    const network = lab.page.getByTestId('study-row-cnn');
    await expect(network).toHaveAttribute('data-state', 'running', { timeout: 60_000 });
    await lab.page.getByTestId('cancel-study').click();
    await lab.studyEnds('cancelled');
    await expect(network).toHaveAttribute('data-state', 'cancelled');
    await expect(lab.page.getByTestId('study-row-pca2d')).toHaveAttribute('data-state', 'done');
    await expect(lab.page.getByTestId('study-row-test')).toHaveAttribute('data-state', 'cancelled');
  });
});
