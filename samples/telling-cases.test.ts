import { describe, expect, it } from 'vitest';
import { evaluate } from '#definitions/evaluate.ts';
import type { Definition } from '#schemas/definition.ts';
import { facts } from '#schemas/facts.ts';
import { definitions } from './definitions/index.ts';
import { confirmedFacts } from './facts.ts';
import { suppliers } from './suppliers/index.ts';
import { daysAfter, type SampleSupplier } from './suppliers/supplier.ts';
import { daysLeft, thibaultPaysage } from './suppliers/thibault-paysage.ts';

const on = '2026-03-02';
const definitionOf = (id: string): Definition => {
  const found = definitions.find((one) => one.id === id);
  if (!found) throw new Error(`no definition ${id}`);
  return found;
};
const supplierOf = (id: string): SampleSupplier => {
  const found = suppliers.find((one) => one.id === id);
  if (!found) throw new Error(`no supplier ${id}`);
  return found;
};
const factsOf = (supplier: SampleSupplier) => facts.parse(confirmedFacts(supplier.answers(on), on));
const verdictOf = (supplier: SampleSupplier, definition: string, at = on) =>
  evaluate(definitionOf(definition), factsOf(supplier), at);

/** Published texts that state a threshold of ownership and name women: the ones that 50.5 % can tell apart. */
const thresholdsForWomen = [
  'city-of-toronto',
  'university-of-toronto',
  'toronto-metropolitan-university',
  'york-university-policy',
  'york-university-faq',
  'city-of-brampton',
];
const qualifying = (supplier: string, among: readonly string[]) =>
  among.filter((id) => verdictOf(supplierOf(supplier), id).outcome === 'qualifies');

describe.each(suppliers.map((one) => [one.id, one] as const))('supplier %s', (_id, supplier) => {
  it.each(Object.entries(supplier.expected))('under %s: %s', (definition, outcome) => {
    expect(verdictOf(supplier, definition).outcome).toBe(outcome);
  });
});

describe('the telling cases of the published definitions', () => {
  it('a firm owned 50.5 % by a woman qualifies only under York’s FAQ, of the texts with a threshold', () => {
    expect(qualifying('atelier-fontaine', thresholdsForWomen)).toEqual(['york-university-faq']);
  });

  it('exactly 51.00 % qualifies where the text says "at least", not where it says "more than"', () => {
    expect(qualifying('raman-print', thresholdsForWomen)).toEqual([
      'city-of-toronto',
      'university-of-toronto',
      'york-university-faq',
      'city-of-brampton',
    ]);
  });

  it('51.01 % qualifies everywhere', () => {
    expect(qualifying('osei-catering', thresholdsForWomen)).toEqual(thresholdsForWomen);
  });

  it('an uncertified firm can qualify at Toronto Metropolitan University and not under the policy of York', () => {
    const { certificates } = supplierOf('tran-translations').answers(on);
    expect(certificates).toEqual([]);
    expect(qualifying('tran-translations', ['toronto-metropolitan-university', 'york-university-policy'])).toEqual([
      'toronto-metropolitan-university',
    ]);
  });

  it('of all the published definitions of ownership, only that of U of T names seniors', () => {
    const published = definitions.filter(
      ({ source, id }) => source.status === 'published' && id !== 'ontario-business',
    );
    expect(
      qualifying(
        'silver-birch',
        published.map(({ id }) => id),
      ),
    ).toEqual(['university-of-toronto']);
  });

  it('owners of two groups reach the threshold together', () => {
    const { owners } = supplierOf('tran-translations').answers(on);
    expect(owners.every(({ bp }) => bp < 5100)).toBe(true);
    expect(verdictOf(supplierOf('tran-translations'), 'toronto-metropolitan-university').outcome).toBe('qualifies');
  });

  it('an owner of several groups is counted once, where adding the groups up would pass', () => {
    const definition = definitionOf('university-of-toronto');
    const counted = (combine: 'union' | 'sum') => {
      const read = structuredClone(definition);
      if (read.rule.kind !== 'any' || read.rule.of[0]?.kind !== 'all') throw new Error('the rule changed its shape');
      const owned = read.rule.of[0].of[0];
      if (owned?.kind !== 'ownership') throw new Error('the rule changed its shape');
      owned.combine = combine;
      return evaluate(read, factsOf(supplierOf('diallo-securite')), on).outcome;
    };
    expect(counted('union')).toBe('does-not-qualify');
    expect(counted('sum')).toBe('qualifies');
  });

  it('the verdict ends with the certificate it rests on, and only where a certificate is asked for', () => {
    const lastDay = daysAfter(on, daysLeft);
    expect(verdictOf(thibaultPaysage, 'city-of-toronto').validUntil).toBe(lastDay);
    expect(verdictOf(thibaultPaysage, 'city-of-toronto', daysAfter(lastDay, 1)).outcome).toBe('does-not-qualify');
    expect(verdictOf(thibaultPaysage, 'toronto-metropolitan-university').validUntil).toBeNull();
  });
});
