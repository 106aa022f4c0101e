import type { Criterion, Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { assurances, type Facts, type Known } from '#schemas/facts.ts';
import type { Outcome } from '#schemas/verdict.ts';

/**
 * What a definition says of a supplier on a day, written apart from the engine as the documents tell it: no numbers for
 * names, no bits, no days but as they are written. Slow, and meant to be read.
 */
export const outcomeByTheBook = (
  definition: Definition,
  facts: Facts,
  at: string,
  tables: readonly ReciprocityTable[],
): Outcome => {
  const said = ruleSays(definition.rule, { facts, at, tables });
  return said === true ? 'qualifies' : said === false ? 'does-not-qualify' : 'undetermined';
};

/** Yes, no, or not known. */
type Said = boolean | undefined;
interface Asked {
  facts: Facts;
  at: string;
  tables: readonly ReciprocityTable[];
}

const ruleSays = (rule: Rule, asked: Asked): Said => {
  switch (rule.kind) {
    case 'not': {
      const said = ruleSays(rule.of, asked);
      return said === undefined ? undefined : !said;
    }
    case 'all':
    case 'any':
    case 'atLeast': {
      const said = rule.of.map((part) => ruleSays(part, asked));
      const n = rule.kind === 'all' ? said.length : rule.kind === 'any' ? 1 : rule.n;
      if (said.filter((one) => one === true).length >= n) return true;
      return said.filter((one) => one !== false).length < n ? false : undefined;
    }
    default:
      return criterionSays(rule, asked);
  }
};

/** The same day of the month so many months later, or the month's last. */
const monthsLater = (iso: string, months: number): string => {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};

const criterionSays = (criterion: Criterion, { facts, at, tables }: Asked): Said => {
  const young = ({ since }: Known<unknown>) =>
    criterion.maxAgeMonths === undefined || at <= monthsLater(since, criterion.maxAgeMonths);
  const counts = (fact: Known<unknown> | undefined) =>
    fact !== undefined && fact.since <= at && (fact.until === undefined || at <= fact.until) && young(fact);
  const enough = (fact: Known<unknown>) => assurances.indexOf(fact.level) >= assurances.indexOf(criterion.assurance);
  const own = <T>(record: Record<string, Known<T>>, name: string) =>
    Object.hasOwn(record, name) ? record[name] : undefined;
  const isTrue = (fact: Known<boolean> | undefined) => fact !== undefined && counts(fact) && fact.value && enough(fact);
  const isFalse = (fact: Known<boolean> | undefined) => fact !== undefined && counts(fact) && !fact.value;
  const value = <T>(fact: Known<T> | undefined, passes: (value: T) => boolean): Said => {
    if (fact === undefined || !counts(fact)) return undefined;
    return passes(fact.value) ? enough(fact) || undefined : false;
  };
  const oneOf = (found: readonly { yes: boolean; no: boolean }[]): Said =>
    found.some(({ yes }) => yes) || (found.every(({ no }) => no) ? false : undefined);
  const named = (record: Record<string, Known<boolean>>, names: readonly string[]): Said =>
    oneOf(names.map((name) => ({ yes: isTrue(own(record, name)), no: isFalse(own(record, name)) })));

  switch (criterion.kind) {
    case 'control':
      return named(facts[criterion.aspect], criterion.groups);
    case 'flag':
      return named(facts.flags, [criterion.flag]);
    case 'certification':
      return oneOf(
        acceptedOn(criterion.anyOf, criterion.reciprocity, at, tables).map((name) => {
          const fact = own(facts.certifications, name);
          const ended = fact?.value === true && fact.until !== undefined && at > fact.until;
          return { yes: isTrue(fact), no: isFalse(fact) || ended };
        }),
      );
    case 'legalForm':
      return value(facts.legalForm, (form) => criterion.anyOf.includes(form));
    case 'measure': {
      const passes = (found: number) =>
        ({ '>=': found >= criterion.value, '>': found > criterion.value, '<=': found <= criterion.value })[
          criterion.cmp as string
        ] ?? found < criterion.value;
      if (criterion.measure !== 'monthsInBusiness') return value(facts[criterion.measure], passes);
      return value(facts.foundedOn, (day) => passes(wholeMonths(day, at)));
    }
    case 'ownership': {
      const { groups, combine } = criterion;
      const least = criterion.cmp === '>' ? criterion.bp + 1 : criterion.bp;
      const share = (some: readonly string[]) => {
        let [reached, possible] = [0, 10_000];
        for (const owner of facts.owners) {
          if (some.some((group) => isTrue(own(owner.groups, group)))) reached += owner.bp;
          else if (some.every((group) => isFalse(own(owner.groups, group)))) possible -= owner.bp;
        }
        return { reached, possible };
      };
      const each = combine === 'union' ? [share(groups)] : groups.map((group) => share([group]));
      const together = (of: 'reached' | 'possible') =>
        combine === 'sum' ? each.reduce((sum, one) => sum + one[of], 0) : Math.max(...each.map((one) => one[of]));
      return together('reached') >= least || (together('possible') < least ? false : undefined);
    }
    case 'workforce': {
      const { groups, combine } = criterion;
      const least = criterion.cmp === '>' ? criterion.bp + 1 : criterion.bp;
      const each = groups.map((group) => {
        const fact = own(facts.workforce, group);
        const known = fact !== undefined && counts(fact);
        return { reached: known && enough(fact) ? fact.value : 0, possible: known ? fact.value : 10_000 };
      });
      const sum = (of: 'reached' | 'possible') => each.reduce((all, one) => all + one[of], 0);
      const most = (of: 'reached' | 'possible') => Math.max(...each.map((one) => one[of]));
      const reached = combine === 'sum' ? sum('reached') : most('reached');
      // Without a cross-tab, people counted in two groups may be the same or not.
      const possible =
        combine === 'anyOne'
          ? most('possible')
          : combine === 'sum'
            ? sum('possible')
            : Math.min(10_000, sum('possible'));
      return reached >= least || (possible < least ? false : undefined);
    }
    case 'region': {
      const head = criterion.scope === 'head';
      const lies = (inner: string, outer: string) =>
        inner === outer || (outer.length <= 5 && inner.startsWith(`${outer}-`));
      const positions = facts.places.map((place) => ({
        place,
        known: counts(place),
        inside: criterion.anyOf.some((region) => lies(place.value.region, region)),
        perhaps: criterion.anyOf.some((region) => lies(region, place.value.region)),
      }));
      const concerned = positions.filter(({ place }) => !head || place.value.head);
      if (concerned.some(({ known, inside, place }) => known && inside && enough(place))) return true;
      if (head && concerned.some(({ known, inside, perhaps }) => known && !inside && !perhaps)) return false;
      const listed = facts.placesComplete?.value === true && counts(facts.placesComplete);
      const everyOneKnown = positions.every(({ known }) => known);
      return listed && everyOneKnown && concerned.every(({ inside, perhaps }) => !inside && !perhaps)
        ? false
        : undefined;
    }
  }
};

/** None for a firm that is yet to be founded. */
const wholeMonths = (from: string, to: string): number => {
  let months = 0;
  while (monthsLater(from, months + 1) <= to) months++;
  return months;
};

const acceptedOn = (
  anyOf: readonly string[],
  id: string | null,
  at: string,
  tables: readonly ReciprocityTable[],
): string[] => {
  const inForce = tables
    .filter(({ effective }) => effective.from <= at && (effective.until === undefined || at <= effective.until))
    .filter((table) => table.id === id)
    .sort((a, b) => b.version - a.version)[0];
  const accepted = [...anyOf];
  for (const name of accepted)
    for (const entry of inForce?.entries ?? [])
      if (entry.accepted === name && !accepted.includes(entry.held)) accepted.push(entry.held);
  return accepted;
};
