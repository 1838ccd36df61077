import type { Locator } from '@playwright/test';
import { COLOUR_RULES, hindrances } from './support/axe';
import { expect, test } from './support/fixtures';
import type { LabPage, Tab } from './support/lab-page';

const tabs: readonly Tab[] = ['data', 'reduce', 'cluster', 'cnn', 'semi', 'compare', 'study'];

/** What opens above the page. */
const popups = ({ page }: LabPage): [Locator, 'dialog' | 'menu' | 'listbox'][] => [
  [page.getByTestId('keyboard'), 'dialog'],
  [page.getByTestId('session-menu'), 'menu'],
  [page.getByRole('button', { name: /^More for/ }).first(), 'menu'],
  [page.getByRole('button', { name: /^Select by/ }).first(), 'menu'],
  [page.getByRole('combobox', { name: 'Colour by' }).first(), 'listbox'],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    // What fades in would be too pale to read while it does.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    const rules = colorScheme === 'dark' ? COLOUR_RULES : undefined;

    test('no page hinders assistive software, empty or full', async ({ lab }) => {
      test.setTimeout(240_000);
      await lab.open();
      for (const tab of tabs) {
        await lab.goTo(tab);
        await expect(lab.main.getByRole('heading').first()).toBeVisible();
        expect.soft(await hindrances(lab.page, rules), `${tab}, without data`).toEqual([]);
      }
      await lab.goTo('data');
      await lab.openSample('digits');
      await lab.tickExperiments(['pca2d', 'cnn', 'supervisedClustering', 'labelSpreading']);
      await lab.page.getByTestId('run-study').click();
      await lab.studyEnds('done', 120_000);
      await lab.page.getByTestId('study-show-labelSpreading').click();
      for (const tab of tabs) {
        await lab.goTo(tab);
        await expect(lab.main.getByRole('heading').first()).toBeVisible();
        await expect(lab.page.getByLabel(/^Loading the/)).toHaveCount(0);
        expect.soft(await hindrances(lab.page, rules), `${tab}, with results`).toEqual([]);
      }
      await lab.goTo('reduce');
      for (const [opener, role] of popups(lab)) {
        await opener.click();
        await expect(lab.page.getByRole(role).last()).toBeVisible();
        expect
          .soft(await hindrances(lab.page, rules), `${role} that ${opener.toString()} opens`)
          .toEqual([]);
        await lab.page.keyboard.press('Escape');
        await expect(lab.page.getByRole(role)).toHaveCount(0);
      }
    });
  });
}

test('every page can be reached and run with the keyboard alone', async ({ lab }) => {
  await lab.begin();
  await lab.page.getByTestId('tab-data').focus();
  await lab.page.keyboard.press('ArrowRight');
  await expect(lab.main.getByRole('heading', { name: 'Reduce', exact: true })).toBeVisible();
  await lab.page.getByTestId('run-pca').focus();
  await lab.page.keyboard.press('Enter');
  await lab.resultsAre('pca', 1);
});
