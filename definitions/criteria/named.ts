import type { ReciprocityTable } from '#schemas/definition.ts';
import { dayOf, NEVER } from '../days.ts';
import { type Evidence, type Fact, levelOf, marked, type Named, type NameKind, numbers } from '../evidence.ts';
import { type CriterionOf, type Found, firstOf, type NameAsked, type Reader } from '../finding.ts';
import { CELL, type Moments, UNTRUE } from '../moments.ts';
import type { Answer } from '../program.ts';

type NamedCriterion = CriterionOf<'control'> | CriterionOf<'certification'> | CriterionOf<'flag'>;

/** Names that would do, while one set of reciprocity tables is in force. */
interface Period {
  from: number;
  until: number;
  names: readonly number[];
  asked: readonly NameAsked[];
  /** What is found when nothing is known of any. */
  nothing: Found;
}
const period = (
  [from, until]: readonly [number, number],
  names: readonly string[],
  asked: readonly string[],
  kind: NameKind,
): Period => {
  const all = names.map((name) => Object.freeze({ name, accepted: !asked.includes(name) }));
  return {
    from,
    until,
    names: names.map((name) => numbers[kind].of(name)),
    asked: all,
    nothing: Object.freeze({ kind: 'named', asked: all, evidence: [] }),
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
    return { source: aspect, kind: 'groups', spans: [period(EVER, groups, groups, 'groups')] } as const;
  }
  if (criterion.kind === 'certification')
    return { source: 'certifications', kind: 'certifications', spans: periods(criterion, tables) } as const;
  const names = [criterion.flag];
  return { source: 'flags', kind: 'flags', spans: [period(EVER, names, names, 'flags')] } as const;
};

type Source = 'managed' | 'controlled' | 'certifications' | 'flags';
const knownIn = (evidence: Evidence, source: Source): Named<boolean> => {
  if (source === 'flags') return evidence.flags;
  if (source === 'certifications') return evidence.certifications;
  return source === 'managed' ? evidence.managed : evidence.controlled;
};

/** What is known of these names, until it is known how much that is. */
const gathered: (Fact<boolean> | undefined)[] = [];

const findNamed = ({ evidence, day }: Moments, source: Source, spans: readonly Period[]): Found => {
  const period = spans.length === 1 ? spans[0]! : spans.findLast(({ from }) => from <= day)!;
  const known = knownIn(evidence!, source);
  const { names } = period;
  const facts = gathered;
  let count = 0;
  for (let i = 0; i < names.length; i++) {
    const fact = known[names[i]!];
    facts[count] = fact;
    count += Number(fact !== undefined);
  }
  if (count === 0) return period.nothing;
  return { kind: 'named', asked: period.asked, evidence: firstOf(facts, count) };
};

/**
 * "At least one of these names is true": groups that manage or control, certifications held, a flag.
 * A certificate past its `until` is a known no; any other lapsed fact is unknown again.
 */
export const readNamed = (criterion: NamedCriterion, tables: readonly ReciprocityTable[], moments: Moments): Reader => {
  const level = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const block = moments.blockFor(maxAge);
  const { source, kind, spans } = parts(criterion, tables);
  const row = marked[source];
  const columns = spans.map(({ names }) => names.map((name) => moments.columnFor(kind, name)));
  for (const { from } of spans) if (from > 0) moments.turnsOn(from);

  /** Each period answers for its own moments. */
  const read = (moments: Moments, into: Answer): void => {
    const { cells } = moments;
    const start = block * moments.block + row * moments.row;
    into.met = into.unmet = 0;
    for (const [span, { from, until }] of spans.entries()) {
      const when = moments.between(from, until);
      let yes = 0;
      let no = -1;
      for (const column of columns[span]!) {
        yes |= cells[start + column * CELL + level]!;
        no &= cells[start + column * CELL + UNTRUE]!;
      }
      into.met |= yes & when;
      into.unmet |= no & when;
    }
  };

  return {
    step:
      spans.length === 1
        ? { kind: 'names', block, row, level, columns: columns[0]! }
        : { kind: 'other', cells: true, read },
    explain: (moments) => findNamed(moments, source, spans),
  };
};
