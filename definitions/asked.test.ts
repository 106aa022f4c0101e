import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Criterion } from '#schemas/definition.ts';
import { askedIn, thresholdIn } from './asked.ts';
import { keyOf } from './rule.ts';
import { criteriaOf } from './rules.ts';
import * as arbitrary from './testing/arbitrary.ts';
import { vocabulary } from './testing/build.ts';

const criterion = arbitrary.rule.map((rule) => criteriaOf(rule)[0]!);
const languages = fc.constantFrom('fr' as const, 'en' as const);
/** What the text leaves out is said elsewhere: how well it must be shown, and which table is taken for certificates. */
const said = (one: Criterion) =>
  keyOf({ ...one, assurance: 'declared', ...(one.kind === 'certification' && { reciprocity: null }) });

it('the threshold is said from the rule, whatever the name says', () => {
  fc.assert(
    fc.property(criterion, languages, (one, language) => {
      const text = askedIn(one, { language, vocabulary });
      if ('cmp' in one) expect(text).toContain(thresholdIn(one, language));
      expect(askedIn({ ...one, label: { fr: 'Au moins 99 %', en: 'At least 99%' } }, { language, vocabulary })).toBe(
        text,
      );
    }),
  );
});

it('two criteria that ask for different things read differently', () => {
  fc.assert(
    fc.property(criterion, criterion, languages, (one, other, language) => {
      const [a, b] = [one, other].map((c) => askedIn(c, { language, vocabulary }));
      if (said(one) !== said(other) && !sameToReaders(one, other)) expect(a).not.toBe(b);
    }),
    { numRuns: 2_000 },
  );
});

/** Of a single group it makes no difference how groups are put together. */
const sameToReaders = (one: Criterion, other: Criterion) => {
  const alone = (c: typeof one) => ('combine' in c && c.groups.length === 1 ? { ...c, combine: 'union' as const } : c);
  return said(alone(one)) === said(alone(other));
};
