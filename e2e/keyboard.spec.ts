import { expect, test } from './support/fixtures';

test.describe('The keyboard', () => {
  test('opens pages, runs, goes back in the selection and changes the theme', async ({
    lab,
    page,
  }) => {
    await lab.begin();
    const { keyboard } = page;
    await keyboard.press('2');
    await expect(page.getByTestId('tab-reduce')).toBeFocused();
    await page.getByTestId('run-pca').waitFor();
    await keyboard.press('r');
    await lab.resultsAre('pca', 1);
    await lab.plotIsDrawn(lab.results('pca'));
    await keyboard.press('s');
    await expect(page.getByText('Nothing is running.')).toBeVisible();

    await page.getByRole('button', { name: 'Select by label' }).click();
    await page.getByRole('menuitem').first().click();
    await expect(page.getByTestId('selection-clear')).toBeVisible();
    await keyboard.press('x');
    await expect(page.getByTestId('selection-clear')).toBeHidden();
    await keyboard.press('u');
    await expect(page.getByTestId('selection-clear')).toBeVisible();

    const scheme = page.locator('html');
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
    await keyboard.press('t');
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });

  test('shows its keys by ?, is left alone while typing, and can be turned off', async ({
    lab,
    page,
  }) => {
    await lab.begin();
    const { keyboard } = page;
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await keyboard.press('Shift+?');
    await expect(help).toBeVisible();
    await expect(help).toContainText('Semi-supervised');
    await expect(help.locator('kbd')).toHaveCount(15);
    await keyboard.press('2');
    await expect(help).toBeVisible();
    await keyboard.press('Escape');
    await expect(help).toBeHidden();

    const field = page.getByRole('textbox', { name: 'First row' });
    await field.fill('');
    await field.press('3');
    await expect(field).toHaveValue('3');
    await expect(page.getByTestId('tab-data')).toHaveAttribute('aria-selected', 'true');

    await page.getByTestId('keyboard').click();
    await help.getByLabel('Listen to these keys').uncheck();
    await keyboard.press('Escape');
    await keyboard.press('3');
    await expect(page.getByTestId('tab-data')).toHaveAttribute('aria-selected', 'true');
    await page.reload();
    await page.getByTestId('tab-data').focus();
    await keyboard.press('3');
    await expect(page.getByTestId('tab-data')).toHaveAttribute('aria-selected', 'true');
  });
});
