import type { Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import type { FieldError } from '../parts/errors.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { errorsIn, isRefusal } from '../refusal.ts';
import { Shown } from '../three-way/conflicts.tsx';
import { titled } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { changedSince, seenOf } from './findings.ts';
import { type OpenCase, openCase, slotOf } from './folder.ts';
import { findingText, lineName } from './line.tsx';

/** What the API found wrong with a decision, led to the line of the checklist it is about. */
const errorsOf = (error: unknown, open: OpenCase, language: Language): FieldError[] =>
  errorsIn(error, 'decide').map(({ field, message }) => {
    const line = open.view.checklist.find(({ id }) => field === `findings.${id}`);
    return {
      field: line ? `told-${slotOf(line)}` : 'decide',
      message: line ? titled(line.label, message, language) : message,
    };
  });

/** The version of the case that a page shows, and what it shows of its lines: a decision holds for what was seen. */
export const Seen = ({ open }: { open: OpenCase }) => (
  <>
    <input type="hidden" name="revision" value={String(open.revision)} />
    <Shown value={seenOf(open.view.checklist)} />
  </>
);

export const seenRevision = (fields: Fields): number => Number(textOf(fields, 'revision')) || -1;

/** Which lines have changed since the page was opened that a form was sent from, and what is found on them now. */
const changes = (c: PageContext, fields: Fields, open: OpenCase): FieldError[] => {
  const said = caseWords[c.var.language];
  const lines = changedSince(open.view.checklist, fields).map((line) => {
    const { outcome, reason = '', note = '', until = '' } = line.finding ?? { outcome: '' };
    return said.changed(lineName(c, open, line), findingText(c, open, { outcome, reason, note, until }));
  });
  return (lines.length > 0 ? lines : [said.stale]).map((message) => ({ field: 'decide', message }));
};

/** Why a decision was not taken: the case is another than the one that was seen, or what the API found wrong. */
export const refusedWith = async (c: PageContext, fields: Fields, error: unknown): Promise<FieldError[]> => {
  const open = await openCase(c);
  return isRefusal(error, 'stale-version') ? changes(c, fields, open) : errorsOf(error, open, c.var.language);
};

/** Sent with the form, so that pressing twice does it once. */
export const Key = ({ fields }: { fields?: Fields | undefined }) => (
  <input type="hidden" name="key" value={(fields && textOf(fields, 'key')) || crypto.randomUUID()} />
);

/** A form that the API refused: what was typed, and what is wrong with it. */
export type Again = { fields: Fields; errors: FieldError[] };
