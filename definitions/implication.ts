import type { Criterion } from '#schemas/definition.ts';
import { liesWithin } from './criteria/place.ts';
import { levelOf } from './evidence.ts';
import type { CriterionOf } from './finding.ts';

type Share = CriterionOf<'ownership'> | CriterionOf<'workforce'>;

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
const setOf = (items: readonly string[]): ReadonlySet<string> => {
  const known = sets.get(items) ?? new Set(items);
  sets.set(items, known);
  return known;
};
const within = (a: readonly string[], b: readonly string[]) => {
  if (a.length > b.length) return false;
  const all = setOf(b);
  return a.every((item) => all.has(item));
};
const least = ({ cmp, bp }: Share) => (cmp === '>=' ? bp : bp + 1);
const rank = { anyOne: 0, union: 1, sum: 2 };
/** For one group all three ways to combine are the same: take the one that helps the comparison. */
const rankOf = ({ groups, combine }: Share, single: number) => (groups.length === 1 ? single : rank[combine]);

const bounds = ({ cmp, value }: CriterionOf<'measure'>) => ({
  from: cmp === '>=' ? value : cmp === '>' ? value + 1 : Number.NEGATIVE_INFINITY,
  to: cmp === '<=' ? value : cmp === '<' ? value - 1 : Number.POSITIVE_INFINITY,
});

/** Whether whatever passes `a` passes `b`, assurance and age aside. Pairwise and sound; says no where it cannot tell. */
const passes = (
  a: Criterion,
  b: Criterion,
  accepted: (c: CriterionOf<'certification'>) => readonly string[],
): boolean => {
  switch (a.kind) {
    case 'ownership':
    case 'workforce':
      return a.kind === b.kind && least(a) >= least(b) && rankOf(a, 0) <= rankOf(b, 2) && within(a.groups, b.groups);
    case 'control':
      return b.kind === 'control' && a.aspect === b.aspect && within(a.groups, b.groups);
    case 'certification':
      return b.kind === 'certification' && within(accepted(a), accepted(b));
    case 'legalForm':
      return b.kind === 'legalForm' && within(a.anyOf, b.anyOf);
    case 'region':
      return (
        b.kind === 'region' &&
        (a.scope === b.scope || a.scope === 'head') &&
        a.anyOf.every((region) => liesWithin(region, b.anyOf) === 'yes')
      );
    case 'measure': {
      if (b.kind !== 'measure' || a.measure !== b.measure) return false;
      const inner = bounds(a);
      const outer = bounds(b);
      return inner.from >= outer.from && inner.to <= outer.to;
    }
    case 'flag':
      return b.kind === 'flag' && a.flag === b.flag;
  }
};

const age = (c: Criterion) => c.maxAgeMonths ?? Number.POSITIVE_INFINITY;

export interface Implications {
  /** Evidence that makes `a` met makes `b` met. */
  met: (a: Criterion, b: Criterion) => boolean;
  /** Evidence that makes `a` unmet makes `b` unmet; a no counts at any assurance. */
  unmet: (a: Criterion, b: Criterion) => boolean;
}

/** `accepted`: the certifications that a criterion takes on the day in question, by reciprocity included. */
export const implications = (
  accepted: (criterion: CriterionOf<'certification'>) => readonly string[] = ({ anyOf }) => anyOf,
): Implications => ({
  met: (a, b) => passes(a, b, accepted) && levelOf[a.assurance] >= levelOf[b.assurance] && age(a) <= age(b),
  unmet: (a, b) => passes(b, a, accepted) && age(a) <= age(b),
});
