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
