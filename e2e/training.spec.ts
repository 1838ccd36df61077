import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';

/** So many that a slow page still presses its buttons in time. */
const EPOCHS = 20;
/** One thread, so that other tests on the machine do not hold a training up at every step. */
const QUERY = 'threads=1&backend=wasm';
const PATIENCE_MS = 120_000;

async function begin(lab: LabPage, epochs = EPOCHS): Promise<void> {
  await lab.goTo('cnn');
  await lab.setParam('epochs', String(epochs));
  await lab.run('cnn');
}

/** What the page shows scripts of its jobs. */
interface ScriptedPage {
  fewlabels: {
    lab: {
      jobs: {
        subscribe(
          listener: (now: {
            jobs: { state: string; checkpoint?: { epochs: unknown[] } }[];
          }) => void,
        ): () => void;
      };
    };
  };
}

/** Presses a button of the running training once it has so many epochs: from within the page, as they take no time. */
const pressAfter = ({ page }: LabPage, epochs: number, button: 'pause' | 'stop' | 'cancel') =>
  page.evaluate(
    ([testId, least]) =>
      new Promise<void>((resolve) => {
        const { lab } = (globalThis as unknown as ScriptedPage).fewlabels;
        const unsubscribe = lab.jobs.subscribe(({ jobs }) => {
          const running = jobs.find(({ state }) => state === 'running');
          const found = document.querySelector<HTMLElement>(`[data-testid=${testId}]`);
          if (!found || (running?.checkpoint?.epochs.length ?? 0) < least) return;
          unsubscribe();
          found.click();
          resolve();
        });
      }),
    [button, epochs] as const,
  );

/** All of a network that must be equal when it was trained the same. */
async function learned(lab: LabPage, card: Locator): Promise<unknown> {
  return {
    epochs: await lab.epochsOf(card),
    accuracy: await lab.figure(card, 'Validation accuracy'),
    loss: await lab.figure(card, 'Validation loss'),
  };
}

/** Of the newest network: it comes first, and only it is open. */
const learnedLast = (lab: LabPage) => learned(lab, lab.results('cnn').first());

/** What the browser's database holds of trainings that have not ended. */
const checkpoints = ({ page }: LabPage): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('fewlabels');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const counting = db.transaction('checkpoints').objectStore('checkpoints').count();
          counting.onsuccess = () => {
            db.close();
            resolve(counting.result);
          };
        };
      }),
  );

