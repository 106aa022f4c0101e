import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '#schemas/definition.ts';
import { criteriaOf } from '../rules.ts';
import * as arbitrary from '../testing/arbitrary.ts';
import {
  all,
  any,
  certification,
  control,
  flagged,
  form,
  located,
  measured,
  not,
  ownership,
  workforce,
} from '../testing/build.ts';
import { basisOf, isOpen } from './basis.ts';

const founded = measured({ measure: 'monthsInBusiness', value: 24 });
const women = ownership();
const kind = (before: Rule | undefined, after: Rule) => basisOf(before, after).kind;

describe('what answers a trial', () => {
  it('is open facts where nothing else is asked anywhere', () => {
    expect(kind(undefined, all(form(), located(), founded))).toBe('open');
    expect(kind(form(), any(located(), not(form())))).toBe('open');
    expect(kind(women, form())).toBe('statistics');
    for (const one of [
      control(),
      workforce(),
      certification(),
      flagged(),
      measured(),
      measured({ measure: 'revenueCad' }),
    ])
      expect([one.kind, kind(undefined, one)]).toEqual([one.kind, 'none']);
  });

  it('is the institution’s own vendors where the draft asks all that is in force, and open facts beside', () => {
    const inForce = all(women, control());
    for (const after of [inForce, all(control(), located(), women), all(all(women, control()), any(form(), founded))])
      expect(kind(inForce, after)).toBe('own');
    // Another name is no other question.
    expect(kind(women, all({ ...women, id: 'x', label: { fr: 'X', en: 'X' } }, form()))).toBe('own');
  });

  it('is never the institution’s own vendors where a protected part is dropped, added or altered', () => {
    const inForce = all(women, control());
    for (const after of [
      all(women, located()),
      all(women, control(), flagged()),
      all(ownership({ bp: 5200 }), control(), located()),
      any(inForce, located()),
      all(women, women, located()),
      not(inForce),
    ])
      expect(['none', 'statistics']).toContain(kind(inForce, after));
    // An open part that is widened could bring vendors in, by what is protected of them.
    expect(kind(all(women, located()), all(women, located({ anyOf: ['CA'] })))).toBe('statistics');
  });

  it('is statistics for a majority of groups whose number is published, and for nothing else', () => {
    const share = (over: Parameters<typeof ownership>[0]) => kind(undefined, ownership(over));
    expect(share({ bp: 5100 })).toBe('statistics');
    expect(share({ cmp: '>', bp: 5000 })).toBe('statistics');
    expect(share({ groups: ['women', 'indigenous', 'racialized', 'black', 'disability'] })).toBe('statistics');
    for (const over of [
      { bp: 5000 },
      { bp: 6600 },
      { bp: 5101 },
      { bp: 1 },
      { groups: ['black'] },
      { groups: ['women', 'lgbtq2'] },
      { groups: ['women', 'indigenous'], combine: 'sum' as const },
    ])
      expect([over, share(over)]).toEqual([over, 'none']);
    expect(basisOf(women, all(women, control()))).toEqual({ kind: 'none', criteria: [control()] });
  });

  it('names a question once, however well its answer must be shown', () => {
    const declared: Rule = { ...control(), assurance: 'declared' };
    const verified: Rule = { ...control(), assurance: 'verified' };
    expect(basisOf(declared, verified)).toEqual({ kind: 'none', criteria: [declared] });
  });

  it('is exact over the registry for no rule with a protected criterion', () => {
    fc.assert(
      fc.property(arbitrary.rule, arbitrary.rule, (before, after) => {
        const open = [...criteriaOf(before), ...criteriaOf(after)].every(isOpen);
        expect(kind(before, after) === 'open').toBe(open);
      }),
      { numRuns: 1_000 },
    );
  });
});
