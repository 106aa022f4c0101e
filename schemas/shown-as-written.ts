import * as z from 'zod';

/*
 * Names are read by people: on a certificate, in a queue, in a list. What is not seen, or turns the direction of what
 * follows, makes two names look the same or one name look like another.
 */

/** Joiners, direction marks and selectors, which scripts write between or after letters (UAX #31, UAX #9). */
const written = '\\u034f\\u061c\\u180b-\\u180d\\u180f\\u200c-\\u200f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
/** Neither letters nor white space: controls, what has no meaning of its own, embeddings and overrides, fillers, tags. */
const hidden = new RegExp(
  `(?!\\s)[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u2800\\ufffc\\ufffd]|(?![${written}\\s])\\p{Default_Ignorable_Code_Point}`,
  'gu',
);
/** Marks that one letter bears at most: Hebrew with its accents and Vietnamese have half as many. */
export const mostMarks = 8;
const flood = new RegExp(`[\\p{M}${written}]{${mostMarks + 1}}`, 'gu');
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The characters by which a text is shown otherwise than it is written; a text that shows nothing is named whole. */
export const unshown = (text: string): string[] => {
  const found = [...(text.match(hidden) ?? []), ...(text.match(flood) ?? [])];
  return found.length > 0 || visible.test(text) ? [...new Set(found)] : [text];
};

/** A name or a short text on one line. */
export const shownAsWritten = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.search(hidden) < 0, { params: { code: 'hidden-characters' }, abort: true })
    .refine((text) => text.search(flood) < 0, { params: { code: 'too-many-marks' }, abort: true })
    .refine((text) => visible.test(text), { params: { code: 'nothing-to-see' } });
