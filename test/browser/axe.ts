import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds, and what it could not decide, as lines that can be read. */
export const axe = async (page: Page): Promise<string[]> => {
  const { violations, incomplete } = await new AxeBuilder({ page }).analyze();
  const where = new URL(page.url()).pathname;
  return [...violations, ...incomplete].map(
    ({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
};
