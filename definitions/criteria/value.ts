import { addMonths, monthsBetween, NEVER } from '../days.ts';
import { type Evidence, type Fact, levelOf } from '../evidence.ts';
import {
  type CriterionOf,
  type Finding,
  finding,
  lastDay,
  MET,
  type Reader,
  standsUntil,
  UNKNOWN,
  UNMET,
  used,
} from '../finding.ts';

type Comparison = CriterionOf<'measure'>['cmp'];
const compare: Record<Comparison, (found: number, asked: number) => boolean> = {
  '>=': (found, asked) => found >= asked,
  '>': (found, asked) => found > asked,
  '<=': (found, asked) => found <= asked,
  '<': (found, asked) => found < asked,
};

/** A value that fails is a no at any assurance; one that passes counts from the assurance asked. */
const decide = (passes: boolean, fact: Fact<unknown>, asked: number, holds: number): Finding => {
  if (!passes) return finding(UNMET, fact.level, holds);
  return fact.level >= asked ? finding(MET, fact.level, holds) : finding(UNKNOWN, 0, holds);
};

const reader = <T extends string | number>(
  criterion: CriterionOf<'legalForm'> | CriterionOf<'measure'>,
  pick: (evidence: Evidence) => Fact<T> | undefined,
  test: { passes: (value: T, day: number) => boolean; turns?: (value: T, day: number) => number },
  shown: (value: T, day: number) => string | number,
): Reader => {
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  return {
    find: (evidence, day) => {
      const fact = pick(evidence);
      if (fact === undefined) return finding(UNKNOWN, 0, NEVER);
      const last = lastDay(fact, maxAge);
      if (day < fact.since || day > last) return finding(UNKNOWN, 0, standsUntil(fact, last, day));
      const holds = test.turns === undefined ? last : Math.min(last, test.turns(fact.value, day));
      return decide(test.passes(fact.value, day), fact, asked, holds);
    },
    explain: (evidence, day) => {
      const fact = pick(evidence);
      return {
        kind: 'value',
        value: fact === undefined ? null : shown(fact.value, day),
        evidence: fact === undefined ? null : used(fact, maxAge, day),
      };
    },
  };
};

export const readLegalForm = (criterion: CriterionOf<'legalForm'>): Reader => {
  const forms = new Set<string>(criterion.anyOf);
  const test = { passes: (form: string) => forms.has(form) };
  return reader(
    criterion,
    (evidence) => evidence.legalForm,
    test,
    (form) => form,
  );
};

/** Months in business grow by themselves: the day on which they reach the threshold is an event of its own. */
const monthsTest = ({ cmp, value }: CriterionOf<'measure'>) => {
  const least = cmp === '>=' || cmp === '<' ? value : value + 1;
  const whenReached = cmp === '>=' || cmp === '>';
  const reachedOn = (founded: number) => {
    if (least <= 0) return -1;
    return least > 120_000 ? NEVER : Math.min(NEVER, addMonths(founded, least));
  };
  return {
    passes: (founded: number, day: number) => day >= reachedOn(founded) === whenReached,
    turns: (founded: number, day: number) => {
      const reached = reachedOn(founded);
      return day >= reached || reached === NEVER ? NEVER : reached - 1;
    },
  };
};

export const readMeasure = (criterion: CriterionOf<'measure'>): Reader => {
  if (criterion.measure === 'monthsInBusiness') {
    return reader(criterion, (evidence) => evidence.foundedOn, monthsTest(criterion), monthsBetween);
  }
  const { measure, cmp, value } = criterion;
  const test = { passes: (found: number) => compare[cmp](found, value) };
  return reader(
    criterion,
    (evidence) => evidence[measure],
    test,
    (found) => found,
  );
};
