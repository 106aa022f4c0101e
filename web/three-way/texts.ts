import type { Fields } from '../parts/read-form.ts';
import type { Dispute } from './conflicts.tsx';
import { type Conflict, merge, unknown } from './merge.ts';
import { choicesIn, shownIn } from './shown.ts';

/** A form as the texts in its fields. */
export type Texts = Readonly<Record<string, string>>;

/** `values`: what to show in the fields, or to save where there is no conflict. */
export type TextsMeeting<T extends Texts> = { values: T; conflicts: Conflict[]; shown: unknown };

/** What was typed into a form of texts meets what is kept; without a form, what is kept. */
export const meetTexts = <T extends Texts>(
  fields: Fields | undefined,
  read: (fields: Fields) => T,
  kept: T,
): TextsMeeting<T> => {
  if (!fields) return { values: kept, conflicts: [], shown: kept };
  const shown = shownIn(fields) ?? unknown;
  const { merged, conflicts } = merge<T>(shown, read(fields), kept, { choices: choicesIn(fields) });
  return { values: merged, conflicts, shown };
};

/** Conflicts of such a form in its own words. */
export const textDisputes = (
  conflicts: readonly Conflict[],
  words: Readonly<Record<string, { label: string; text?: (value: string) => string }>>,
): Dispute[] =>
  conflicts.map(({ at, ...values }) => {
    const { label = at, text = (value: string) => value } = words[at] ?? {};
    const say = (value: unknown) => (typeof value === 'string' ? text(value) : '');
    return { at, label, shown: say(values.shown), typed: say(values.typed), kept: say(values.kept) };
  });
