import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#definitions/evaluate.ts';
import { definitions } from '#samples/definitions/index.ts';
import { vocabulary as sampleVocabulary } from '#samples/vocabulary.ts';
import type { Document } from '#schemas/evidence.ts';
import { facts } from '#schemas/facts.ts';
import type { Finding } from '#schemas/review.ts';
import { soundAnswers, soundPapers } from '#test/support/supplier.ts';
import { endings, factsOf } from './facts.ts';

const vocabulary = {
  groups: { women: { fr: 'Femmes', en: 'Women' }, indigenous: { fr: 'Autochtones', en: 'Indigenous' } },
  flags: {},
  certifications: { 'wbe-canada': { fr: 'WBE', en: 'WBE' }, camsc: { fr: 'CAMSC', en: 'CAMSC' } },
};
const documents = soundPapers.map((paper) => ({ ...paper, state: 'accepted' })) as Document[];
const found = (outcome: Finding['outcome'], until?: string): Finding => ({
  outcome,
  by: 'marie',
  at: '2026-11-24T15:00:00.000Z',
  claim: 'x',
  ...(until && { until }),
});
const of = (findings: Record<string, Finding>, answers = soundAnswers()) =>
  factsOf(answers, { findings }, documents, vocabulary);

describe('facts from answers and findings', () => {
  it('are declared when only said, documented when shown, verified when found met', () => {
    const known = of({ ownership: found('met'), 'owner:a-1': found('met') });
    expect(known.owners[0]?.groups.women).toEqual({ value: true, level: 'verified', since: '2026-11-24' });
    expect(known.legalForm?.level).toBe('documented');
    expect(known.revenueCad?.level).toBe('declared');
    expect(known.revenueCad?.since).toBe('2026-11-23');
  });

  it('count a membership only as well as the share it goes with', () => {
    expect(of({ 'owner:a-1': found('met') }).owners[0]?.groups.women?.level).toBe('documented');
  });

  it('know a no where nothing was listed, and nothing where someone prefers not to say', () => {
    const answers = soundAnswers();
    const [first, second] = answers.owners;
    if (!first || !second) throw new Error('two owners');
    expect(of({}).owners[1]?.groups.women).toMatchObject({ value: false });
    const silent = of({}, { ...answers, owners: [first, { ...second, undisclosed: true }] });
    expect(silent.owners[1]?.groups).toEqual({});
  });

  it('leave out what a verifier found not met: unknown, not false', () => {
    const known = of({ 'certificate:wbe-canada': found('not-met'), workforce: found('not-met') });
    expect(known.certifications['wbe-canada']).toBeUndefined();
    expect(known.workforce).toEqual({});
    expect(known.employees).toBeUndefined();
  });

  it('last as long as the certificate, or as the verifier read on it', () => {
    expect(of({}).certifications['wbe-canada']?.until).toBe('2027-06-30');
    const read = of({ 'certificate:wbe-canada': found('met', '2027-01-31') });
    expect(read.certifications['wbe-canada']).toMatchObject({ value: true, level: 'verified', until: '2027-01-31' });
    expect(endings(read)).toEqual(['2027-01-31']);
  });

  it('say that a certification which was not claimed is not held', () => {
    expect(of({}).certifications.camsc).toMatchObject({ value: false, level: 'declared' });
  });

  it('say who manages and controls: yes by any who does, no when all who do say no', () => {
    const known = of({});
    expect(known.managed).toMatchObject({ women: { value: true }, indigenous: { value: false } });
    expect(known.controlled.women?.value).toBe(true);
  });

  it('hold to the schema of facts, whatever ended before it was looked at', () => {
    const late = of({ 'certificate:wbe-canada': found('met', '2026-01-31') });
    expect(facts.safeParse(late).error).toBeUndefined();
    expect(facts.safeParse(of({})).error).toBeUndefined();
  });
});

describe('the facts of a firm that nobody owns', () => {
  const governed = (people: number, groups: Record<string, number>) =>
    soundAnswers({
      legalForm: 'non-profit',
      owners: [],
      certificates: [],
      governance: { by: 'board', people, groups },
    });

  it('know that no group owns any of it, as well as the governance is shown', () => {
    const known = of({ governance: found('met') }, governed(9, {}));
    expect(known.owners).toEqual([
      {
        bp: 10_000,
        groups: {
          women: { value: false, level: 'verified', since: '2026-11-24' },
          indigenous: { value: false, level: 'verified', since: '2026-11-24' },
        },
      },
    ]);
    expect(of({}, governed(9, {})).owners[0]?.groups.women?.level).toBe('documented');
  });

  it('leave open what a verifier did not find: who owns it, and who governs it', () => {
    const known = of({ governance: found('not-met') }, governed(9, { women: 9 }));
    expect([known.owners, known.managed, known.controlled]).toEqual([[], {}, {}]);
  });

  it('say that a group governs exactly when it is more than half of those who do, and nothing of a group nobody spoke of', () => {
    fc.assert(
      // Near the half, where it tells.
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: -1, max: 1 }), (people, beside) => {
        const women = Math.min(people, Math.max(0, Math.floor(people / 2) + beside));
        const known = of({}, governed(people, { women }));
        const others = people - women;
        for (const led of [known.managed, known.controlled]) {
          expect(led.women?.value).toBe(women > others);
          expect(led.indigenous).toBeUndefined();
        }
        expect(facts.safeParse(known).error).toBeUndefined();
      }),
    );
  });

  it('leave no definition of ownership open, and let a form without owners be recognised by those that ask for it', () => {
    const answers = soundAnswers({
      ...{ legalForm: 'band' as const, owners: [], certificates: [] },
      governance: { by: 'council', people: 7, groups: { indigenous: 4 } },
    });
    const known = factsOf(answers, { findings: {} }, documents, sampleVocabulary);
    const outcome = (id: string) => {
      const definition = definitions.find((one) => one.id === id);
      if (!definition) throw new Error(`no definition ${id}`);
      return evaluate(definition, known, '2026-11-24').outcome;
    };
    expect(outcome('toronto-metropolitan-university')).toBe('does-not-qualify');
    expect(outcome('federal-psib')).toBe('does-not-qualify');
    expect(outcome('ontario-indigenous-procurement')).toBe('qualifies');
  });
});
