import { keyOf } from '#definitions/rule.ts';
import { criteriaOf, withCriteria } from '#definitions/rules.ts';
import type { Criterion, Rule } from '#schemas/definition.ts';
import { assurances } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import type { Language } from '#schemas/primitives.ts';
import type { FieldError } from '../../parts/errors.tsx';
import { countOf, type Fields, listOf, shareOf, shareTyped, textOf } from '../../parts/read-form.ts';
import { changeWords } from './words.ts';

/** The list that a criterion looks for, where the form lets it be changed. */
export const listIn = (criterion: Criterion): readonly string[] | undefined => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
    case 'control':
      return criterion.groups;
    case 'certification':
    case 'legalForm':
      return criterion.anyOf;
    default:
      return undefined;
  }
};

/**
 * A rule as the form's fields hold it: those of a criterion end with its place among all of them. `tried`: the rule with
 * a change to it, which is what the form then shows.
 */
export const fieldsOf = (rule: Rule, language: Language, tried: Rule = rule): Fields => {
  const fields: Fields = {};
  const now = criteriaOf(tried);
  criteriaOf(rule).forEach((before, index) => {
    const after = now.find(({ id }) => id === before.id);
    const criterion = after ?? before;
    if (!after) fields[`out-${index}`] = 'yes';
    fields[`assurance-${index}`] = criterion.assurance;
    fields[`age-${index}`] = String(criterion.maxAgeMonths ?? '');
    fields[`list-${index}`] = [...(listIn(criterion) ?? [])];
    if ('cmp' in criterion) fields[`cmp-${index}`] = criterion.cmp;
    if ('bp' in criterion) fields[`bp-${index}`] = shareTyped(criterion.bp, language);
    if ('value' in criterion) fields[`value-${index}`] = String(criterion.value);
  });
  return fields;
};

/** Reads one criterion back; what is wrong is noted, and that part of it left as it was. */
class Reading {
  readonly errors: FieldError[] = [];
  readonly #fields: Fields;
  readonly #language: Language;

  constructor(fields: Fields, language: Language) {
    this.#fields = fields;
    this.#language = language;
  }

  criterion(criterion: Criterion, index: number): Criterion | undefined {
    if (textOf(this.#fields, `out-${index}`)) return undefined;
    const { maxAgeMonths: _, ...rest } = criterion;
    const age = this.#age(index);
    const changed = { ...rest, ...this.#list(criterion, index), ...(age !== undefined && { maxAgeMonths: age }) };
    const assurance = assurances.find((one) => one === textOf(this.#fields, `assurance-${index}`));
    return { ...changed, ...this.#threshold(criterion, index), ...(assurance && { assurance }) } as Criterion;
  }

  #wrong(field: string, message: 'share' | 'number' | 'age' | 'list'): undefined {
    this.errors.push({ field, message: changeWords[this.#language].wrong[message] });
  }

  #age(index: number): number | undefined {
    const typed = textOf(this.#fields, `age-${index}`);
    if (typed === '') return undefined;
    const months = countOf(typed);
    if (typeof months === 'number' && months >= 1 && months <= 600) return months;
    return this.#wrong(`age-${index}`, 'age');
  }

  #list(criterion: Criterion, index: number): object {
    const before = listIn(criterion);
    if (!before) return {};
    const chosen = listOf(this.#fields, `list-${index}`);
    // The page has its own order: the same names in another one are no change.
    if (chosen.length === before.length && before.every((one) => chosen.includes(one))) return {};
    if (chosen.length === 0) this.#wrong(`list-${index}`, 'list');
    if (criterion.kind === 'legalForm') return { anyOf: legalForms.filter((one) => chosen.includes(one)) };
    return criterion.kind === 'certification' ? { anyOf: chosen } : { groups: chosen };
  }

  #threshold(criterion: Criterion, index: number): object {
    if (!('cmp' in criterion)) return {};
    const cmp = textOf(this.#fields, `cmp-${index}`) || criterion.cmp;
    if (criterion.kind === 'measure') {
      const value = countOf(textOf(this.#fields, `value-${index}`));
      return typeof value === 'number' ? { cmp, value } : (this.#wrong(`value-${index}`, 'number') ?? {});
    }
    const bp = shareOf(textOf(this.#fields, `bp-${index}`));
    return typeof bp === 'number' && bp <= 10_000 ? { cmp, bp } : (this.#wrong(`bp-${index}`, 'share') ?? {});
  }
}

/** The rule as the form asks for it, or what is wrong with that. */
export const ruleIn = (
  rule: Rule,
  fields: Fields,
  language: Language,
): { rule: Rule; errors: [] } | { rule: undefined; errors: FieldError[] } => {
  const reading = new Reading(fields, language);
  let index = 0;
  const changed = withCriteria(rule, (criterion) => reading.criterion(criterion, index++));
  const { errors } = reading;
  const { wrong } = changeWords[language];
  if (!changed) errors.push({ field: 'out-0', message: wrong.nothing });
  else if (errors.length === 0 && differences(rule, changed).length === 0)
    errors.push({ field: 'assurance-0', message: wrong.same });
  return changed && errors.length === 0 ? { rule: changed, errors: [] } : { rule: undefined, errors };
};

/** A criterion that two rules ask otherwise, or that only one of them has. */
export type Difference = { before?: Criterion | undefined; after?: Criterion | undefined };

export const differences = (before: Rule | undefined, after: Rule): Difference[] => {
  const old = before ? criteriaOf(before) : [];
  const now = criteriaOf(after);
  const altered = old.flatMap((one): Difference[] => {
    const other = now.find(({ id }) => id === one.id);
    return other && keyOf(other) === keyOf(one) ? [] : [{ before: one, after: other }];
  });
  const added = now.filter(({ id }) => !old.some((one) => one.id === id));
  return [...altered, ...added.map((after) => ({ after }))];
};
