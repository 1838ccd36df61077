import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What hinders assistive software on the page as it is, a line for each rule. */
export async function hindrances(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' | ')})`,
  );
}
