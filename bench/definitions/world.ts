import { withCriteria } from '#definitions/rules.ts';
import { definitions as published } from '#samples/definitions/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import type { Criterion, Definition } from '#schemas/definition.ts';
import { type Assurance, assurances, type Facts, type Known } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';

/** The same numbers on every run (mulberry32), so that two runs measure the same work. */
export const chance = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export const at = '2026-06-15';
/** Eighteen definitions, as many as the network has institutions. */
export const eighteen: readonly Definition[] = published.slice(0, 18);

const groups = Object.keys(vocabulary.groups);
const certifications = Object.keys(vocabulary.certifications);
const flags = Object.keys(vocabulary.flags);
const regions = ['CA-ON-toronto', 'CA-ON-brampton', 'CA-ON', 'CA-QC-montreal', 'CA-AB-edmonton', 'CA-BC-vancouver'];

interface Taste {
  random: () => number;
  /** Whether everything is known, verified and without an end: a world in which two values are enough. */
  complete: boolean;
}

/** An invented supplier: one to three owners, and what a file in the network holds about a firm. */
export const supplier = ({ random, complete }: Taste): Facts => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const some = (p: number) => complete || random() < p;
  const level = (): Assurance => (complete ? 'verified' : assurances[Math.min(2, Math.floor(random() * 4))]!);
  const known = <T>(value: T): Known<T> => ({
    value,
    level: level(),
    since: `202${complete ? 4 : pick([2, 4, 5])}-0${pick([1, 3, 5])}-1${pick([0, 2, 4])}`,
    ...(complete || random() < 0.6
      ? {}
      : { until: `202${pick([5, 6, 7, 8])}-0${pick([2, 4, 6])}-1${pick([0, 5, 9])}` }),
  });
  const named = (names: readonly string[], told: number, yes: number) =>
    Object.fromEntries(names.filter(() => some(told)).map((name) => [name, known(random() < yes)]));
  const split = pick([[10_000], [5100, 4900], [5050, 4950], [6000, 4000], [4000, 3000, 3000]]);
  const total = pick([0, 1, 2]);
  return {
    owners: split.map((bp) => ({ bp, groups: named(groups, 0.3, 0.3) })),
    managed: named(groups, 0.25, 0.4),
    controlled: named(groups, 0.25, 0.4),
    workforce: Object.fromEntries(groups.filter(() => some(0.15)).map((g) => [g, known(pick([0, 1500, 3300, 6000]))])),
    certifications: named(certifications, 0.15, 0.5),
    legalForm: known(pick(legalForms)),
    places: Array.from({ length: 1 + total }, (_, i) => known({ region: pick(regions), head: i === 0 })),
    ...(some(0.5) ? { placesComplete: known(true) } : {}),
    ...(some(0.7) ? { employees: known(Math.floor(random() * 400)) } : {}),
    ...(some(0.7) ? { revenueCad: known(Math.floor(random() * 9_000_000)) } : {}),
    ...(some(0.8) ? { foundedOn: known(`20${pick([10, 15, 20, 25])}-0${pick([1, 4, 7])}-15`) } : {}),
    flags: named(flags, 0.4, 0.5),
  };
};

/** `count` suppliers through JSON, as they come out of storage: one shape of object for each set of things known. */
export const suppliers = (count: number, taste: Partial<Taste> = {}): Facts[] => {
  const random = chance(7);
  return Array.from({ length: count }, () =>
    JSON.parse(JSON.stringify(supplier({ random, complete: false, ...taste }))),
  );
};

/** Drafts that vary the published definitions in thresholds, groups and assurance: what a large network would hold. */
export const drafts = (count: number): Definition[] => {
  const random = chance(11);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const varied = (asked: Criterion): Criterion => {
    const criterion: Criterion = random() < 0.5 ? asked : { ...asked, assurance: pick(assurances) };
    if (criterion.kind === 'ownership' || criterion.kind === 'workforce') {
      return { ...criterion, bp: pick([2500, 3300, 5000, 5100, 6000, 7500]), cmp: pick(['>=', '>']) };
    }
    if (criterion.kind === 'measure') return { ...criterion, value: Math.floor(random() * 500) };
    return criterion;
  };
  return Array.from({ length: count }, (_, i) => {
    const base = published[i % published.length]!;
    return { ...base, id: `draft-${i}`, rule: i < published.length ? base.rule : withCriteria(base.rule, varied)! };
  });
};
