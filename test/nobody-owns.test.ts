import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ateliersBoreal } from '#samples/suppliers/ateliers-boreal.ts';
import { type SampleSupplier, saysOfItself } from '#samples/suppliers/supplier.ts';
import { issueCertificate } from '#schemas/api/certificates.ts';
import { ifThere } from '#schemas/api/client.ts';
import { readVerdicts } from '#schemas/api/matching.ts';
import { readCase } from '#schemas/api/review.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { approve, submit } from '../scripts/network/certify.ts';
import { loadNetwork } from '../scripts/network/load.ts';
import { type Network, openNetwork } from '../scripts/network/open.ts';
import { until } from '../scripts/network/patience.ts';
import { prepare } from '../scripts/prepare.ts';

const on = new Date().toISOString().slice(0, 10);
let dir: string;
let network: Network;
beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-nobody-owns-'));
  network = await openNetwork({ dir });
  await loadNetwork(network.as('sample-isabelle-cote'));
}, 240_000);
afterAll(async () => {
  await network?.runtime.stop();
  rmSync(dir, { recursive: true, force: true });
});

type Firm = Pick<Answers, 'legalForm' | 'governance'> & { neq: string; more?: Partial<Answers> };

/** The sample non-profit's form and papers, as another firm without owners would send them. */
const firmOf = ({ legalForm, governance, neq, more }: Firm): SampleSupplier => ({
  ...ateliersBoreal,
  id: `nobody-owns-${legalForm}`,
  answers: (day) => {
    const { identity, ...rest } = ateliersBoreal.answers(day);
    const own = { ...identity, legalName: `Sans propriétaires ${legalForm}`, businessNumber: undefined, neq };
    const said = legalForm === 'non-profit' ? {} : { certificates: [] };
    return { ...rest, ...said, identity: own, legalForm, governance, owners: [], ...more };
  },
  papers: ateliersBoreal.papers.filter(({ kind }) => legalForm === 'non-profit' || kind !== 'certificate'),
});

const firms: [name: string, firm: Firm, expected: Record<string, Outcome>][] = [
  [
    'a non-profit',
    { legalForm: 'non-profit', neq: '1199000011', governance: { by: 'board', people: 9, groups: { women: 5 } } },
    {
      'quebec-social-economy': 'qualifies',
      'quebec-entreprise-adaptee': 'qualifies',
      'city-of-vancouver': 'qualifies',
      'hopital-du-havre': 'qualifies',
    },
  ],
  [
    'a co-operative',
    { legalForm: 'co-operative', neq: '1199000012', governance: { by: 'members', people: 40, groups: { women: 20 } } },
    {
      'quebec-social-economy': 'qualifies',
      'city-of-vancouver': 'qualifies',
      'hopital-du-havre': 'qualifies',
      'ontario-indigenous-procurement': 'undetermined',
    },
  ],
  [
    'a mutual',
    { legalForm: 'mutual', neq: '1199000013', governance: { by: 'board', people: 12, groups: {} } },
    { 'quebec-social-economy': 'qualifies', 'hopital-du-havre': 'qualifies' },
  ],
  [
    'a band',
    {
      legalForm: 'band',
      neq: '1199000014',
      governance: { by: 'council', people: 7, groups: { indigenous: 7 } },
      more: { flags: saysOfItself({ 'free-of-public-control': true }) },
    },
    {
      'ontario-indigenous-procurement': 'qualifies',
      'city-of-vancouver': 'qualifies',
      'quebec-social-economy': 'does-not-qualify',
    },
  ],
];

test.each(firms)(
  '%s that nobody owns goes from an empty form to those who recognise it, and leaves no question of ownership open',
  async (_, firm, expected) => {
    const sample = firmOf(firm);
    const supplier = network.as(sample.person);
    const verifier = network.as('sample-marieclaude-roy');
    const { supplier: vendor, submission } = await submit(supplier, sample, on, sample.id);
    await approve(supplier, [verifier, network.as('sample-daniel-okafor')], submission, sample.id);
    const { body: found } = await verifier(readCase, { params: { submission } });
    expect(found.checklist.find(({ kind }) => kind === 'governance')?.claim).toEqual(firm.governance);
    expect(found.checklist.filter(({ kind }) => kind === 'ownership' || kind === 'owner')).toEqual([]);
    const outcomes = await until('every verdict', async () => {
      const asked = await ifThere(supplier(readVerdicts, { params: { vendor } }), [404, 409]);
      const all = Object.fromEntries((asked?.body.verdicts ?? []).map((one) => [one.definition, one.outcome]));
      return Object.keys(all).length >= 18 ? all : undefined;
    });
    expect(outcomes).toMatchObject(expected);
    // These ask who owns it: nobody does, and that is known.
    for (const definition of ['toronto-metropolitan-university', 'federal-psib', 'york-university-policy'])
      expect([definition, outcomes[definition]]).toEqual([definition, 'does-not-qualify']);
    const issue = { params: { supplier: vendor }, idempotencyKey: sample.id };
    const { body } = await until('the certificate', () => ifThere(supplier(issueCertificate, issue), [409]));
    expect(JSON.stringify(body.certificate)).not.toMatch(/governance|indigenous|women/);
  },
  90_000,
);
