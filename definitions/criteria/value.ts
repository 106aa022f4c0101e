import { addMonths, monthsBetween, NEVER } from '../days.ts';
import { type Evidence, type Fact, levelOf } from '../evidence.ts';
import type { CriterionOf, Found, Reader } from '../finding.ts';
import type { Moments } from '../moments.ts';
import type { When } from '../when.ts';

type Comparison = CriterionOf<'measure'>['cmp'];
const compare: Record<Comparison, (found: number, asked: number) => boolean> = {
  '>=': (found, asked) => found >= asked,
  '>': (found, asked) => found > asked,
  '<=': (found, asked) => found <= asked,
  '<': (found, asked) => found < asked,
};

/** A value that fails is a no at any assurance; one that passes counts from the assurance asked. */
const reader = <T extends string | number>(
  criterion: CriterionOf<'legalForm'> | CriterionOf<'measure'>,
  moments: Moments,
  pick: (evidence: Evidence) => Fact<T> | undefined,
  passes: (value: T, moments: Moments) => When,
  shown: (value: T, day: number) => string | number,
): Reader => {
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  moments.blockFor(maxAge);
  return {
    step: {
      kind: 'other',
      cells: false,
      read: (moments, into) => {
        const fact = pick(moments.evidence!);
        into.met = into.unmet = 0;
        if (fact === undefined) return;
        const known = moments.of(fact, maxAge);
        const passing = passes(fact.value, moments);
        if (fact.level >= asked) into.met = known & passing;
        into.unmet = known & ~passing;
      },
    },
    explain: (moments) => {
      const fact = pick(moments.evidence!);
      if (fact === undefined) return nothing;
      return { kind: 'value', value: shown(fact.value, moments.day), evidence: fact };
    },
  };
};

const nothing: Found = Object.freeze({ kind: 'value', value: null, evidence: null });

const always = (so: boolean): When => (so ? -1 : 0);

export const readLegalForm = (criterion: CriterionOf<'legalForm'>, moments: Moments): Reader => {
  const forms = new Set<string>(criterion.anyOf);
  return reader(
    criterion,
    moments,
    (evidence) => evidence.legalForm,
    (form) => always(forms.has(form)),
    (form) => form,
  );
};

/** Months in business grow by themselves: the day on which they reach the threshold is an event of its own. */
const monthsTest = ({ cmp, value }: CriterionOf<'measure'>, moments: Moments) => {
  const least = cmp === '>=' || cmp === '<' ? value : value + 1;
  const whenReached = cmp === '>=' || cmp === '>';
  if (least <= 0) return () => always(whenReached);
  // More months than there are between any two days.
  if (least > 120_000) return () => always(!whenReached);
  moments.turnsAfter(least);
  return (founded: number, moments: Moments): When => {
    const reached = moments.between(addMonths(founded, least), NEVER);
    return whenReached ? reached : ~reached;
  };
};

export const readMeasure = (criterion: CriterionOf<'measure'>, moments: Moments): Reader => {
  if (criterion.measure === 'monthsInBusiness') {
    const passes = monthsTest(criterion, moments);
    return reader(criterion, moments, (evidence) => evidence.foundedOn, passes, monthsBetween);
  }
  const { measure, cmp, value } = criterion;
  return reader(
    criterion,
    moments,
    (evidence) => evidence[measure],
    (found) => always(compare[cmp](found, value)),
    (found) => found,
  );
};
