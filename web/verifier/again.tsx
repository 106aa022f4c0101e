import type { FieldError } from '../parts/errors.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { errorsIn } from '../refusal.ts';
import { type OpenCase, slotOf } from './folder.ts';

/** What the API found wrong with a decision, led to the line of the checklist it is about. */
export const errorsOf = (error: unknown, open: OpenCase): FieldError[] =>
  errorsIn(error, 'decide').map(({ field, message }) => {
    const line = open.view.checklist.find(({ id }) => field === `findings.${id}`);
    return { field: line ? `told-${slotOf(line)}` : 'decide', message: line ? `${line.label}: ${message}` : message };
  });

/** Sent with the form, so that pressing twice does it once. */
export const Key = ({ fields }: { fields?: Fields | undefined }) => (
  <input type="hidden" name="key" value={(fields && textOf(fields, 'key')) || crypto.randomUUID()} />
);

/** A form that the API refused: what was typed, and what is wrong with it. */
export type Again = { fields: Fields; errors: FieldError[] };
