import { expect, test } from './support/fixtures';
import type { Tab } from './support/lab-page';

const tabs: readonly Tab[] = ['data', 'reduce', 'cluster', 'cnn', 'semi', 'compare', 'study'];

test.use({ viewport: { width: 390, height: 844 } });

test('a phone shows every page without scrolling it sideways', async ({ lab, page }) => {
  /** What reaches beyond the window and is not scrolled in a box of its own. */
  const tooWide = () =>
    page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const scrolled = (element: Element): boolean => {
        for (let at = element.parentElement; at; at = at.parentElement) {
          const { overflowX, position } = getComputedStyle(at);
          // What is fixed over the page, such as a notice that slides away, does not widen it.
          if (overflowX !== 'visible' || position === 'fixed') return true;
        }
        return false;
      };
      const { scrollWidth } = document.documentElement;
      const wide = [...document.querySelectorAll('body *')].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && left >= 0 && right > room + 1 && !scrolled(element);
      });
      return [
        ...(scrollWidth > room ? [`the page is ${scrollWidth} wide`] : []),
        ...wide.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 160)),
      ];
    });
  await lab.open();
  expect.soft(await tooWide(), 'without data').toEqual([]);
  await page.getByTestId('sample-map-digits').click();
  await lab.resultsAre('tsne', 1);
  await lab.plotIsDrawn(lab.results('tsne'));
  await lab.goTo('semi');
  await page.getByLabel('Also draw the rows by t-SNE').uncheck();
  await lab.run('labelSpreading');
  await lab.resultsAre('labelSpreading', 1);
  await lab.results('labelSpreading').getByText('As a table').first().click();
  await page.locator('[data-cell="0,0"]').first().click();
  await expect(page.getByTestId('selection')).toBeVisible();
  for (const tab of tabs) {
    await lab.goTo(tab);
    await expect(page.getByLabel(/^Loading the/)).toHaveCount(0);
    await expect(lab.main.locator('[data-testid=plot]:not([data-state=ready])')).toHaveCount(0);
    expect.soft(await tooWide(), tab).toEqual([]);
  }
});
