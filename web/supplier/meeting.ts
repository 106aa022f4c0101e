import { type DraftAnswers, draftAnswers } from '#schemas/submission.ts';
import type { PageContext } from '../context.ts';
import type { Network } from '../network.ts';
import type { Fields } from '../parts/read-form.ts';
import type { Dispute } from '../three-way/conflicts.tsx';
import { type Conflict, merge, patchBetween, unknown, withValueAt } from '../three-way/merge.ts';
import { choicesIn, shownIn } from '../three-way/shown.ts';
import { merged, type Step } from './step.ts';
import { owners } from './steps/owners.tsx';

/** The sections of a page, as far as something is said in them. */
export const sectionsOf = (step: Pick<Step, 'sections'>, answers: DraftAnswers): DraftAnswers =>
  Object.fromEntries(
    step.sections.flatMap((section) => (answers[section] === undefined ? [] : [[section, answers[section]]])),
  );

/** What was typed into a page, and what is kept now, together. */
export type Meeting = {
  /** The sections of the page as they were typed. */
  typed: DraftAnswers;
  /** All answers, with what is to be kept of this page; with what was typed where two differ. */
  answers: DraftAnswers;
  /** What to send to keep it. */
  patch: DraftAnswers;
  conflicts: Conflict[];
};

/** A page is read against what it showed, and then meets what is kept now, three ways. */
export const meet = (step: Step, kept: DraftAnswers, fields: Fields, network: Network): Meeting => {
  const parsed = draftAnswers.safeParse(shownIn(fields) ?? {});
  const shown = parsed.success ? parsed.data : undefined;
  const others = Object.entries(kept).filter(([section]) => !step.sections.some((one) => one === section));
  const base: DraftAnswers = shown ? { ...Object.fromEntries(others), ...sectionsOf(step, shown) } : kept;
  const sent = (from: DraftAnswers, form: Fields) =>
    sectionsOf(step, draftAnswers.parse(merged(from, step.read(form, base, network))));
  const typed = sent(base, fields);
  const emptied = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, name === 'owner' ? one : '']));
  const now = sectionsOf(step, kept);
  const met = merge<DraftAnswers>(shown ? sectionsOf(step, shown) : unknown, typed, now, {
    choices: choicesIn(fields),
    blank: sent({}, emptied),
  });
  return {
    typed,
    answers: { ...Object.fromEntries(others), ...met.merged },
    patch: draftAnswers.parse(patchBetween(now, met.merged)),
    conflicts: met.conflicts,
  };
};

/** A conflict as the rows of the page say it: the first that differs between the two. */
export const disputeOf = (
  view: { c: PageContext; language: 'fr' | 'en'; network: Network },
  step: Step,
  answers: DraftAnswers,
  { at, shown, typed, kept }: Conflict,
): Dispute => {
  // All owners have a row each on the page that lists them.
  const page = step.path.startsWith('owners/') ? owners : step;
  const rows = [shown, typed, kept].map((value) =>
    page.rows({ ...view, answers: draftAnswers.parse(withValueAt(answers, at, value)) }),
  );
  const [before = [], mine = [], theirs = []] = rows;
  const text = (row: { key: string; value: unknown } | undefined) => (row ? `${row.key}#${row.value}` : '');
  const length = Math.max(mine.length, theirs.length);
  const differs = Array.from({ length }, (_, place) => place).filter(
    (place) => text(mine[place]) !== text(theirs[place]),
  );
  const labels = [...new Set(differs.map((place) => (theirs[place] ?? mine[place])?.key))];
  const one = (list: typeof before) =>
    differs
      .flatMap((place) => {
        const row = list[place];
        if (!row) return [];
        return differs.length > 1 || !labels.includes(row.key) ? `${row.key} – ${row.value}` : `${row.value}`;
      })
      .filter(Boolean)
      .join(' ; ');
  const label = labels.length === 1 ? labels[0] : undefined;
  return { at, label: label || step.title[view.language], shown: one(before), typed: one(mine), kept: one(theirs) };
};
