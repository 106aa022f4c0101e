import type { Bilingual } from '#schemas/primitives.ts';

/** One question that people have, and its answer in paragraphs. */
export type Part = { heading: Bilingual; text: readonly Bilingual[] };
export type Article = { slug: string; title: Bilingual; lead: Bilingual; parts: readonly Part[] };

export const part = (en: string, fr: string, ...text: readonly (readonly [en: string, fr: string])[]): Part => ({
  heading: { en, fr },
  text: text.map(([one, two]) => ({ en: one, fr: two })),
});
