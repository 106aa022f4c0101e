import type { ReciprocityTable } from '#schemas/definition.ts';
import { dayOf, NEVER } from '../days.ts';
import { type Evidence, levelOf, marked, type Named, numbers } from '../evidence.ts';
import { type CriterionOf, type Found, type NameFound, nameFound, type Reader } from '../finding.ts';
import { CELL, type Moments, UNTRUE } from '../moments.ts';
import type { Answer } from '../program.ts';

type NamedCriterion = CriterionOf<'control'> | CriterionOf<'certification'> | CriterionOf<'flag'>;

/** Names that would do, while one set of reciprocity tables is in force. */
interface Period {
  from: number;
  until: number;
  names: readonly number[];
  /** Each name as it is shown when nothing is known of it, and what is found when nothing is known of any. */
  unknown: readonly NameFound[];
  nothing: Found;
}
const period = (
  [from, until]: readonly [number, number],
  names: readonly string[],
  asked: readonly string[],
  kind: keyof typeof numbers,
): Period => {
  const unknown = names.map((name) => Object.freeze({ name, accepted: !asked.includes(name), evidence: null }));
  return {
    from,
    until,
    names: names.map((name) => numbers[kind].of(name)),
    unknown,
    nothing: Object.freeze({ kind: 'named', names: unknown }),
  };
};
const EVER = [0, NEVER] as const;

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
  const days = [0, ...[...starts].sort((a, b) => a - b)];
  return days.map((from, index) => {
    const table = reciprocity === null ? undefined : tableOn(reciprocity, from, versions);
    const until = index + 1 < days.length ? days[index + 1]! - 1 : NEVER;
    return period([from, until], acceptedCertifications(anyOf, table), anyOf, 'certifications');
  });
};

const parts = (criterion: NamedCriterion, tables: readonly ReciprocityTable[]) => {
  if (criterion.kind === 'control') {
    const { aspect, groups } = criterion;
    return { source: aspect, spans: [period(EVER, groups, groups, 'groups')] } as const;
  }
  if (criterion.kind === 'certification')
    return { source: 'certifications', spans: periods(criterion, tables) } as const;
  const names = [criterion.flag];
  return { source: 'flags', spans: [period(EVER, names, names, 'flags')] } as const;
};

const facts = {
  managed: (evidence: Evidence) => evidence.managed,
  controlled: (evidence: Evidence) => evidence.controlled,
  certifications: (evidence: Evidence) => evidence.certifications,
  flags: (evidence: Evidence) => evidence.flags,
} satisfies Record<string, (evidence: Evidence) => Named<boolean>>;

/**
 * "At least one of these names is true": groups that manage or control, certifications held, a flag.
 * A certificate past its `until` is a known no; any other lapsed fact is unknown again.
 */
export const readNamed = (criterion: NamedCriterion, tables: readonly ReciprocityTable[], moments: Moments): Reader => {
  const level = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const block = moments.blockFor(maxAge);
  const { source, spans } = parts(criterion, tables);
  const row = marked[source];
  const pick = facts[source];
  for (const { from } of spans) if (from > 0) moments.turnsOn(from);

  /** Each period answers for its own moments. */
  const read = (moments: Moments, into: Answer): void => {
    const { cells } = moments;
    const start = block * moments.block + row * moments.row;
    into.met = into.unmet = 0;
    for (const { from, until, names } of spans) {
      const when = moments.between(from, until);
      let yes = 0;
      let no = -1;
      for (const name of names) {
        yes |= cells[start + name * CELL + level]!;
        no &= cells[start + name * CELL + UNTRUE]!;
      }
      into.met |= yes & when;
      into.unmet |= no & when;
    }
  };

  return {
    step:
      spans.length === 1
        ? { kind: 'names', block, row, level, names: spans[0]!.names }
        : { kind: 'other', cells: true, read },
    explain: (moments) => {
      const known = pick(moments.evidence!);
      const period = spans.length === 1 ? spans[0]! : spans.findLast(({ from }) => from <= moments.day)!;
      const { names: asked, unknown } = period;
      let names: NameFound[] | undefined;
      for (let i = 0; i < asked.length; i++) {
        const fact = known[asked[i]!];
        if (fact === undefined) continue;
        names ??= unknown.slice();
        names[i] = nameFound(unknown[i]!.accepted, fact, maxAge, moments);
      }
      if (names === undefined) return period.nothing;
      return { kind: 'named', names };
    },
  };
};
