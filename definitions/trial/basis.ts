import type { Criterion, Rule } from '#schemas/definition.ts';
import { type FactClass, factClasses } from '#schemas/fact-classes.ts';
import type { Facts } from '#schemas/facts.ts';
import { keyOf } from '../rule.ts';
import { criteriaOf, isCriterion } from '../rules.ts';
import { statistics, within } from './statistics.ts';

/** The facts that a criterion asks for. */
const factsAsked = (criterion: Criterion): readonly (keyof Facts)[] => {
  switch (criterion.kind) {
    case 'ownership':
      return ['owners'];
    case 'workforce':
      return ['workforce'];
    case 'control':
      return [criterion.aspect];
    case 'certification':
      return ['certifications'];
    case 'legalForm':
      return ['legalForm'];
    case 'region':
      return ['places', 'placesComplete'];
    case 'measure':
      return [criterion.measure === 'monthsInBusiness' ? 'foundedOn' : criterion.measure];
    case 'flag':
      return ['flags'];
  }
};

export const classOf = (criterion: Criterion): FactClass =>
  factsAsked(criterion)
    .map((fact) => factClasses[fact])
    .find((one) => one !== 'open') ?? 'open';
export const isOpen = (criterion: Criterion): boolean => classOf(criterion) === 'open';
const isAllOpen = (rule: Rule): boolean => criteriaOf(rule).every(isOpen);

/** The same text for rules that ask the same in the same words, whatever their criteria are called. */
const shapeOf = (rule: Rule): string => {
  if (isCriterion(rule)) return keyOf(rule);
  const of = rule.kind === 'not' ? [rule.of] : rule.of;
  return `${rule.kind}${rule.kind === 'atLeast' ? rule.n : ''}(${of.map(shapeOf).join(',')})`;
};
const conjuncts = (rule: Rule): Rule[] => (rule.kind === 'all' ? rule.of.flatMap(conjuncts) : [rule]);

/** What a draft asks beyond the definition in force, where it asks all that this asks, and only open facts beside. */
const openPartsBeyond = (before: Rule, after: Rule): Rule[] | undefined => {
  const missing = conjuncts(before).map(shapeOf);
  const beyond: Rule[] = [];
  for (const part of conjuncts(after)) {
    const at = missing.indexOf(shapeOf(part));
    if (at >= 0) missing.splice(at, 1);
    else beyond.push(part);
  }
  return missing.length === 0 && beyond.every(isAllOpen) ? beyond : undefined;
};

/** Groups whose number is published; one that lies within another of them adds nothing. */
const groupsKnown = (groups: readonly string[]): string[] | undefined => {
  const left = groups.filter((group) => !groups.includes(within[group] ?? ''));
  return left.every((group) => Object.hasOwn(statistics, group)) ? left : undefined;
};

/** Whether published statistics answer a criterion: only a majority, and no group added to another. */
export const isPublished = (criterion: Criterion): boolean => {
  if (criterion.kind !== 'ownership') return false;
  const least = criterion.cmp === '>=' ? criterion.bp : criterion.bp + 1;
  // Between 50 and 51% there is no step that statistics tell apart.
  if (least <= 5000 || least > 5100) return false;
  const known = groupsKnown(criterion.groups);
  return known !== undefined && (criterion.combine !== 'sum' || criterion.groups.length === 1);
};

/**
 * What a trial is answered from. `open`: facts that anybody can look up, exactly · `own`: the vendors that the institution was
 * told already, exactly, where the draft only narrows by open facts · `statistics`: firms drawn from public statistics ·
 * `none`: nothing that may be read answers it.
 */
export type Basis =
  | { kind: 'open' | 'statistics' }
  | { kind: 'own'; beyond: Rule[] }
  | { kind: 'none'; criteria: Criterion[] };

export const basisOf = (before: Rule | undefined, after: Rule): Basis => {
  if ((!before || isAllOpen(before)) && isAllOpen(after)) return { kind: 'open' };
  const beyond = before && openPartsBeyond(before, after);
  if (beyond) return { kind: 'own', beyond };
  const asked = [...(before ? criteriaOf(before) : []), ...criteriaOf(after)];
  const unknown = asked.filter((one) => !isOpen(one) && !isPublished(one));
  // How well it must be shown asks nothing else of a statistic.
  const question = (one: Criterion) => keyOf({ ...one, assurance: 'declared' });
  const once = unknown.filter((one, at) => unknown.findIndex((other) => question(other) === question(one)) === at);
  return once.length > 0 ? { kind: 'none', criteria: once } : { kind: 'statistics' };
};

/** The groups whose statistics answer these rules. */
export const groupsOf = (rules: readonly (Rule | undefined)[]): string[] => [
  ...new Set(
    rules.flatMap((rule) =>
      rule ? criteriaOf(rule).flatMap((one) => (one.kind === 'ownership' ? (groupsKnown(one.groups) ?? []) : [])) : [],
    ),
  ),
];
