import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Portal } from './network.ts';

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions;
export const desk = { viewport: { width: 1280, height: 900 } } satisfies BrowserContextOptions;

/** A page in a context of its own: nobody is signed in yet. */
export const opened = async ({ browser }: Portal, options: BrowserContextOptions): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(20_000);
  return page;
};
