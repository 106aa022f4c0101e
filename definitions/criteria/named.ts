import type { ReciprocityTable } from '#schemas/definition.ts';
import { dayOf, NEVER } from '../days.ts';
import { type Evidence, levelOf, marked, type Named, slotOf } from '../evidence.ts';
import {
  type CriterionOf,
  type Finding,
  finding,
  lastDay,
  MET,
  type NameFound,
  type Reader,
  standsUntil,
  UNKNOWN,
  UNMET,
  used,
} from '../finding.ts';
import { allFalse, type Mask, maskOf, someTrue, type Today } from '../today.ts';

type NamedCriterion = CriterionOf<'control'> | CriterionOf<'certification'> | CriterionOf<'flag'>;

/** Names that would do, while one set of reciprocity tables is in force. */
interface Period {
  until: number;
  names: readonly string[];
  slots: readonly number[];
  /** Each name as it is shown when nothing is known of it. */
  unknown: readonly NameFound[];
}
const period = (until: number, names: readonly string[], asked: readonly string[]): Period => ({
  until,
  names,
  slots: names.map(slotOf),
  unknown: names.map((name) => Object.freeze({ name, accepted: !asked.includes(name), evidence: null })),
});

/** The version of a table in force on a day: of those effective, the highest. */
export const tableOn = (id: string, day: number, tables: readonly ReciprocityTable[]): ReciprocityTable | undefined => {
  let best: ReciprocityTable | undefined;
  for (const table of tables) {
    if (table.id !== id || day < dayOf(table.effective.from)) continue;
    if (table.effective.until !== undefined && day > dayOf(table.effective.until)) continue;
    if (best === undefined || table.version > best.version) best = table;
  }
  return best;
};

/** The certifications named, then those that a table takes in their place, directly or through another. */
export const acceptedCertifications = (
  anyOf: readonly string[],
  table: ReciprocityTable | undefined,
): readonly string[] => {
  const names = new Set(anyOf);
  for (const name of names) {
    for (const entry of table?.entries ?? []) if (entry.accepted === name) names.add(entry.held);
  }
  return [...names];
};

const periods = (
  { anyOf, reciprocity }: CriterionOf<'certification'>,
  tables: readonly ReciprocityTable[],
): readonly Period[] => {
  const versions = tables.filter((table) => table.id === reciprocity);
  const starts = new Set(
    versions.flatMap(({ effective: { from, until } }) => [dayOf(from), ...(until ? [dayOf(until) + 1] : [])]),
  );
  const days = [...starts].sort((a, b) => a - b);
  return [Number.NEGATIVE_INFINITY, ...days].map((from, index) => {
    const names = acceptedCertifications(
      anyOf,
      reciprocity === null ? undefined : tableOn(reciprocity, from, versions),
    );
    return period(index < days.length ? days[index]! - 1 : NEVER, names, anyOf);
  });
};

const sources = {
  managed: (evidence: Evidence) => evidence.managed,
  controlled: (evidence: Evidence) => evidence.controlled,
  certifications: (evidence: Evidence) => evidence.certifications,
  flags: (evidence: Evidence) => evidence.flags,
} satisfies Record<string, (evidence: Evidence) => Named<boolean>>;

const parts = (criterion: NamedCriterion, tables: readonly ReciprocityTable[]) => {
  const always = (names: readonly string[]): readonly Period[] => [period(NEVER, names, names)];
  if (criterion.kind === 'control') return { source: criterion.aspect, spans: always(criterion.groups) } as const;
  if (criterion.kind === 'flag') return { source: 'flags', spans: always([criterion.flag]) } as const;
  return { source: 'certifications', spans: periods(criterion, tables) } as const;
};

const stateOfNames = (row: number, mask: Mask, asked: number) => (today: Today) => {
  const start = row * today.row;
  if (someTrue(today, start, mask, asked)) return MET;
  return allFalse(today, start, mask) ? UNMET : UNKNOWN;
};

/**
 * "At least one of these names is true": groups that manage or control, certifications held, a flag.
 * A certificate past its `until` is a known no; any other lapsed fact is unknown again.
 */
export const readNamed = (criterion: NamedCriterion, tables: readonly ReciprocityTable[]): Reader => {
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const { source, spans } = parts(criterion, tables);
  const pick = sources[source];
  const lapseIsNo = criterion.kind === 'certification';
  const spanOn = (day: number): Period => {
    let index = 0;
    while (day > spans[index]!.until) index++;
    return spans[index]!;
  };

  const find = (evidence: Evidence, day: number): Finding => {
    const facts = pick(evidence);
    const span = spans.length === 1 ? spans[0]! : spanOn(day);
    let met = -1;
    let metHolds = -1;
    let no = true;
    let noLevel = 2;
    let noHolds = span.until;
    let changes = span.until;
    const { slots } = span;
    for (let i = 0; i < slots.length; i++) {
      const fact = facts[slots[i]!];
      if (fact === undefined) {
        no = false;
        continue;
      }
      const last = lastDay(fact, maxAge);
      const expires = lapseIsNo && fact.value;
      if (expires && day > fact.until) {
        noLevel = Math.min(noLevel, fact.level);
      } else if (day < fact.since || day > last) {
        no = false;
        changes = Math.min(changes, standsUntil(fact, last, day));
        if (expires) changes = Math.min(changes, fact.until);
      } else if (fact.value) {
        no = false;
        changes = Math.min(changes, last);
        if (fact.level >= asked) {
          met = Math.max(met, fact.level);
          metHolds = Math.max(metHolds, last);
        }
      } else {
        noLevel = Math.min(noLevel, fact.level);
        noHolds = Math.min(noHolds, last);
        changes = Math.min(changes, last);
      }
    }
    if (met >= 0) return finding(MET, met, Math.min(metHolds, span.until));
    return no ? finding(UNMET, noLevel, noHolds) : finding(UNKNOWN, 0, changes);
  };

  const [always] = spans;
  const bits = maxAge === 0 && always !== undefined && spans.length === 1;
  return {
    ...(bits && { state: stateOfNames(marked[source], maskOf(always.slots), asked) }),
    find,
    explain: (evidence, day) => {
      const facts = pick(evidence);
      const { slots, unknown } = spanOn(day);
      const names = unknown.slice();
      for (let i = 0; i < slots.length; i++) {
        const fact = facts[slots[i]!];
        if (fact === undefined) continue;
        const { name, accepted } = names[i]!;
        names[i] = { name, accepted, evidence: used(fact, maxAge, day) };
      }
      return { kind: 'named', names };
    },
  };
};
