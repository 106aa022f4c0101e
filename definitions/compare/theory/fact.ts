import type { FactAtom, Values } from '../atom.ts';
import { everyIndex, passes, type Sketch, type Theory } from './theory.ts';

const among = (values: Values, value: string | number): boolean =>
  'oneOf' in values
    ? values.oneOf.includes(value as string)
    : (value as number) >= values.from && (value as number) <= values.to;

/** Values that tell the literals apart: the ends of every interval and what lies just outside, or every word named. */
const candidates = (values: Values): readonly (string | number)[] =>
  'oneOf' in values ? values.oneOf : [values.from, values.to, values.from - 1, values.to + 1];

/** One fact with one value: each distinguishable state is tried, from knowing nothing to the best assurance. */
export const factTheory: Theory<FactAtom> = (literals, budget) => {
  const { fact } = literals[0]!.atom;
  const holds = (sketch: Sketch<string | number> | null) =>
    literals.every(
      (literal) =>
        literal.holds === (sketch !== null && passes(sketch, literal.atom) && among(literal.atom.values, sketch.value)),
    );
  const wanted = literals.filter((literal) => literal.holds);
  if (wanted.length === 0) return { fragment: { fact, sketch: null } };

  const level = Math.max(...wanted.map(({ atom }) => atom.level));
  const months = Math.min(...wanted.map(({ atom }) => atom.months));
  const values = new Set(literals.flatMap(({ atom }) => candidates(atom.values)));
  budget.spend(1 + ((values.size * literals.length) >> 4));
  for (const value of values) {
    const sketch = { value, level, months };
    if (holds(sketch)) return { fragment: { fact, sketch } };
  }
  return { conflict: everyIndex(literals) };
};
