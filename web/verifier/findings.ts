import { createHash } from 'node:crypto';
import type { input } from 'zod';
import * as z from 'zod/mini';
import type { recordFindings } from '#schemas/api/review.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import { findingOutcomes, findingReasons } from '#schemas/review.ts';
import { screeningFindings } from '#schemas/screening.ts';
import type { FieldError } from '../parts/errors.tsx';
import { dateOf, type Fields, isDay, textOf } from '../parts/read-form.ts';
import { merge, unknown } from '../three-way/merge.ts';
import { choicesIn, shownIn } from '../three-way/shown.ts';
import { titled, typeset } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { type CaseLine, slotOf } from './folder.ts';

const screeningWords: Record<string, Bilingual> = screeningFindings;
/** What screening says of a file, by its code. */
export const screeningText = (code: string, language: Language): string =>
  typeset(screeningWords[code]?.[language] ?? code, language);

type FindingInput = input<NonNullable<typeof recordFindings.body>>['findings'][string];
const findingReasonCodes = Object.keys(findingReasons) as (keyof typeof findingReasons)[];

/** What stands in the fields of one line: what was recorded, or what was just typed. */
export type Typed = { outcome: string; reason: string; note: string; until: string };

const recorded = ({ finding }: CaseLine): Typed => ({
  outcome: finding?.outcome ?? '',
  reason: finding?.reason ?? '',
  note: finding?.note ?? '',
  until: finding?.until ?? '',
});

const typedOn = (line: CaseLine, fields: Fields): Typed => {
  const slot = slotOf(line);
  const outcome = textOf(fields, `outcome-${slot}`);
  return {
    outcome,
    reason: textOf(fields, `reason-${slot}`),
    // Browsers end lines with CR LF; what was stored ends them with LF.
    note: textOf(fields, `note-${slot}`).replaceAll('\r\n', '\n'),
    until: dateOf(textOf(fields, `until-${slot}`)),
  };
};

/** A finding is one statement: it is compared whole. A reason says why something is missing: what is met needs none. */
const whole = ({ outcome, reason, note, until }: Typed): string =>
  outcome || reason || note || until ? JSON.stringify([outcome, outcome === 'met' ? '' : reason, note, until]) : '';
const parts = z.tuple([z.string(), z.string(), z.string(), z.string()]);
const partsIn = (text: string): Typed | undefined => {
  try {
    const [outcome, reason, note, until] = text ? parts.parse(JSON.parse(text)) : ['', '', '', ''];
    return { outcome, reason, note, until };
  } catch {
    return undefined;
  }
};
const partsOf = (text: string): Typed => partsIn(text) ?? { outcome: '', reason: '', note: '', until: '' };

const digestOf = ({ claim }: CaseLine): string =>
  createHash('sha256').update(JSON.stringify(claim)).digest('base64url').slice(0, 8);

const seen = z.object({
  findings: z.record(z.string(), z.string().check(z.refine((text) => partsIn(text) !== undefined))),
  /** A finding holds for the claim that was looked at. */
  claims: z.record(z.string(), z.string()),
});

/** What a page of the case shows of its lines. */
export const seenOf = (checklist: readonly CaseLine[]): z.infer<typeof seen> => ({
  findings: Object.fromEntries(checklist.map((line) => [line.id, whole(recorded(line))])),
  claims: Object.fromEntries(checklist.map((line) => [line.id, digestOf(line)])),
});

/** Lines whose finding or claim is another now than the page showed that a form was sent from. */
export const changedSince = (checklist: readonly CaseLine[], fields: Fields): CaseLine[] => {
  const before = seen.safeParse(shownIn(fields));
  const now = seenOf(checklist);
  return checklist.filter(
    ({ id }) =>
      !before.success || before.data.findings[id] !== now.findings[id] || before.data.claims[id] !== now.claims[id],
  );
};

export type LineConflict = { line: CaseLine; shown: Typed; typed: Typed; kept: Typed };
/** What stands on each line when what was typed meets what is kept now. */
export type Meeting = { typed: (line: CaseLine) => Typed; conflicts: LineConflict[] };

/** Three ways: what the form's page showed, what was typed, what is kept. Without a form, what is kept. */
export const meetingOf = (checklist: readonly CaseLine[], fields: Fields | undefined): Meeting => {
  if (!fields) return { typed: recorded, conflicts: [] };
  const parsed = seen.safeParse(shownIn(fields));
  const shown = parsed.success ? parsed.data : undefined;
  const now = seenOf(checklist);
  // A browser sends nothing for radios that are not chosen; the note says whether the line was on the page at all.
  const typed = Object.fromEntries(
    checklist.map((line) => {
      const onPage = `note-${slotOf(line)}` in fields;
      const left = shown?.findings[line.id] ?? now.findings[line.id] ?? '';
      return [line.id, onPage ? whole(typedOn(line, fields)) : left];
    }),
  );
  const choices = choicesIn(fields);
  const known = shown && Object.fromEntries(checklist.map(({ id }) => [id, shown.findings[id] ?? '']));
  const { merged, conflicts } = merge(known ?? unknown, typed, now.findings, { choices });
  const disputed = new Set(conflicts.map(({ at }) => at));
  for (const { id } of checklist) {
    const touched = typed[id] !== known?.[id] && typed[id] !== now.findings[id];
    // What was found was found of another claim.
    if (touched && shown && shown.claims[id] !== now.claims[id] && !choices.of(id)) disputed.add(id);
  }
  const of = (texts: Record<string, string> | undefined, { id }: CaseLine) => partsOf(texts?.[id] ?? '');
  // What stands is shown as it was typed, with a reason that may be needed again.
  const standing = (line: CaseLine): Typed => {
    const asTyped = typedOn(line, fields);
    return `note-${slotOf(line)}` in fields && whole(asTyped) === merged[line.id] ? asTyped : of(merged, line);
  };
  return {
    typed: standing,
    conflicts: checklist
      .filter(({ id }) => disputed.has(id))
      .map((line) => ({ line, shown: of(known, line), typed: of(typed, line), kept: recorded(line) })),
  };
};

/**
 * The findings that a form changes, line by line. A line that is not sound, or that somebody else changed too, is left out
 * and told; the others are saved all the same.
 */
export const findingsIn = (
  checklist: readonly CaseLine[],
  { typed: typedFor, conflicts }: Meeting,
  language: Language,
): { findings: Record<string, FindingInput>; errors: FieldError[] } => {
  const said = caseWords[language];
  const findings: Record<string, FindingInput> = {};
  const errors: FieldError[] = [];
  for (const line of checklist) {
    const typed = typedFor(line);
    const outcome = findingOutcomes.find((one) => one === typed.outcome);
    if (whole(typed) === whole(recorded(line)) || conflicts.some((one) => one.line.id === line.id)) continue;
    const reason = outcome === 'met' ? undefined : findingReasonCodes.find((one) => one === typed.reason);
    const wrong = (field: 'outcome' | 'reason' | 'until', message: string) =>
      errors.push({ field: `${field}-${slotOf(line)}`, message: titled(line.label, message, language) });
    if (!outcome) wrong('outcome', said.outcomeNeeded);
    else if (outcome !== 'met' && !reason && !typed.note) wrong('reason', said.reasonNeeded);
    else if (typed.until && !isDay(typed.until)) wrong('until', said.badDay);
    else
      findings[line.id] = {
        outcome,
        ...(reason && { reason }),
        ...(typed.note && { note: typed.note }),
        ...(typed.until && { until: typed.until }),
      };
  }
  return { findings, errors };
};
