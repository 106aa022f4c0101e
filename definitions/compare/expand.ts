import type { Criterion, ReciprocityTable } from '#schemas/definition.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import type { LegalForm } from '#schemas/vocabulary.ts';
import { acceptedCertifications, tableOn } from '../criteria/named.ts';
import { dayOf, monthsBetween } from '../days.ts';
import { levelOf } from '../evidence.ts';
import type { Atom, ShareAtom, Values } from './atom.ts';

/** When the comparison takes place, and every version of the reciprocity tables. */
export interface Setting {
  /** Day number. */
  day: number;
  tables: readonly ReciprocityTable[];
}

/** Some or all of a list of atoms; `{ all: [] }` always holds, `{ any: [] }` never. */
export type Clause = { any: readonly Atom[] } | { all: readonly Atom[] };

/** A criterion on two rails: what makes it known to be met, and what makes it known to be unmet. Never both. */
export interface Rails {
  met: Clause;
  unmet: Clause;
}

type Of<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;

const WHOLE = 10_000;
const ALWAYS: Clause = { all: [] };
const NEVER: Clause = { any: [] };
const distinct = (names: readonly string[]) => [...new Set(names)].sort();

export const expand = (criterion: Criterion, { day, tables }: Setting): Rails => {
  const level = levelOf[criterion.assurance];
  const months = criterion.maxAgeMonths ?? Number.POSITIVE_INFINITY;

  /** A fact that fails does so at any assurance: the unmet rail is the opposite value, known at the lowest level. */
  const known = (facts: readonly string[], values: Values, opposite: Values): Rails => ({
    met: { any: facts.map((fact) => ({ family: 'fact', fact, values, level, months })) },
    unmet: { all: facts.map((fact) => ({ family: 'fact', fact, values: opposite, level: 0, months })) },
  });
  const named = (source: string, names: readonly string[]): Rails =>
    known(
      distinct(names).map((name) => `${source}.${name}`),
      { oneOf: ['yes'] },
      { oneOf: ['no'] },
    );

  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
      return shareRails(criterion, level, months);
    case 'control':
      return named(criterion.aspect, criterion.groups);
    case 'flag':
      return named('flags', [criterion.flag]);
    case 'certification': {
      const table = criterion.reciprocity === null ? undefined : tableOn(criterion.reciprocity, day, tables);
      return named('certifications', acceptedCertifications(criterion.anyOf, table));
    }
    case 'legalForm': {
      const isAsked = (form: LegalForm) => criterion.anyOf.includes(form);
      const others = legalForms.filter((form) => !isAsked(form));
      return known(['legalForm'], { oneOf: legalForms.filter(isAsked) }, { oneOf: others });
    }
    case 'measure': {
      const { above, below } = halves(criterion, day);
      const fact = criterion.measure === 'monthsInBusiness' ? 'foundedOn' : criterion.measure;
      const asksMore = criterion.cmp === '>=' || criterion.cmp === '>';
      return asksMore ? known([fact], above, below) : known([fact], below, above);
    }
    case 'region': {
      const head = criterion.scope === 'head';
      const place = { family: 'places', head, months } as const;
      return {
        met: { any: distinct(criterion.anyOf).map((region) => ({ ...place, rail: 'reaches', region, level })) },
        unmet: { all: distinct(criterion.anyOf).map((region) => ({ ...place, rail: 'cannot', region, level: 0 })) },
      };
    }
  }
};

const shareRails = (criterion: Of<'ownership'> | Of<'workforce'>, level: number, months: number): Rails => {
  const { combine } = criterion;
  const family = criterion.kind === 'ownership' ? 'owners' : 'workforce';
  const bp = criterion.cmp === '>=' ? criterion.bp : criterion.bp + 1;
  const groups = combine === 'sum' ? [...criterion.groups].sort() : distinct(criterion.groups);
  if (bp <= 0) return { met: ALWAYS, unmet: NEVER };
  if (bp > (combine === 'sum' ? WHOLE * groups.length : WHOLE)) return { met: NEVER, unmet: ALWAYS };

  const together = [groups];
  const apart = groups.map((group) => [group]);
  const atom = (rail: ShareAtom['rail'], among: readonly string[]): ShareAtom => ({
    family,
    rail,
    combine: combine === 'sum' && among.length > 1 ? 'sum' : 'union',
    groups: among,
    bp,
    level: rail === 'reaches' ? level : 0,
    months,
  });
  // Without a cross-tab, a union of headcounts is known to reach only what its largest group reaches.
  const reaching = combine === 'anyOne' || (combine === 'union' && family === 'workforce') ? apart : together;
  const failing = combine === 'anyOne' ? apart : together;
  return {
    met: { any: reaching.map((among) => atom('reaches', among)) },
    unmet: { all: failing.map((among) => atom('cannot', among)) },
  };
};

/** Counts at or above the threshold, and those below it. No firm is older than the calendar's first year. */
const halves = ({ measure, cmp, value }: Of<'measure'>, day: number) => {
  const most = measure === 'monthsInBusiness' ? monthsBetween(dayOf('0001-01-01'), day) : Number.MAX_SAFE_INTEGER;
  const least = cmp === '>=' || cmp === '<' ? value : value + 1;
  return { above: { from: least, to: most }, below: { from: 0, to: Math.min(least - 1, most) } };
};
