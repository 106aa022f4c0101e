import { type Definition, definition, type ReciprocityTable, type Rule } from '#schemas/definition.ts';
import type { Remark } from '#schemas/remark.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { budgetOf } from '../compare/budget.ts';
import { isAlwaysMet, isSatisfiable, redundantParts } from '../compare/vacuity.ts';
import { acceptedCertifications, tableOn } from '../criteria/named.ts';
import { dayOf } from '../days.ts';
import { implications } from '../implication.ts';
import { partsOf, placesOf } from '../rules.ts';
import { labelRemarks, nameRemarks } from './labels.ts';
import { idleParts } from './parts.ts';
import { MOST, type Path, refused, remarkOf } from './remarks.ts';
import { wordsUsed } from './words-used.ts';

/**
 * What comparison may cost while a person waits. In steps and not in time: whether a definition may be published must
 * not depend on how busy a machine is. What is not reached is remarked on as not checked.
 */
const STEPS = 400_000;

/** Where a part stands in terms of the definition: `[1, 0]` is `rule.of.1.of.0`, or `.of` alone below a `not`. */
const pathOf = (rule: Rule, indexes: readonly number[]): Path => {
  let part = rule;
  return [
    'rule',
    ...indexes.flatMap((index) => {
      const inNot = part.kind === 'not';
      part = partsOf(part)[index] ?? part;
      return inNot ? ['of'] : ['of', index];
    }),
  ];
};

/** What only comparison with every possible supplier can tell. */
const compared = (rule: Rule, at: string, tables: readonly ReciprocityTable[], seen: readonly Remark[]): Remark[] => {
  const options = { tables, budget: budgetOf({ steps: STEPS }) };
  const satisfiable = isSatisfiable(rule, at, options);
  if (satisfiable === 'no') return [remarkOf('error', ['rule'], 'nobody-qualifies')];
  if (satisfiable === 'not-decided') return [remarkOf('warning', ['rule'], 'not-checked')];
  if (isAlwaysMet(rule, at, options) === 'yes') return [remarkOf('warning', ['rule'], 'everybody-qualifies')];
  const { redundant, complete } = redundantParts(rule, at, options);
  const idle = redundant
    .map((indexes) => remarkOf('warning', pathOf(rule, indexes), 'idle-part'))
    .filter(({ path }) => !seen.some((remark) => remark.path === path || `${remark.path}.`.startsWith(`${path}.`)));
  return complete ? idle : [...idle, remarkOf('warning', ['rule'], 'parts-not-checked')];
};

export interface Linted {
  /** The definition as read, unless something in it is an error. */
  definition: Definition | null;
  remarks: Remark[];
}

/**
 * Reads a definition that may be anything at all and says what is wrong or idle in it, each at its exact path, in both
 * languages. Bounded: size is checked first, and no step takes more than pairs of siblings.
 */
export const lint = (input: unknown, vocabulary: Vocabulary, tables: readonly ReciprocityTable[] = []): Linted => {
  const parsed = definition.safeParse(input);
  if (!parsed.success) return { definition: null, remarks: refused(parsed.error) };
  const { rule, effective } = parsed.data;

  const remarks: Remark[] = [];
  const ids = new Set<string>();
  for (const { criterion, path, negated } of placesOf(rule)) {
    if (ids.has(criterion.id)) remarks.push(remarkOf('error', [...path, 'id'], 'repeated-id', criterion.id));
    ids.add(criterion.id);
    remarks.push(
      ...wordsUsed(criterion, path, vocabulary, tables),
      ...labelRemarks(criterion, path, vocabulary, negated),
    );
  }
  remarks.push(...nameRemarks(parsed.data));
  const start = dayOf(effective.from);
  const follows = implications(({ anyOf, reciprocity }) =>
    acceptedCertifications(anyOf, reciprocity === null ? undefined : tableOn(reciprocity, start, tables)),
  );
  remarks.push(...idleParts(rule, ['rule'], follows));
  if (!remarks.some(({ severity }) => severity === 'error')) {
    remarks.push(...compared(rule, effective.from, tables, remarks));
  }
  return {
    definition: remarks.some(({ severity }) => severity === 'error') ? null : parsed.data,
    remarks: remarks.slice(0, MOST),
  };
};
