import { expect, test } from './support/firefox';
import type { LabPage } from './support/lab-page';
import { withoutTimes, type ReportFile } from './support/report';

/** Runs the study of the digits with the network on the processor, and gives its report. */
async function studied(lab: LabPage, threads: number): Promise<ReportFile> {
  await lab.begin('digits', `threads=${threads}&backend=wasm`);
  await lab.goTo('study');
  await lab.page.getByTestId('run-study').click();
  await lab.studyEnds('done', 120_000);
  const text = await lab.download(() => lab.page.getByTestId('download-report-json').click());
  const report = JSON.parse(text) as ReportFile;
  expect(report.environment.threads).toBe(threads);
  return report;
}

test.describe('The report of the study', () => {
  // One after the other in one process: both are held against the first run.
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  let first: ReportFile | undefined;

  test('is the same on one thread and on two', async ({ lab }) => {
    first = await studied(lab, 2);
    expect(withoutTimes(await studied(lab, 1))).toEqual(withoutTimes(first));
  });

  test('is the same in Firefox', async ({ firefoxLab, lab }) => {
    first ??= await studied(lab, 2);
    const { page } = firefoxLab;
    await firefoxLab.open('threads=2&backend=wasm');
    await firefoxLab.openSample('digits');
    await firefoxLab.goTo('study');
    await firefoxLab.press('run-study');
    await page.waitForSelector('[data-testid=study-progress][data-state=done]', {
      timeout: 120_000,
    });
    const report = await firefoxLab.download('download-report-json', 'report.json');
    expect(withoutTimes(JSON.parse(report) as ReportFile)).toEqual(withoutTimes(first));
    await page.reload();
    await page.locator('::-p-text(Your session is back)').wait();
  });
});
