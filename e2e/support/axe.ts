import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What hinders assistive software on the page as it is, a line for each rule.
 *
 * @param rules only these; by default all that axe has
 * @param within only this part of the page
 */
export async function hindrances(page: Page, rules?: string[], within?: string): Promise<string[]> {
  // The page has no frames, for which axe would otherwise open a page of its own each time; what is as it should be
  // need not be told element by element.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (within) builder.include(within);
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' | ')})`,
  );
}

/** What a theme can change: all else is the same in both. */
export const COLOUR_RULES = ['color-contrast'];
