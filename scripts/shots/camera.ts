import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Language } from '#schemas/primitives.ts';

const folder = 'docs/shots';
export const widths = { phone: 390, desk: 1280 } as const;
export type View = { device: keyof typeof widths; language: Language };
/** Taller pages are cut here, in CSS pixels: a picture shows what a page is like, not all of it. */
const tallest = 1600;

/** Both languages, on a phone and on a desk. */
export const views: readonly View[] = (['fr', 'en'] as const).flatMap((language) =>
  (['phone', 'desk'] as const).map((device) => ({ device, language })),
);

/** A picture of the page that is open: `docs/shots/NAME-DEVICE-LANGUAGE.webp`. */
export const shoot = async (page: Page, name: string, { device, language }: View): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  await page.waitForLoadState('networkidle');
  const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
  const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: widths[device], height } });
  await sharp(png).webp({ quality: 70, effort: 6 }).toFile(`${folder}/${name}-${device}-${language}.webp`);
};
