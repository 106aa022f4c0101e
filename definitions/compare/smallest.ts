import type { Facts } from '#schemas/facts.ts';
import { type Budget, within } from './budget.ts';

const records = ['managed', 'controlled', 'workforce', 'certifications', 'flags'] as const;
const optionals = ['legalForm', 'placesComplete', 'employees', 'revenueCad', 'foundedOn'] as const;

/**
 * Leaves out what can be left out while `holds` stays true: in the result nothing can. Should the budget end first, the
 * result is merely not that small yet. `cost`: of asking once, in steps, apart from looking at the facts.
 */
export const smallest = (facts: Facts, holds: (facts: Facts) => boolean, budget: Budget, cost: number): Facts => {
  let now = facts;
  const attempt = (less: Facts): void => {
    budget.spend(cost + sizeOf(less));
    if (holds(less)) now = less;
  };
  within(() => {
    for (let before: Facts | undefined; before !== now; ) {
      before = now;
      for (const i of downTo0(now.owners)) attempt({ ...now, owners: now.owners.toSpliced(i, 1) });
      for (const [i, { groups }] of now.owners.entries()) {
        for (const group of Object.keys(groups)) {
          const owner = now.owners[i]!;
          attempt({ ...now, owners: now.owners.with(i, { ...owner, groups: without(owner.groups, group) }) });
        }
      }
      for (const i of downTo0(now.places)) attempt({ ...now, places: now.places.toSpliced(i, 1) });
      for (const field of records) {
        for (const name of Object.keys(now[field])) attempt({ ...now, [field]: without<unknown>(now[field], name) });
      }
      for (const field of optionals) if (now[field] !== undefined) attempt(omit(now, field));
    }
  });
  return now;
};

const sizeOf = (facts: Facts): number =>
  records.reduce((sum, field) => sum + Object.keys(facts[field]).length, 1 + facts.owners.length + facts.places.length);

const downTo0 = (list: readonly unknown[]): number[] => [...list.keys()].reverse();

/** A copy made whole is one step; a thousand keys put in one by one are a thousand shapes. */
const without = <T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> => {
  const rest = { ...record };
  delete rest[name];
  return rest;
};

const omit = (facts: Facts, field: (typeof optionals)[number]): Facts => {
  const { [field]: _, ...rest } = facts;
  return rest;
};
