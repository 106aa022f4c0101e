import type { Rule } from '#schemas/definition.ts';
import { type Answer, none, opposite } from './compare.ts';
import type { Node } from './diagrams.ts';
import { asking, type CompareOptions } from './inquiry.ts';

/** Where a part stands in a rule: indexes from the top down; the one part of a `not` is 0. */
export type Path = readonly number[];

/** Some supplier can qualify. */
export const isSatisfiable = (rule: Rule, at: string, options: CompareOptions = {}): Answer => {
  const found = asking([rule], at, options, 1)((inquiry) => inquiry.profile(inquiry.universe.diagramOf(rule)));
  return opposite[none(found)];
};

/** Every supplier qualifies, even one of which nothing is known. */
export const isAlwaysMet = (rule: Rule, at: string, options: CompareOptions = {}): Answer => {
  const found = asking(
    [rule],
    at,
    options,
    1,
  )((inquiry) => inquiry.profile(inquiry.universe.diagrams.not(inquiry.universe.diagramOf(rule))));
  return none(found);
};

/**
 * Parts of an `all` or `any` that could be left out, one at a time, without changing the outcome for any supplier.
 * `complete`: whether every part was looked at within the budget.
 */
export const redundantParts = (
  rule: Rule,
  at: string,
  options: CompareOptions = {},
): { redundant: Path[]; complete: boolean } => {
  const redundant: Path[] = [];
  const parts = [...shortened(rule)];
  const ask = asking([rule], at, options, parts.length);
  let complete = true;
  for (const { path, without } of parts) {
    const changes = ask((inquiry) => {
      const { universe } = inquiry;
      const differ = (f: Node, g: Node) =>
        f !== g && inquiry.profile(universe.diagrams.ite(f, universe.diagrams.not(g), g)) !== null;
      return ([0, 1] as const).some((rail) =>
        differ(universe.diagramOf(rule, rail), universe.diagramOf(without, rail)),
      );
    });
    if (changes === undefined) complete = false;
    else if (!changes) redundant.push(path);
  }
  return { redundant, complete };
};

/** The rule without one part, for each part that has others beside it. */
function* shortened(rule: Rule): Generator<{ path: Path; without: Rule }> {
  if (rule.kind === 'not') {
    for (const { path, without } of shortened(rule.of)) yield { path: [0, ...path], without: { ...rule, of: without } };
  } else if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast') {
    for (const [i, part] of rule.of.entries()) {
      if (rule.kind !== 'atLeast' && rule.of.length > 1)
        yield { path: [i], without: { ...rule, of: rule.of.toSpliced(i, 1) } };
      for (const { path, without } of shortened(part)) {
        yield { path: [i, ...path], without: { ...rule, of: rule.of.with(i, without) } };
      }
    }
  }
}
