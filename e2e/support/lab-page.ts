import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export type Tab = 'data' | 'reduce' | 'cluster' | 'cnn' | 'semi' | 'compare' | 'study';
export type SampleId = 'digits' | 'fashion-mnist';

/** A file as a person would choose it. */
export interface ChosenFile {
  name: string;
  content: string | Uint8Array;
}

/** The lab as a person uses it: what can be opened, pressed and read, by the names on the page. */
export class LabPage {
  readonly page: Page;
  private readonly address: string;

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
  }

  /** @param query what the address asks for, such as `threads=1` */
  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.address}${query ? `?${query}` : ''}`);
  }

  async openSample(id: SampleId): Promise<void> {
    await this.page.getByTestId(`sample-${id}`).click();
    await this.dataIsOpen();
  }

  /** The page with a sample open: where most journeys begin. */
  async begin(id: SampleId = 'digits', query = ''): Promise<void> {
    await this.open(query);
    await this.openSample(id);
  }

  async chooseFile(table: 'train' | 'test', { name, content }: ChosenFile): Promise<void> {
    await this.page
      .getByTestId(`drop-${table}`)
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  async dataIsOpen(rows?: number, testRows?: number): Promise<void> {
    const ready = this.page.getByTestId('dataset-ready');
    await expect(ready).toBeAttached();
    if (rows !== undefined) await expect(ready).toHaveAttribute('data-rows', String(rows));
    if (testRows !== undefined)
      await expect(ready).toHaveAttribute('data-test-rows', String(testRows));
  }

  async goTo(tab: Tab): Promise<void> {
    await this.page.getByTestId(`tab-${tab}`).click();
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Chooses a method by its title, where the page offers more than one. */
  async chooseMethod(title: string): Promise<void> {
    await this.page.getByTestId('method').getByText(title, { exact: true }).click();
  }

  /** Presses the Run button of the method with this id. */
  async run(method: string): Promise<void> {
    await this.page.getByTestId(`run-${method}`).click();
  }

  results(method?: string): Locator {
    const all = this.page.getByTestId('result-card');
    return method ? all.and(this.page.locator(`[data-method=${method}]`)) : all;
  }

  /** Waits for a new result of a method: as many as `count` are there then. */
  async resultsAre(method: string, count: number, timeout = 45_000): Promise<void> {
    await expect(this.results(method)).toHaveCount(count, { timeout });
  }

  /** A plot of a card that has been drawn. */
  async plotIsDrawn(within: Locator): Promise<void> {
    await expect(within.getByTestId('plot').first()).toHaveAttribute('data-state', 'ready');
  }

  /** Fills a parameter's field, named as in the code. */
  async setParam(name: string, value: string): Promise<void> {
    await this.page.getByTestId(`param-${name}`).fill(value);
  }

  /** Chooses what a run starts from, by the name of an earlier result. */
  async chooseInput(name: RegExp): Promise<void> {
    await this.chooseOption('input-picker', name);
  }

  /** Chooses an option of a select. */
  async chooseOption(testId: string, option: string | RegExp): Promise<void> {
    await this.page.getByTestId(testId).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Leaves only these experiments of the study ticked. */
  async tickExperiments(keys: readonly string[]): Promise<void> {
    await this.goTo('study');
    await this.page.getByTestId('run-study').waitFor();
    for (const box of await this.page.locator('[data-testid^=study-experiment-]').all()) {
      const id = await box.getAttribute('data-testid');
      await box.setChecked(keys.some((key) => id === `study-experiment-${key}`));
    }
  }

  async studyEnds(state: 'done' | 'cancelled' | 'failed', timeout = 60_000): Promise<void> {
    await expect(this.page.getByTestId('study-progress')).toHaveAttribute('data-state', state, {
      timeout,
    });
  }

  /** A result's figure as it is shown, without its unit. */
  async figure(card: Locator, label: string): Promise<number> {
    const shown = card.locator('dl > div', { has: this.page.getByText(label, { exact: true }) });
    return Number.parseFloat(await shown.locator('dd').first().innerText());
  }

  /** The text of the file that an action gives away. */
  async download(action: () => Promise<void>): Promise<string> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), action()]);
    return readFile(await file.path(), 'utf8');
  }

  /** Every epoch's accuracy and loss as a network's card shows them; times left out. */
  async epochsOf(card: Locator): Promise<string[]> {
    const rows = card.getByRole('table', { name: 'Epochs' }).locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    return Promise.all(
      (await rows.all()).map(async (row) =>
        (await row.locator('td').allInnerTexts()).slice(0, 5).join(' | '),
      ),
    );
  }

  /** Waits until everything so far is kept in the browser. */
  async sessionIsKept(): Promise<void> {
    await this.page.getByTestId('session-menu').click();
    await expect(this.page.getByTestId('saving-state')).toHaveText(/last at/);
    // Pressed on the menu: it takes the focus a moment after it has opened.
    await this.page.getByRole('menu').press('Escape');
    await expect(this.page.getByRole('menu')).toHaveCount(0);
  }

  get runningJob(): Locator {
    return this.page.getByTestId('job-running');
  }
}
