import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Fields, listOf, textOf } from '../parts/read-form.ts';
import { type Choice, type Choices, unknown } from './merge.ts';

/** What no form of ours comes near, opened. */
const most = 2 * 1024 * 1024;

/** No form of ours is nested half as far; what is, ends whatever walks it. */
const mostLevels = 32;
const isNestedWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((one) => isNestedWithin(one, levels - 1)));

/** What a page shows, packed for a hidden field of its form: it is sent back, and only compared. */
export const packed = (shown: unknown): string =>
  deflateRawSync(JSON.stringify(shown === undefined ? null : shown)).toString('base64url');

/** What the page showed that a form was sent from; `unknown` where the form does not say, or says nonsense. */
export const shownIn = (fields: Fields): unknown => {
  try {
    const text = inflateRawSync(Buffer.from(textOf(fields, 'shown'), 'base64url'), { maxOutputLength: most });
    const shown: unknown = JSON.parse(text.toString('utf8')) ?? undefined;
    return isNestedWithin(shown, mostLevels) ? shown : unknown;
  } catch {
    return unknown;
  }
};

export const choiceName = (at: string): string => `choose-${at}`;

/** What was chosen of the conflicts that the page showed. */
export const choicesIn = (fields: Fields): Choices => ({
  shown: new Set(listOf(fields, 'conflict')),
  of: (at) => (['mine', 'kept'] as const).find((one): one is Choice => one === textOf(fields, choiceName(at))),
});
