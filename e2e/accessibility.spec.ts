import { COLOUR_RULES, hindrances } from './support/axe';
import { expect, test } from './support/fixtures';
import type { Tab } from './support/lab-page';

const tabs: readonly Tab[] = ['data', 'reduce', 'cluster', 'cnn', 'semi', 'compare', 'study'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
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
    });
  });
}

test('nor does what opens above a page', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.begin();
  await lab.goTo('reduce');
  await lab.run('pca');
  await lab.resultsAre('pca', 1);
  const popups = [
    ['dialog', page.getByTestId('keyboard')],
    ['menu', page.getByTestId('session-menu')],
    ['menu', page.getByRole('button', { name: /^More for/ })],
    ['menu', page.getByRole('button', { name: /^Select by/ })],
    ['listbox', page.getByTestId('rows-kind')],
  ] as const;
  for (const [role, opener] of popups) {
    await opener.click();
    const popup = page.getByRole(role);
    await expect(popup).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const rules = colorScheme === 'dark' ? COLOUR_RULES : undefined;
      const within = `[role=${role}]`;
      const found = await hindrances(page, rules, within);
      expect.soft(found, `${role} of ${await opener.innerHTML()}, ${colorScheme}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await expect(popup).toHaveCount(0);
  }
});

test('every page can be reached and run with the keyboard alone', async ({ lab }) => {
  await lab.begin();
  await lab.page.getByTestId('tab-data').focus();
  await lab.page.keyboard.press('ArrowRight');
  await expect(lab.main.getByRole('heading', { name: 'Reduce', exact: true })).toBeVisible();
  await lab.page.getByTestId('run-pca').focus();
  await lab.page.keyboard.press('Enter');
  await lab.resultsAre('pca', 1);
});
