import type { Criterion, Rule } from '#schemas/definition.ts';
import { assuranceOf } from '../evidence.ts';
import type { Standard } from './standards.ts';
import type { Variable } from './universe.ts';

/** A certificate known so well and so recently, and what it is then taken to establish as well and as recently. */
export interface Axiom {
  /** As `FactAtom` names it: `certifications.wbe-canada`. */
  fact: string;
  level: number;
  months: number;
  certificate: Criterion;
  standard: Rule;
}

const SOURCE = 'certifications.';

/** The standards of the certifications among the variables, at each assurance and age that definitions ask of one. */
export const axiomsOf = (variables: readonly Variable[], standards: readonly Standard[]): Axiom[] => {
  const asked = new Map<string, { levels: Set<number>; months: Set<number> }>();
  for (const { atom } of variables) {
    if (atom.family !== 'fact' || !atom.fact.startsWith(SOURCE)) continue;
    const name = atom.fact.slice(SOURCE.length);
    const grid = asked.get(name) ?? { levels: new Set<number>(), months: new Set<number>() };
    asked.set(name, grid);
    grid.levels.add(atom.level);
    grid.months.add(atom.months);
  }
  return standards.flatMap((standard) => {
    const grid = asked.get(standard.certification);
    if (!grid) return [];
    return [...grid.levels].flatMap((level) => [...grid.months].map((months) => axiom(standard, level, months)));
  });
};

const axiom = ({ certification, requires, text }: Standard, level: number, months: number): Axiom => {
  const base = {
    id: 'standard',
    label: text,
    assurance: assuranceOf[level]!,
    ...(months === Number.POSITIVE_INFINITY ? {} : { maxAgeMonths: months }),
  };
  return {
    fact: SOURCE + certification,
    level,
    months,
    certificate: { kind: 'certification', ...base, anyOf: [certification], reciprocity: null },
    standard: { kind: 'all', of: requires.map((requirement) => ({ ...requirement, ...base })) },
  };
};
