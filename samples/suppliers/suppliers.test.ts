import { describe, expect, it } from 'vitest';
import { commodities } from '#schemas/commodities.ts';
import { type Answers, answers as answersSchema } from '#schemas/submission.ts';
import { definitions } from '../definitions/index.ts';
import { institutions } from '../institutions.ts';
import { people } from '../people.ts';
import { vocabulary } from '../vocabulary.ts';
import { suppliers } from './index.ts';

const on = '2026-03-02';
const named = institutions.map(({ institution }) => institution);

it('each supplier is told apart by id and business number, and filled in by a person of its own', () => {
  const numbers = suppliers.map((one) => one.answers(on).identity.businessNumber);
  expect(suppliers.length).toBeGreaterThanOrEqual(8);
  expect(new Set(suppliers.map(({ id }) => id)).size).toBe(suppliers.length);
  expect(new Set(numbers).size).toBe(suppliers.length);
  expect(numbers.filter((number) => !number?.startsWith('0000'))).toEqual([]);
  for (const supplier of suppliers) {
    const person = people.find(({ id }) => id === supplier.person);
    expect(person).toMatchObject({ actsFor: supplier.id, language: supplier.language });
  }
});

it('people have names, addresses and roles of their own, and those of institutions act for one that exists', () => {
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  expect(people.filter(({ role }) => role === 'verifier')).toHaveLength(3);
  for (const { role, actsFor, email } of people) {
    expect(email).toMatch(/^[a-z.]+@example\.(ca|org)$/);
    if (role === 'buyer') expect(named).toContain(actsFor);
  }
});

describe.each(suppliers.map((one) => [one.id, one] as const))('supplier %s', (_id, supplier) => {
  const answers: Answers = supplier.answers(on);

  it('fills in a form that the schema accepts as it stands: business number, NEQ, dates, phones', () => {
    expect(answersSchema.parse(answers)).toEqual(answers);
  });

  it('has owners whose shares make at most 100 %', () => {
    expect(answers.owners.reduce((sum, { bp }) => sum + bp, 0)).toBeLessThanOrEqual(10_000);
  });

  it('uses only words of the vocabulary, commodities of the excerpt and institutions of the network', () => {
    const groups = [...answers.owners.flatMap((owner) => owner.groups), ...Object.keys(answers.workforce.shares)];
    expect(groups.filter((group) => !Object.hasOwn(vocabulary.groups, group))).toEqual([]);
    expect(Object.keys(answers.flags).filter((flag) => !Object.hasOwn(vocabulary.flags, flag))).toEqual([]);
    expect(answers.commodities.filter((code) => !Object.hasOwn(commodities, code))).toEqual([]);
    expect(answers.consents.filter(({ institution }) => !named.includes(institution))).toEqual([]);
  });

  it('holds no certificate that has expired on the day of the form, and signs on that day', () => {
    for (const { expiresOn } of answers.certificates) expect(expiresOn! > on).toBe(true);
    expect(answers.attestation.signedOn).toBe(on);
  });

  it('shows each certificate by a paper, says who signs, and foretells only of definitions that exist', () => {
    const shown = supplier.papers.flatMap((paper) => (paper.kind === 'certificate' ? [paper.certification] : []));
    expect(shown.sort()).toEqual(answers.certificates.map(({ certification }) => certification).sort());
    expect(supplier.papers.filter(({ kind }) => kind === 'signed-attestation')).toHaveLength(1);
    const ids = definitions.map(({ id }) => id);
    expect(Object.keys(supplier.expected).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

it('no non-profit holds a certification that is for firms with owners', () => {
  const closed = ['camsc', 'wbe-canada'];
  const nonProfits = suppliers.map((one) => one.answers(on)).filter(({ legalForm }) => legalForm === 'non-profit');
  expect(nonProfits).not.toEqual([]);
  expect(
    nonProfits.flatMap(({ certificates }) => certificates).filter((one) => closed.includes(one.certification)),
  ).toEqual([]);
});
