import { describe, expect, it } from 'vitest';
import { linesOf } from '#schemas/checklist.ts';
import { type Policy, standardPolicy } from '#schemas/policy.ts';
import type { CaseRecord } from '#schemas/review.ts';
import { soundAnswers } from '#test/support/supplier.ts';
import { stillHolding } from './claims.ts';
import { missingOf, needsSecondReader, refuseUnfounded, withFindings } from './decide.ts';

const answers = soundAnswers();
const at = new Date('2026-11-24T15:00:00Z');
const empty = { findings: {} };
const all = (outcome: 'met' | 'not-met' | 'more-information') =>
  Object.fromEntries(
    linesOf(answers).map(({ id }) => [id, { outcome, ...(outcome !== 'met' && { reason: 'other' as const }) }]),
  );
const worked = (input: Parameters<typeof withFindings>[1]) =>
  withFindings({ work: empty, answers }, input, 'marie', at);

describe('a decision', () => {
  it('approves only what was found met wherever it must be shown', () => {
    expect(() => refuseUnfounded('approved', worked(all('met')), answers)).not.toThrow();
    const { identity: _, ...rest } = all('met');
    expect(() => refuseUnfounded('approved', worked(rest), answers)).toThrow('invalid');
    expect(() =>
      refuseUnfounded(
        'approved',
        worked({ ...all('met'), revenue: { outcome: 'more-information', reason: 'other' } }),
        answers,
      ),
    ).toThrow('invalid');
    expect(() =>
      refuseUnfounded('approved', worked({ ...all('met'), revenue: { outcome: 'not-met', reason: 'other' } }), answers),
    ).not.toThrow();
  });

  it('rejects only with a reason', () => {
    expect(() => refuseUnfounded('rejected', worked(all('met')), answers)).toThrow('invalid');
    expect(() =>
      refuseUnfounded('rejected', { ...worked(all('met')), summary: 'Hors du champ.' }, answers),
    ).not.toThrow();
    expect(() =>
      refuseUnfounded('rejected', worked({ ownership: { outcome: 'not-met', reason: 'other' } }), answers),
    ).not.toThrow();
  });

  it('asks for exactly the lines on which more is needed', () => {
    expect(
      missingOf(worked({ ...all('met'), places: { outcome: 'more-information', reason: 'names-differ' } })),
    ).toEqual([{ line: 'places', reason: 'names-differ', note: undefined }]);
    expect(() => missingOf(worked(all('met')))).toThrow('invalid');
  });

  it('knows only the lines of the checklist', () => {
    expect(() => worked({ 'certificate:camsc': { outcome: 'met' } })).toThrow('invalid');
  });
});

describe('a second reader', () => {
  const held = (more: Partial<CaseRecord> = {}) =>
    ({ kind: 'first', automatic: [], ...more }) as Pick<CaseRecord, 'kind' | 'automatic'> as CaseRecord;
  const policy: Policy = {
    ...standardPolicy,
    secondReading: { ...standardPolicy.secondReading, categories: ['women'] },
  };
  it.each([
    ['a first approval in a category', 'approved', held(), policy, true],
    ['a renewal in it', 'approved', held({ kind: 'renewal' }), policy, false],
    ['a first approval outside', 'approved', held(), standardPolicy, false],
    ['a possible duplicate', 'approved', held({ automatic: [{ code: 'duplicate-number' }] }), standardPolicy, true],
    ['a rejection', 'rejected', held(), policy, false],
  ] as const)('%s: %s', (_, decision, case_, asked, expected) => {
    expect(needsSecondReader(decision, { case: case_, answers }, asked)).toBe(expected);
  });
});

describe('what was accepted', () => {
  it('stays while its claim is the same and its evidence has not ended', () => {
    const { findings } = worked({ ...all('met'), 'certificate:wbe-canada': { outcome: 'met', until: '2027-01-31' } });
    const changed = linesOf({ ...answers, revenueCad: 1 });
    const kept = stillHolding(findings, changed, '2027-02-01');
    expect(
      Object.keys(findings)
        .filter((id) => !(id in kept))
        .sort(),
    ).toEqual(['certificate:wbe-canada', 'revenue']);
  });
});
