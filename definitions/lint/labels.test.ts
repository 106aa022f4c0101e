import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '#schemas/definition.ts';
import { thresholdIn } from '../asked.ts';
import { formatIn } from '../format.ts';
import { control, definitionOf, flagged, measured, not, ownership, vocabulary, workforce } from '../testing/build.ts';
import { labelRemarks, nameRemarks } from './labels.ts';
import { lint } from './lint.ts';

const named = <T extends Criterion>(criterion: T, language: 'fr' | 'en', text: string): T => ({
  ...criterion,
  label: { fr: 'Part requise', en: 'Required share', [language]: text },
});
const paths = (criterion: Criterion, negated = false) =>
  labelRemarks(criterion, ['rule'], vocabulary, negated).map(({ path }) => path);
const accepted = (criterion: Criterion, language: 'fr' | 'en', text: string) =>
  expect([text, paths(named(criterion, language, text))]).toEqual([text, []]);
const refused = (criterion: Criterion, language: 'fr' | 'en', text: string) =>
  expect([text, paths(named(criterion, language, text))]).toEqual([text, [`rule.label.${language}`]]);

const at51 = ownership();
const at66 = ownership({ bp: 6600 });
const over50 = ownership({ cmp: '>', bp: 5000 });
const atHalf = ownership({ bp: 5000 });

