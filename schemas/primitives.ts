import * as z from 'zod';

/** Text in both official languages; neither may be empty. */
export const bilingual = z.strictObject({
  fr: z.string().trim().min(1).max(2000),
  en: z.string().trim().min(1).max(2000),
});
export type Bilingual = z.infer<typeof bilingual>;

export const language = z.enum(['fr', 'en']);
export type Language = z.infer<typeof language>;

/** Calendar date `YYYY-MM-DD`; impossible dates (2026-02-30) are refused. */
export const isoDate = z.iso.date();
/** Instant in UTC, `2026-11-22T14:03:00.000Z`. */
export const instant = z.iso.datetime();

/** Share in basis points: 5100 is 51.00 %. Integers only: a share is never a float. */
export const basisPoints = z.int().min(0).max(10_000);

/** Lower-case identifier used for institutions, definitions, criteria, groups and flags. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .max(64);
