import type { Definition, Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { type Answer, none, opposite, type Relation } from './compare.ts';
import { asking, type CompareOptions, firstCommonDay, type Reading } from './inquiry.ts';
import { matrix } from './matrix.ts';
import { smallest } from './smallest.ts';

/** What several definitions come to together, as one rule. */
export interface Combined {
  reading: Reading;
  at: string;
  rule: Rule;
  /** The definitions that the rule is made of; each of the others adds nothing to these. */
  of: string[];
  satisfiable: Answer;
  /** A supplier that the rule recognises, of which nothing can be left out; null without one. */
  example: Facts | null;
}

/** The suppliers that *all* of the definitions recognise. At least one definition is needed. */
export const commonCore = (definitions: readonly Definition[], options: CompareOptions = {}): Combined =>
  combine('all', definitions, options);

/** The suppliers that *any* of the definitions recognises. At least one definition is needed. */
export const union = (definitions: readonly Definition[], options: CompareOptions = {}): Combined =>
  combine('any', definitions, options);

const combine = (kind: 'all' | 'any', definitions: readonly Definition[], options: CompareOptions): Combined => {
  const at = options.at ?? firstCommonDay(definitions);
  const { relations } = matrix(definitions, { ...options, at });
  return combined(kind, definitions, (i, j) => relations[i]![j]!, { ...options, at });
};

/** The same where it is known how each pair relates; what is not known leaves its definitions in. */
export const combined = (
  kind: 'all' | 'any',
  definitions: readonly Definition[],
  relation: (i: number, j: number) => Relation,
  options: CompareOptions & { at: string },
): Combined => {
  const { at, reading = 'evidence' } = options;
  const { rule, of } = combinedRule(kind, definitions, relation);
  return { reading, at, rule, of, ...exampleOf(rule, at, options) };
};

/** The rule alone, which takes no thought. */
export const combinedRule = (
  kind: 'all' | 'any',
  definitions: readonly Definition[],
  relation: (i: number, j: number) => Relation,
): Pick<Combined, 'rule' | 'of'> => {
  const adds = kind === 'all' ? 'a-implies-b' : 'b-implies-a';
  const isCovered = (i: number) =>
    definitions.some((_, j) => i !== j && (relation(j, i) === adds || (j < i && relation(j, i) === 'equivalent')));
  const kept = definitions.filter((_, i) => !isCovered(i));
  const parts = kept.map(({ rule }, i) => named(rule, `part${i + 1}`));
  return { rule: parts.length === 1 ? parts[0]! : { kind, of: parts }, of: kept.map(({ id }) => id) };
};

const exampleOf = (rule: Rule, at: string, options: CompareOptions): Pick<Combined, 'satisfiable' | 'example'> => {
  const example = asking(
    [rule],
    at,
    options,
    1,
  )((inquiry, budget) => {
    const found = inquiry.profile(inquiry.universe.diagramOf(rule));
    if (!found) return null;
    const shows = (facts: Facts) => inquiry.outcomes(facts)(rule) === 'qualifies' && inquiry.isBorneOut(facts);
    if (!shows(found.facts)) throw new Error('the evaluator refutes the example of a combined rule');
    return smallest(found.facts, shows, budget, inquiry.universe.variables.length);
  });
  return { satisfiable: opposite[none(example)], example: example ?? null };
};

/** Criteria of several definitions stand side by side, so each is named by its part before its own name. */
const named = (rule: Rule, part: string): Rule => {
  switch (rule.kind) {
    case 'not':
      return { ...rule, of: named(rule.of, part) };
    case 'all':
    case 'any':
    case 'atLeast':
      return { ...rule, of: rule.of.map((inner) => named(inner, part)) };
    default:
      return { ...rule, id: `${part}-${rule.id}`.slice(0, 64).replace(/-$/, '') };
  }
};