describe('the name of a share', () => {
  it.each([
    ['en', 'Owned at least 51% by members of the groups named'],
    ['en', 'Owned 51 % or more by women'],
    ['en', '51 per cent women-owned'],
    ['en', 'fifty-one percent owned'],
    ['en', 'No less than 51% owned'],
    ['en', 'Majority owned by women'],
    ['fr', 'Appartient à au moins 51 % à des femmes'],
    ['fr', 'Appartient à au moins 51\u00a0% à des femmes'],
    ['fr', 'Appartient à 51\u202f% ou plus à des femmes'],
    ['fr', 'Détenue à cinquante et un pour cent'],
    ['fr', '51 p. 100 des parts'],
    ['fr', 'Propriété majoritaire de femmes'],
    ['fr', 'Détenue en majorité par des femmes'],
  ] as const)('may say in %s what its rule asks: “%s”; another rule refuses it', (language, text) => {
    accepted(at51, language, text);
    refused(at66, language, text);
  });

  it('tells “at least” from “more than”', () => {
    refused(at51, 'en', 'More than 51% owned');
    refused(at51, 'fr', 'Détenue à plus de 51 %');
    refused(over50, 'en', 'At least 50% owned');
    accepted(over50, 'en', 'More than 50% owned');
    accepted(over50, 'en', 'more than half owned');
    accepted(over50, 'fr', 'détenue à plus de la moitié');
    accepted(over50, 'en', 'Owned by a majority');
    refused(atHalf, 'en', 'More than half owned');
    accepted(atHalf, 'en', 'At least half owned');
    accepted(atHalf, 'fr', 'Au moins la moitié des parts');
    refused(at51, 'fr', 'Au moins la moitié des parts');
    refused(at51, 'en', 'At most 51% owned');
    refused(at51, 'fr', 'Détenue à moins de 51 %');
  });

  it('may be a fraction', () => {
    accepted(ownership({ bp: 6667 }), 'en', 'At least two-thirds owned');
    accepted(ownership({ bp: 3334 }), 'fr', 'Au moins le tiers des parts');
    accepted(ownership({ bp: 7500 }), 'fr', 'Aux trois quarts');
    accepted(ownership({ bp: 10_000 }), 'en', 'Wholly owned');
    refused(at66, 'en', 'Three quarters owned');
    refused(at51, 'fr', 'Détenue entièrement');
    refused(at51, 'fr', 'Détenue en totalité');
  });

  it('may be no number at all', () => {
    for (const text of ['Owned by women', 'Owned by at least one woman', 'On behalf of women', 'Owned since 2020'])
      accepted(at51, 'en', text);
    for (const text of ['Détenue par des femmes', 'Au moins une personne propriétaire', 'Selon l’article 51'])
      accepted(at51, 'fr', text);
  });

  it('is checked in each language alone, and holds for a workforce too', () => {
    const both = { ...at66, label: { fr: 'Au moins 51 %', en: 'At least 66%' } };
    expect(paths(both)).toEqual(['rule.label.fr']);
    refused(workforce({ bp: 6000 }), 'en', 'Workforce made up at least 50%');
    accepted(workforce({ bp: 6000 }), 'fr', 'Effectif composé à au moins 60 %');
  });

  it('says the opposite where its criterion is excluded', () => {
    const excluded = named(at51, 'en', 'Less than 51% owned by women');
    expect(paths(excluded)).toEqual(['rule.label.en']);
    expect(paths(excluded, true)).toEqual([]);
    expect(lint(definitionOf(not(excluded)), vocabulary).remarks.map(({ code }) => code)).not.toContain('label-number');
  });

  it('as every rule says it itself is accepted, and refused for every other rule', () => {
    const share = fc.record({
      bp: fc.integer({ min: 1, max: 10_000 }),
      cmp: fc.constantFrom('>=' as const, '>' as const),
    });
    fc.assert(
      fc.property(share, share, fc.constantFrom('fr' as const, 'en' as const), (one, other, language) => {
        const least = ({ bp, cmp }: typeof one) => (cmp === '>=' ? bp : bp + 1);
        const text = `Part ${thresholdIn(ownership(one), language)}.`;
        expect(paths(named(ownership(one), language, text))).toEqual([]);
        expect(paths(named(ownership(other), language, text))).toHaveLength(least(one) === least(other) ? 0 : 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the name of a measure', () => {
  const under100 = measured({ cmp: '<', value: 100 });
  const revenue = measured({ measure: 'revenueCad', cmp: '<=', value: 5_000_000 });
  const years = measured({ measure: 'monthsInBusiness', cmp: '>=', value: 24 });

  it('says the number that is asked, in any usual way', () => {
    for (const text of ['Fewer than 100 people employed', 'At most 99 employees', '99 employees or fewer'])
      accepted(under100, 'en', text);
    for (const text of ['Moins de 100 personnes employées', 'Au plus 99 personnes']) accepted(under100, 'fr', text);
    for (const text of [
      'At most $5,000,000 a year',
      'Up to $5 million',
      '$5M or less',
      'no more than $5M in 12 months',
    ])
      accepted(revenue, 'en', text);
    for (const text of ['Au plus 5 000 000 $', 'Jusqu’à 5 millions de dollars', 'Au plus 5 M$'])
      accepted(revenue, 'fr', text);
    for (const text of ['At least 24 months in business', 'At least 2 years', 'two years in business'])
      accepted(years, 'en', text);
    for (const text of ['Au moins 24 mois d’activité', 'Au moins deux ans', 'En activité depuis 2 années ou plus'])
      accepted(years, 'fr', text);
  });

  it('refuses another number, and another direction', () => {
    for (const text of [
      'Fewer than 500 people employed',
      'At most 100 employees',
      'At least 100 employees',
      '250 people',
    ])
      refused(under100, 'en', text);
    refused(revenue, 'fr', 'Au plus 2,5 millions de dollars');
    refused(revenue, 'en', 'More than $5 million');
    refused(years, 'en', 'At least three years in business');
    refused(years, 'fr', 'Au moins 12 mois');
    refused(under100, 'en', '51% of staff');
  });
});

describe('any other name', () => {
  it('states no share, unless the vocabulary’s own words for the statement do', () => {
    refused(control(), 'en', 'At least 51% controlled');
    accepted(control(), 'en', 'Controlled by a majority');
    const words = { ...vocabulary, flags: { 'reinvests-profits': { fr: 'Réinvestit 60 %', en: 'Reinvests 60%' } } };
    const said = named(flagged(), 'en', 'At least 60% of profits reinvested');
    expect(labelRemarks(said, ['rule'], words)).toEqual([]);
    expect(labelRemarks(said, ['rule'], vocabulary)).toHaveLength(1);
  });

  it('of the definition states a share that one of its criteria asks', () => {
    const of = (en: string) => nameRemarks({ label: { fr: 'Définition', en }, rule: at66 }).map(({ path }) => path);
    expect(of('Women-owned, 66%')).toEqual([]);
    expect(of('Women-owned, 51%')).toEqual(['label.en']);
    expect(of('Majority women-owned')).toEqual(['label.en']);
  });
});

it('the remark is an error that names the criterion, what is said and what is asked, in both languages', () => {
  const rule = { ...at66, label: { fr: 'Au moins 51 %', en: 'At least 66%' } };
  const { definition, remarks } = lint(definitionOf(rule), vocabulary);
  expect(definition).toBeNull();
  expect(remarks).toEqual([
    {
      severity: 'error',
      path: 'rule.label.fr',
      code: 'label-number',
      message: {
        fr: `Le nom du critère « owned » dit « au moins 51 % », mais la règle demande au moins ${formatIn('fr').percent(6600)}.`,
        en: 'The name of the criterion “owned” says “au moins 51 %”, but its rule asks for at least 66%.',
      },
    },
  ]);
});
