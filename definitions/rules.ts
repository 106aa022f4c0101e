import type { Criterion, Rule } from '#schemas/definition.ts';

/** The parts of a rule; none for a criterion. */
export const partsOf = (rule: Rule): readonly Rule[] => {
  if (rule.kind === 'not') return [rule.of];
  return rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast' ? rule.of : [];
};

export const isCriterion = (rule: Rule): rule is Criterion =>
  rule.kind !== 'not' && rule.kind !== 'all' && rule.kind !== 'any' && rule.kind !== 'atLeast';

/** Every criterion of a rule, in its order. */
export const criteriaOf = (rule: Rule): Criterion[] =>
  isCriterion(rule) ? [rule] : partsOf(rule).flatMap((part) => criteriaOf(part));

/** The rule with each criterion replaced, in its order; one that goes takes along whatever becomes empty without it. */
export const withCriteria = (rule: Rule, by: (criterion: Criterion) => Criterion | undefined): Rule | undefined => {
  if (isCriterion(rule)) return by(rule);
  if (rule.kind === 'not') {
    const of = withCriteria(rule.of, by);
    return of && { kind: 'not', of };
  }
  const of = rule.of.flatMap((part) => withCriteria(part, by) ?? []);
  if (of.length === 0) return undefined;
  return rule.kind === 'atLeast' ? { ...rule, n: Math.min(rule.n, of.length), of } : { ...rule, of };
};

/** Where a criterion stands in a definition, and whether it is asked there or excluded. */
export interface Place {
  criterion: Criterion;
  path: readonly PropertyKey[];
  negated: boolean;
}

/** Every criterion of a rule with its place, from left to right. */
export const placesOf = (rule: Rule, path: Place['path'] = ['rule'], negated = false): Place[] => {
  if (isCriterion(rule)) return [{ criterion: rule, path, negated }];
  if (rule.kind === 'not') return placesOf(rule.of, [...path, 'of'], !negated);
  return rule.of.flatMap((part, index) => placesOf(part, [...path, 'of', index], negated));
};
