import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { institutions } from '#samples/institutions.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { answers as answersSchema } from '#schemas/submission.ts';
import { soundAnswers } from '#test/support/supplier.ts';
import type { PageContext } from '../context.ts';
import type { Network } from '../network.ts';
import type { Fields } from '../parts/read-form.ts';
import { flow, stepAt } from '../supplier/flow.ts';
import { disputeOf, meet } from '../supplier/meeting.ts';
import { findingsIn, meetingOf } from '../verifier/findings.ts';
import type { CaseLine } from '../verifier/folder.ts';
import { packed } from './shown.ts';

const network = {
  ...{ vocabulary, institutions, versions: new Map(), reciprocity: [] },
  ...{ inForce: () => [], definitionOf: () => undefined, comingOf: () => undefined },
} as unknown as Network;
const c = { var: { language: 'fr', kept: undefined } } as unknown as PageContext;

/** What somebody writes in the place of what the page showed: anything at all, or nearly what it was. */
const anything = fc.oneof(
  { weight: 8, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, [null], [[]], [{}], { __proto__: null }, 'x', '{}', '[1]', '["met"') },
);

it('a page whose notes of what it showed were written by hand is answered, whatever they say', () => {
  const kept = soundAnswers();
  const steps = [...flow.filter((one) => one !== 'documents'), stepAt('owners/1')!, stepAt('owners/3')!];
  const sections = fc.dictionary(fc.constantFrom(...Object.keys(answersSchema.shape)), anything, { maxKeys: 8 });
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.oneof(sections, anything),
      fc.dictionary(fc.constantFrom('legalName', 'owner', 'name', 'bp', 'place', 'groups', 'email'), fc.string()),
      (step, shown, typed) => {
        const fields: Fields = { ...typed, shown: packed(shown) };
        const met = meet(step, kept, fields, network);
        for (const conflict of met.conflicts)
          expect(disputeOf({ c, language: 'fr', network }, step, met.answers, conflict)).toBeDefined();
      },
    ),
    { numRuns: 3_000 },
  );
});

it('and so are the findings of a case', () => {
  const line = (id: string, finding?: object) => ({ id, label: id, claim: { a: id }, finding }) as unknown as CaseLine;
  const checklist = [line('identity', { outcome: 'met' }), line('owner:a-1'), line('places')];
  const seen = fc.record({
    findings: fc.dictionary(fc.constantFrom('identity', 'owner:a-1', 'places', '__proto__'), anything),
    claims: fc.dictionary(fc.constantFrom('identity', 'owner:a-1', 'places'), anything),
  });
  const texts = fc.record({
    findings: fc.dictionary(fc.constantFrom('identity', 'owner:a-1', 'places'), fc.oneof(fc.string(), fc.json())),
    claims: fc.dictionary(fc.constantFrom('identity', 'owner:a-1', 'places'), fc.string()),
  });
  const fields = fc.dictionary(
    fc.constantFrom('note-identity', 'outcome-identity', 'note-owner-a-1', 'outcome-places', 'note-places'),
    fc.constantFrom('', 'met', 'not-met', 'a note'),
  );
  fc.assert(
    fc.property(fc.oneof(texts, seen, anything), fields, (shown, typed) => {
      const { findings } = findingsIn(checklist, meetingOf(checklist, { ...typed, shown: packed(shown) }), 'fr');
      // What was not on the page is not touched, whatever the page says that it showed.
      for (const id of Object.keys(findings)) expect(typed).toHaveProperty([`note-${id.replaceAll(':', '-')}`]);
    }),
    { numRuns: 3_000 },
  );
});

it('nor does their depth matter', () => {
  const kept = soundAnswers();
  for (const section of ['owners', 'places', 'identity', 'commodities'])
    for (const levels of [1_000, 100_000]) {
      const text = `{"${section}":[${'['.repeat(levels)}${']'.repeat(levels)}]}`;
      const shown = deflateRawSync(text).toString('base64url');
      expect(() => meet(stepAt(section)!, kept, { shown }, network), `${section} ${levels}`).not.toThrow();
    }
});
