import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds, and what it could not decide, as lines that can be read. */
export const axe = async (page: Page): Promise<string[]> => {
  // Without frames there is nothing to put together in a page of its own, which would take longer than the rest.
  const { violations, incomplete } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const where = new URL(page.url()).pathname;
  return [...violations, ...incomplete].map(
    ({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
};
