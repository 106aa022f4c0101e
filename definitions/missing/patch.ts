import type { Assurance, Facts, Known } from '#schemas/facts.ts';
import { levelOf } from '../evidence.ts';

/** Further evidence is dated on the day of the question and has no end. */
export interface Now {
  at: string;
}

const counts = (fact: Known<unknown>, { at }: Now) =>
  fact.since <= at && (fact.until === undefined || fact.until >= at);
const stronger = (a: Assurance, b: Assurance): Assurance => (levelOf[a] >= levelOf[b] ? a : b);

/**
 * The fact after someone has shown `value` at `level` today, or undefined where that would contradict what is known.
 * A lapsed fact may have changed; one that counts is confirmed, never reversed.
 */
export const shown = <T>(fact: Known<T> | undefined, value: T, level: Assurance, now: Now): Known<T> | undefined => {
  if (fact === undefined || !counts(fact, now)) return { value, level, since: now.at };
  if (fact.value !== value) return undefined;
  return { value, level: stronger(fact.level, level), since: now.at };
};

/** `shown` under a name; an expired certificate stays a no. */
export const showNamed = <T>(
  record: Record<string, Known<T>>,
  name: string,
  value: T,
  level: Assurance,
  now: Now,
): Record<string, Known<T>> | undefined => {
  const fact = shown(Object.hasOwn(record, name) ? record[name] : undefined, value, level, now);
  return fact === undefined ? undefined : { ...record, [name]: fact };
};

type Owners = Facts['owners'];

/** The owners after groups of one of them are shown; undefined where something known says otherwise. */
export const showOwner = (
  owners: Owners,
  index: number,
  groups: readonly string[],
  value: boolean,
  level: Assurance,
  now: Now,
): Owners | undefined => {
  const owner = owners[index]!;
  let known: Record<string, Known<boolean>> = owner.groups;
  for (const group of groups) {
    const next = showNamed(known, group, value, level, now);
    if (next === undefined) return undefined;
    known = next;
  }
  return owners.with(index, { ...owner, groups: known });
};

/** The owners with `bp` of the unknown rest named as one owner, as far as there is such a rest. */
export const nameOwner = (owners: Owners, bp: number): Owners => {
  const rest = 10_000 - owners.reduce((sum, owner) => sum + owner.bp, 0);
  const share = Math.min(rest, bp);
  return share <= 0 || owners.length >= 200 ? owners : [...owners, { bp: share, groups: {} }];
};
