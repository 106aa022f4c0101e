import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as arbitrary from '#definitions/testing/arbitrary.ts';
import { vocabulary as testVocabulary } from '#definitions/testing/build.ts';
import { eventSchemas } from '#schemas/events/v1.ts';
import type { Facts } from '#schemas/facts.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { institutionOf, recordOf } from '#test/support/builders.ts';
import { decide } from './decide.ts';
import { judge, openVendor } from './judge.ts';
import { snapshotOf } from './snapshot.ts';

/** A word that stands nowhere but in one internal field. */
const mark = (n: number) => `secret${n}word`;
const days = ['2024-06-01', '2025-06-01', '2026-06-01'] as const;

/** A record with a mark in every field that must stay inside, and fields that nobody has thought of yet. */
const internal = (status: VendorRecord['status'], consenting: boolean, version: number): VendorRecord => ({
  ...recordOf({ status, version }),
  statusReason: mark(1),
  places: [{ region: 'CA-ON-toronto', head: true, address: mark(2) }],
  sealed: { purpose: mark(3), nonce: mark(4), text: mark(5) },
  evidence: ['e'.repeat(64)],
  consents: [
    { institution: 'montreal', purpose: 'criteria', grantedAt: '2026-01-01T00:00:00.000Z' },
    ...(consenting
      ? [{ institution: 'toronto', purpose: 'criteria' as const, grantedAt: '2026-01-01T00:00:00.000Z' }]
      : []),
  ],
  identity: Object.assign({ sin: mark(6) }, recordOf().identity),
  ...{ ownerNames: [mark(7)], notes: { deep: mark(8) } },
});

const steps = fc.array(
  fc.record({
    status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const, 'revoked' as const),
    consenting: fc.boolean(),
    facts: arbitrary.facts,
    day: fc.constantFrom(...days),
  }),
  { minLength: 1, maxLength: 4 },
);

const keysOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
      : [];

it('no event shows anything internal, and criteria only under the consent for that institution', () => {
  const toronto = institutionOf('toronto', { definition: 'definition' });
  let told = 0;
  fc.assert(
    fc.property(arbitrary.definition, steps, (definition, sequence) => {
      const snapshot = snapshotOf(1, {
        institutions: [toronto],
        definitions: [{ ...definition, id: 'definition', institution: 'toronto', effective: { from: '2020-01-01' } }],
        reciprocity: [],
        vocabulary: testVocabulary,
      });
      let before: ReturnType<typeof decide>['record'] | undefined;
      const ordered = [...sequence].sort((a, b) => (a.day < b.day ? -1 : 1));
      for (const [index, { status, consenting, facts, day }] of ordered.entries()) {
        const vendor = openVendor(internal(status, consenting, index + 1), facts as Facts);
        const judged = judge(snapshot, toronto, vendor, day)!;
        const { record, events } = decide(vendor, before, judged, { vendorVersion: index + 1, generation: 1, on: day });
        before = record;
        for (const { type, data } of events) {
          told++;
          expect(eventSchemas[type].shape.data.safeParse(data).error).toBeUndefined();
          expect(JSON.stringify(data)).not.toMatch(/secret\dword|e{64}/);
          const keys = keysOf(data);
          for (const key of ['facts', 'owners', 'sealed', 'consents', 'evidence', 'address', 'bp', 'groups', 'managed'])
            expect(keys).not.toContain(key);
          if (!consenting) expect(keys).not.toContain('criteria');
        }
      }
    }),
    { numRuns: 1_000 },
  );
  expect(told).toBeGreaterThan(20);
});

it('an event with a field outside its contract does not leave', () => {
  const { data } = eventSchemas['vendor.qualified.v1'].shape;
  const vendor = openVendor(internal('active', true, 1), undefined);
  expect(data.safeParse({ vendor: vendor.record }).success).toBe(false);
});
