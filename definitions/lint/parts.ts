import type { Criterion, Rule } from '#schemas/definition.ts';
import type { Remark } from '#schemas/remark.ts';
import type { Implications } from '../implication.ts';
import { isCriterion } from '../rules.ts';
import { type Path, remarkOf } from './remarks.ts';

const WHOLE = 10_000;

/** What a criterion comes to whatever the firm is, if that can be told from the criterion alone. */
const settled = (c: Criterion): 'always-met' | 'never-met' | undefined => {
  if (c.kind === 'ownership' || c.kind === 'workforce') {
    const least = c.cmp === '>=' ? c.bp : c.bp + 1;
    if (least <= 0) return 'always-met';
    return least > (c.combine === 'sum' ? WHOLE * c.groups.length : WHOLE) ? 'never-met' : undefined;
  }
  if (c.kind !== 'measure' || c.value !== 0) return undefined;
  return c.cmp === '>=' ? 'always-met' : c.cmp === '<' ? 'never-met' : undefined;
};

const disjoint = (a: readonly string[], b: readonly string[]) => !a.some((item) => b.includes(item));
const range = ({ cmp, value }: Extract<Criterion, { kind: 'measure' }>) => ({
  from: cmp === '>=' ? value : cmp === '>' ? value + 1 : 0,
  to: cmp === '<=' ? value : cmp === '<' ? value - 1 : Number.POSITIVE_INFINITY,
});
/** Criteria about the one legal form or the one size of a firm that leave no value for both. */
const exclude = (a: Criterion, b: Criterion): boolean => {
  if (a.kind === 'legalForm' && b.kind === 'legalForm') return disjoint(a.anyOf, b.anyOf);
  if (a.kind !== 'measure' || b.kind !== 'measure' || a.measure !== b.measure) return false;
  return Math.max(range(a).from, range(b).from) > Math.min(range(a).to, range(b).to);
};

/** A criterion asked for, or excluded by `not`. */
const sideOf = (rule: Rule): { criterion: Criterion; met: boolean } | undefined => {
  if (isCriterion(rule)) return { criterion: rule, met: true };
  return rule.kind === 'not' && isCriterion(rule.of) ? { criterion: rule.of, met: false } : undefined;
};

const siblings = (rule: { kind: 'all' | 'any'; of: Rule[] }, path: Path, follows: Implications): Remark[] => {
  const remarks: Remark[] = [];
  const sides = rule.of.map(sideOf);
  sides.forEach((one, i) => {
    for (const [j, other] of sides.entries()) {
      if (one === undefined || other === undefined || i === j) continue;
      const at = [...path, 'of', i];
      const name = other.criterion.id;
      if (one.met === other.met) {
        const test = one.met ? follows.met : follows.unmet;
        // In `all` the weaker part is idle, in `any` the stronger; of two equal ones the later.
        const [from, to] = rule.kind === 'all' ? [other, one] : [one, other];
        if (test(from.criterion, to.criterion) && (j < i || !test(to.criterion, from.criterion))) {
          remarks.push(remarkOf('warning', at, 'implied-part', name));
          return;
        }
      }
      if (rule.kind !== 'all' || j > i) continue;
      const clash =
        one.met && other.met
          ? exclude(one.criterion, other.criterion)
          : one.met !== other.met &&
            follows.met(one.met ? one.criterion : other.criterion, one.met ? other.criterion : one.criterion);
      if (clash) {
        remarks.push(remarkOf('error', at, 'contradicts-part', name));
        return;
      }
    }
  });
  return remarks;
};

/** Parts that ask for nothing, say a thing twice or cannot be met, each where it stands. */
export const idleParts = (rule: Rule, path: Path, follows: Implications): Remark[] => {
  if (isCriterion(rule)) {
    const always = settled(rule);
    return always === undefined ? [] : [remarkOf('warning', path, always)];
  }
  if (rule.kind === 'not') {
    const twice = rule.of.kind === 'not' ? [remarkOf('warning', path, 'double-negation')] : [];
    return [...twice, ...idleParts(rule.of, [...path, 'of'], follows)];
  }
  const below = rule.of.flatMap((part, index) => idleParts(part, [...path, 'of', index], follows));
  if (rule.of.length === 1) return [remarkOf('warning', path, 'single-part'), ...below];
  if (rule.kind !== 'atLeast') return [...siblings({ kind: rule.kind, of: rule.of }, path, follows), ...below];
  const word =
    rule.n === rule.of.length ? ('counts-to-all' as const) : rule.n === 1 ? ('counts-to-any' as const) : undefined;
  return [...(word ? [remarkOf('warning', [...path, 'n'], word)] : []), ...below];
};
