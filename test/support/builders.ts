import { factsOf, known, ownerIn, ownership } from '#definitions/testing/build.ts';
import { newId } from '#platform/ids.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Institution } from '#schemas/institution.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { type OpenVendor, openVendor } from '../../functions/matching/judge.ts';
import { type Snapshot, snapshotOf } from '../../functions/matching/snapshot.ts';

/** Valid objects for tests of matching, with overrides. */
export const institutionOf = (institution: string, more: Partial<Institution> = {}): Institution => ({
  institution,
  name: { fr: `Institution ${institution}`, en: `Institution ${institution}` },
  kind: 'city',
  level: 3,
  language: 'fr',
  sample: true,
  definition: `${institution}-definition`,
  ...more,
});

/** At least 51 % owned by women, unless it is said otherwise. */
export const definitionOf = (institution: string, more: Partial<Definition> = {}): Definition => ({
  id: `${institution}-definition`,
  institution,
  version: 1,
  label: { fr: 'Entreprise détenue par des femmes', en: 'Women-owned firm' },
  effective: { from: '2020-01-01' },
  source: { status: 'sample', text: { fr: 'Exemple', en: 'Sample' } },
  rule: ownership(),
  ...more,
});

export const networkOf = (
  generation: number,
  institutions: readonly Institution[],
  definitions: readonly Definition[] = institutions.map(({ institution }) => definitionOf(institution)),
): Snapshot =>
  snapshotOf(generation, {
    institutions,
    definitions,
    reciprocity: [],
    vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
  });

/** A firm owned by women to `bp` basis points, until the day given. */
export const womenOwned = (bp: number, until?: string): Facts => {
  const owner = ownerIn(bp, {});
  return factsOf({
    owners: [{ ...owner, groups: { women: known(true, 'verified', until) } }, ownerIn(10_000 - bp, { women: false })],
  });
};

export const vendorIdOf = (n: number): `sup_${string}` =>
  newId('sup', new Date(0)).slice(0, 14).concat(String(n).padStart(16, '0')) as `sup_${string}`;

export const recordOf = (more: Partial<VendorRecord> = {}): VendorRecord => ({
  vendor: vendorIdOf(1),
  version: 1,
  status: 'active',
  identity: { legalName: 'Ateliers Rivière inc.', businessNumber: '123026635', email: 'bonjour@riviere.example' },
  language: 'fr',
  commodities: ['43211500'],
  places: [{ region: 'CA-ON-toronto', head: true, address: '1, rue Secrète' }],
  sealed: { purpose: 'vendor-facts', nonce: '', text: '' },
  consents: [],
  certifiedOn: '2026-01-15',
  expiresOn: '2027-01-15',
  submission: 'sub_00000000000000000000000001',
  evidence: ['0'.repeat(64)],
  recordedAt: '2026-01-15T15:00:00.000Z',
  ...more,
});

export const vendorOf = (facts: Facts = womenOwned(6000), more: Partial<VendorRecord> = {}): OpenVendor =>
  openVendor(recordOf(more), facts);
