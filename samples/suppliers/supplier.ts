import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Outcome } from '#schemas/verdict.ts';
import type { Certification, Flag, Group } from '../vocabulary.ts';

/** A document that the supplier sends: what it is, what it shows, and in which form. Its words come from the answers. */
export type SamplePaper = (
  | { kind: 'articles' | 'partnership-agreement' | 'share-register' | 'workforce-attestation' | 'signed-attestation' }
  | { kind: 'certificate'; certification: Certification }
  /** A card or letter that shows that an owner belongs to a group; the card is photographed. */
  | { kind: 'identity-in-group'; owner: string; group: Group; form: 'letter' | 'card' }
) & { fileName: string };

/** An invented firm, its form, its papers and what must come out. */
export type SampleSupplier = {
  id: string;
  language: Language;
  /** Sample person who fills in the form. */
  person: string;
  /** What the firm is in the samples to show. */
  shows: Bilingual;
  /** The form as filled in on that day (`YYYY-MM-DD`): the date is an input, so that no certificate grows stale. */
  answers: (on: string) => Answers;
  papers: readonly SamplePaper[];
  /**
   * Outcome by definition once a verifier has confirmed every answer, taken by hand from the published texts; only
   * the definitions for which the firm tells something.
   */
  expected: Record<string, Outcome>;
};

/** The day `days` after (before, when negative) `on`. */
export const daysAfter = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The supplier lets these institutions see the verdict criterion by criterion. */
export const sharesCriteriaWith = (on: string, ...institutions: string[]): Answers['consents'] =>
  institutions.map((institution) => ({ institution, purpose: 'criteria', grantedAt: `${on}T12:00:00.000Z` }));

/** Words of the vocabulary, checked where they are written. */
export const belongsTo = (...groups: Group[]): string[] => groups;
export const holds = (
  certification: Certification,
  number: string,
  expiresOn: string,
): Answers['certificates'][number] => ({
  certification,
  number,
  expiresOn,
});
export const saysOfItself = (flags: Partial<Record<Flag, boolean>>): Answers['flags'] =>
  flags as Record<string, boolean>;
