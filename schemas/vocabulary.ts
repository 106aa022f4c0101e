import * as z from 'zod';
import { legalForms } from './legal-forms.ts';
import { bilingual, slug } from './primitives.ts';

/** At most as many words of a kind as a supplier's facts can answer (`facts.ts`): each of them is asked of every firm. */
const words = z
  .record(slug, bilingual)
  .refine((record) => Object.keys(record).length <= 200, { params: { code: 'too-many-names' } });

/** The words that a definition may use, each in both languages. A network extends them; it never renames one. */
export const vocabulary = z.strictObject({
  groups: words,
  flags: words,
  certifications: words,
});
export type Vocabulary = z.infer<typeof vocabulary>;

export const legalForm = z.enum(legalForms);
export type LegalForm = z.infer<typeof legalForm>;

/** `CA`, a province (`CA-ON`), or a municipality inside one (`CA-ON-toronto`): a place lies in each of its prefixes. */
export const region = z.string().regex(/^CA(?:-[A-Z]{2}(?:-[a-z]+(?:-[a-z]+)*)?)?$/);
