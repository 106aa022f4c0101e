import { createHash } from 'node:crypto';
import { type Fields, textOf } from './read-form.ts';

/** Sent with the form: what is pressed twice, or sent again after going back, is done once. */
export const OnceKey = ({ typed }: { typed: Fields }) => (
  <input type="hidden" name="key" value={textOf(typed, 'key') || crypto.randomUUID()} />
);

/** The key of what this form asks for: another one where something else was typed before it was sent again. */
export const onceKeyOf = (fields: Fields, ...asked: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([textOf(fields, 'key') || crypto.randomUUID(), ...asked]))
    .digest('hex');
