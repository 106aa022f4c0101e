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
