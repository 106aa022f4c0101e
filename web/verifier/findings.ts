import type { Language } from '#schemas/primitives.ts';
import { findingInput, findingOutcomes, findingReason } from '#schemas/review.ts';
import type { FieldError } from '../parts/errors.tsx';
import { dateOf, type Fields, textOf } from '../parts/read-form.ts';
import { type CaseLine, slotOf } from './folder.ts';
import { verifierWords } from './words.ts';

type FindingInput = ReturnType<typeof findingInput.parse>;

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
  const said = verifierWords[language];
  const findings: Record<string, FindingInput> = {};
  const errors: FieldError[] = [];
  for (const line of checklist) {
    const typed = typedOn(line, fields);
    const outcome = findingOutcomes.find((one) => one === typed.outcome);
    if (!outcome || same(typed, recorded(line))) continue;
    const parsed = findingInput.safeParse({
      outcome,
      // A reason says why something is missing: what is met needs none.
      ...(typed.reason && outcome !== 'met' && { reason: findingReason.parse(typed.reason) }),
      ...(typed.note && { note: typed.note }),
      ...(typed.until && { until: typed.until }),
    });
    if (parsed.success) findings[line.id] = parsed.data;
    else
      for (const { path } of parsed.error.issues) {
        const day = path[0] === 'until';
        errors.push({
          field: `${day ? 'until' : 'reason'}-${slotOf(line)}`,
          message: `${line.label}: ${day ? said.badDay : said.reasonNeeded}`,
        });
      }
  }
  return { findings, errors };
};
