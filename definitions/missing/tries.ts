import type { Criterion } from '#schemas/definition.ts';
import type { Facts, Known } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { addMonths, dayOf, isoOf } from '../days.ts';
import type { CriterionOf } from '../finding.ts';
import { showNamed, shown } from './patch.ts';
import { places } from './places.ts';
import { owners, workforce } from './shares.ts';
import { type Context, levelFor, type Tries, type Wanted } from './wanted.ts';

const names = (
  wanted: Wanted,
  list: readonly string[],
  record: Record<string, Known<boolean>>,
  put: (record: Record<string, Known<boolean>>) => Facts,
  context: Context,
): (Facts | undefined)[] => {
  const level = levelFor(wanted);
  if (wanted.met) {
    return list.map((name) => {
      const known = Object.hasOwn(record, name) ? record[name] : undefined;
      const expired =
        wanted.criterion.kind === 'certification' && known?.value && known.until && known.until < context.at;
      const next = expired ? undefined : showNamed(record, name, true, level, context);
      return next && put(next);
    });
  }
  let all: Record<string, Known<boolean>> | undefined = record;
  for (const name of list) {
    const known: Known<boolean> | undefined = Object.hasOwn(record, name) ? record[name] : undefined;
    const expired =
      wanted.criterion.kind === 'certification' && known?.value && known.until && known.until < context.at;
    if (!expired) all = all && showNamed(all, name, false, level, context);
  }
  return [all && put(all)];
};

const forms =
  (wanted: Wanted<CriterionOf<'legalForm'>>): Tries =>
  (facts, context) =>
    legalForms
      .filter((form) => wanted.criterion.anyOf.includes(form) === wanted.met)
      .map((form) => shown(facts.legalForm, form, levelFor(wanted), context))
      .map((legalForm) => legalForm && { ...facts, legalForm });

const measures =
  (wanted: Wanted<CriterionOf<'measure'>>): Tries =>
  (facts, context) => {
    const { measure } = wanted.criterion;
    const level = levelFor(wanted);
    const near = context.thresholds[measure].flatMap((value) => [value, value + 1, Math.max(0, value - 1)]);
    if (measure !== 'monthsInBusiness') {
      const known = facts[measure]?.value;
      const values = new Set([...(known === undefined ? [] : [known]), ...near, 0]);
      return [...values].map((value) => {
        const fact = shown(facts[measure], value, level, context);
        return fact && { ...facts, [measure]: fact };
      });
    }
    const today = dayOf(context.at);
    const founded = [...near, 0].filter((months) => months < 12_000).map((months) => isoOf(addMonths(today, -months)));
    const days = new Set([...(facts.foundedOn ? [facts.foundedOn.value] : []), ...founded]);
    return [...days].map((day) => {
      const foundedOn = shown(facts.foundedOn, day, level, context);
      return foundedOn && { ...facts, foundedOn };
    });
  };

/** Ways in which evidence could make one criterion met or unmet, simplest first. Each is tried on the evaluator. */
export const triesFor = (criterion: Criterion, met: boolean): Tries => {
  switch (criterion.kind) {
    case 'ownership':
      return owners({ criterion, met });
    case 'workforce':
      return workforce({ criterion, met });
    case 'legalForm':
      return forms({ criterion, met });
    case 'measure':
      return measures({ criterion, met });
    case 'region':
      return places({ criterion, met });
    case 'control':
      return (facts, context) => {
        const record = facts[criterion.aspect];
        const put = (next: typeof record) => ({ ...facts, [criterion.aspect]: next });
        return names({ criterion, met }, criterion.groups, record, put, context);
      };
    case 'certification':
      return (facts, context) => {
        const put = (certifications: Facts['certifications']) => ({ ...facts, certifications });
        return names({ criterion, met }, context.accepted(criterion), facts.certifications, put, context);
      };
    case 'flag':
      return (facts, context) =>
        names({ criterion, met }, [criterion.flag], facts.flags, (flags) => ({ ...facts, flags }), context);
  }
};
