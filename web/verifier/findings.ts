import type * as z from 'zod';
import type { recordFindings } from '#schemas/api/review.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import { findingOutcomes, findingReasons } from '#schemas/review.ts';
import { screeningFindings } from '#schemas/screening.ts';
import type { FieldError } from '../parts/errors.tsx';
import { dateOf, type Fields, isDay, textOf } from '../parts/read-form.ts';
import { typeset } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { type CaseLine, slotOf } from './folder.ts';

const screeningWords: Record<string, Bilingual> = screeningFindings;
/** What screening says of a file, by its code. */
export const screeningText = (code: string, language: Language): string =>
  typeset(screeningWords[code]?.[language] ?? code, language);

type FindingInput = z.input<NonNullable<typeof recordFindings.body>>['findings'][string];
const findingReasonCodes = Object.keys(findingReasons) as (keyof typeof findingReasons)[];

/** What stands in the fields of one line: what was recorded, or what was just typed. */
export type Typed = { outcome: string; reason: string; note: string; until: string };

const recorded = ({ finding }: CaseLine): Typed => ({
  outcome: finding?.outcome ?? '',
  reason: finding?.reason ?? '',
  note: finding?.note ?? '',
  until: finding?.until ?? '',
});

export const typedOn = (line: CaseLine, fields?: Fields): Typed => {
  const slot = slotOf(line);
  // A browser sends nothing for radios that are not chosen; the note says whether the line was on the page at all.
  if (!fields || !(`note-${slot}` in fields)) return recorded(line);
  return {
    outcome: textOf(fields, `outcome-${slot}`),
    reason: textOf(fields, `reason-${slot}`),
    // Browsers end lines with CR LF; what was stored ends them with LF.
    note: textOf(fields, `note-${slot}`).replaceAll('\r\n', '\n'),
    until: dateOf(textOf(fields, `until-${slot}`)),
  };
};

const same = (a: Typed, b: Typed): boolean =>
  a.outcome === b.outcome && a.reason === b.reason && a.note === b.note && a.until === b.until;

/**
 * The findings that a form changes, line by line. A line that is not sound is left out and told; the others are saved all the
 * same.
 */
export const findingsIn = (
  checklist: readonly CaseLine[],
  fields: Fields,
  language: Language,
): { findings: Record<string, FindingInput>; errors: FieldError[] } => {
  const said = caseWords[language];
  const findings: Record<string, FindingInput> = {};
  const errors: FieldError[] = [];
  for (const line of checklist) {
    const typed = typedOn(line, fields);
    const outcome = findingOutcomes.find((one) => one === typed.outcome);
    if (same(typed, recorded(line))) continue;
    // A reason says why something is missing: what is met needs none.
    const reason = outcome === 'met' ? undefined : findingReasonCodes.find((one) => one === typed.reason);
    const wrong = (field: 'outcome' | 'reason' | 'until', message: string) =>
      errors.push({ field: `${field}-${slotOf(line)}`, message: `${line.label}: ${message}` });
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