test.describe('A training', () => {
  test.slow();

  test('that was paused, and one cut off by a reload, are what an undisturbed one is', async ({
    lab,
  }) => {
    await lab.begin('digits', QUERY);
    await begin(lab);
    await lab.resultsAre('cnn', 1, PATIENCE_MS);
    const whole = await learnedLast(lab);
    await expect.poll(() => checkpoints(lab)).toBe(0);

    await begin(lab);
    await pressAfter(lab, 2, 'pause');
    await expect(lab.runningJob).toContainText('Paused');
    const stands = await lab.runningJob.getAttribute('data-fraction');
    await lab.page.waitForTimeout(500);
    expect(await lab.runningJob.getAttribute('data-fraction')).toBe(stands);
    await lab.page.getByRole('button', { name: 'Resume' }).click();
    await lab.resultsAre('cnn', 2, PATIENCE_MS);
    expect(await learnedLast(lab)).toEqual(whole);

    await begin(lab);
    await pressAfter(lab, 2, 'pause');
    await lab.sessionIsKept();
    expect(await checkpoints(lab)).toBe(1);
    await lab.page.reload();
    const offer = lab.page.getByTestId('cut-off');
    await expect(offer).toHaveText(/was at epoch \d+ of 20 when the page closed/);
    // Nobody has decided yet: it is offered until somebody does.
    await lab.sessionIsKept();
    await lab.page.reload();
    await expect(offer).toBeVisible();
    const reached = /at epoch (\d+)/.exec(await offer.innerText())?.[1];
    await lab.page.getByRole('button', { name: `Go on from epoch ${reached}` }).click();
    await lab.resultsAre('cnn', 3, PATIENCE_MS);
    expect(await learnedLast(lab)).toEqual(whole);
    await expect.poll(() => checkpoints(lab)).toBe(0);
    await lab.sessionIsKept();
    await lab.page.reload();
    await lab.resultsAre('cnn', 3);
    await expect(offer).toHaveCount(0);
  });

  test('that is stopped keeps the best epoch, and goes on for more', async ({ lab }) => {
    await lab.begin('digits', QUERY);
    await begin(lab, 200);
    await pressAfter(lab, 3, 'stop');
    await lab.resultsAre('cnn', 1, PATIENCE_MS);
    const card = lab.results('cnn');
    await expect(card).toHaveAttribute('data-state', 'stopped');
    const epochs = await lab.epochsOf(card);
    const best = Math.max(...epochs.map((line) => Number.parseFloat(line.split(' | ')[3])));
    expect(await lab.figure(card, 'Validation accuracy')).toBeCloseTo(best, 1);
    await expect.poll(() => checkpoints(lab)).toBe(0);

    await lab.page.getByTestId('more-epochs').fill('2');
    await lab.page.getByTestId('cnn-train-on').click();
    await lab.resultsAre('cnn', 2, PATIENCE_MS);
    const longer = await lab.epochsOf(lab.results('cnn').filter({ hasText: 'to epoch' }));
    expect(longer).toHaveLength(epochs.length + 2);
    expect(longer.slice(0, epochs.length)).toEqual(epochs);
  });

  test('that was cancelled or is discarded is not offered again', async ({ lab }) => {
    await lab.begin('digits', QUERY);
    await begin(lab, 200);
    await expect.poll(() => checkpoints(lab), { timeout: PATIENCE_MS }).toBe(1);
    await pressAfter(lab, 1, 'cancel');
    await expect(lab.page.getByTestId('job-cancelled')).toBeVisible();
    await expect.poll(() => checkpoints(lab)).toBe(0);
    await lab.run('cnn');
    await pressAfter(lab, 2, 'pause');
    await lab.sessionIsKept();
    await lab.page.reload();
    await lab.page.getByTestId('discard-cut-off').click();
    await expect.poll(() => checkpoints(lab)).toBe(0);
    await lab.sessionIsKept();
    await lab.page.reload();
    await expect(lab.page.getByText('Your session is back')).toBeVisible();
    await expect(lab.page.getByTestId('cut-off')).toHaveCount(0);
  });

  test('is kept when other data is opened, and in a file', async ({ lab, browser, address }) => {
    await lab.begin('digits', QUERY);
    await begin(lab, 200);
    await pressAfter(lab, 2, 'pause');
    await lab.page.getByTestId('session-menu').click();
    const download = lab.page.waitForEvent('download');
    await lab.page.getByTestId('save-session').click();
    const file = await (await download).path();
    const other = await browser.newPage();
    await other.goto(address);
    await other.getByTestId('open-session').setInputFiles(file);
    await expect(other.getByTestId('go-on')).toHaveText(/Go on from epoch \d/);
    await other.close();

    await lab.goTo('data');
    await lab.openSample('fashion-mnist');
    await lab.page.getByRole('button', { name: 'Go back' }).click();
    await lab.dataIsOpen(1797);
    await lab.page.getByTestId('go-on').click();
    await lab.goTo('cnn');
    // Not from the start; it may have gone on for long before this looks.
    await expect(lab.runningJob).toContainText(/poch ([3-9]|\d{2,}) of/, { timeout: PATIENCE_MS });
  });
});

test('A session of an earlier Fewlabels is kept when its database grows', async ({
  lab,
  address,
}) => {
  const { page } = lab;
  await page.route(/\/blank$/, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(new URL('blank', address).href);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        sessionStorage.setItem('fewlabels.session', 'old');
        const opening = indexedDB.open('fewlabels', 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('sessions', { keyPath: 'id' });
          for (const name of ['tables', 'results']) opening.result.createObjectStore(name);
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const writing = db.transaction(['sessions', 'tables'], 'readwrite');
          const meta = {
            id: 'old',
            version: '0.0.9',
            savedAt: '2026-01-01T00:00:00Z',
            page: 'cnn',
            data: { name: 'old.csv', rows: 2 },
            results: [],
            pages: {},
            unfinished: [{ name: 'An old run', spec: {} }],
          };
          writing.objectStore('sessions').put(meta);
          writing.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
  );
  await lab.open();
  await expect(page.getByTestId('cut-off')).toHaveText(/An old run had not finished/);
  await expect(page.getByTestId('run-again')).toHaveText('Run again');
});
