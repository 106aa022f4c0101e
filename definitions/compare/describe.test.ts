import { expect, test } from 'vitest';
import { definitions } from '#samples/definitions/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { all, certification, definitionOf, flagged, located, measured, not, ownership } from '../testing/build.ts';
import { compare } from './compare.ts';
import { describe } from './describe.ts';

const sample = (id: string) => definitions.find((definition) => definition.id === id)!;

test('York’s policy and its FAQ are told apart by a supplier, in both languages', () => {
  const [a, b] = [sample('york-university-policy'), sample('york-university-faq')];
  const { relation, reading, examples } = describe(compare(a, b), a, b, vocabulary);
  expect(relation.en).toMatch(/^“Diverse supplier: York’s policy” and “.*” share suppliers/);
  expect(relation.fr).toMatch(
    /^«\sFournisseur issu de la diversité : politique de York\s» et «\s.*\s» ont des fournisseurs en commun/,
  );
  expect(reading.fr).toMatch(/^Lecture selon la preuve seule/);
  const faqOnly = examples[1]!;
  expect(faqOnly.facts[0]!.en).toMatch(/^An owner of 50\.01%, .* \(declared\)$/);
  expect(faqOnly.facts[0]!.fr).toMatch(/^Propriétaire de 50,01\s%, .* \(déclaré\)$/);
  expect(faqOnly.outcomes.map(({ en }) => en)).toEqual([
    expect.stringContaining('does not recognize it yet'),
    expect.stringMatching(/recognizes it\.$/),
  ]);
});

test('every kind of fact has its line', () => {
  const a = definitionOf(
    all(
      ownership(),
      certification({ anyOf: ['wbe-canada'], maxAgeMonths: 12 }),
      located({ scope: 'head' }),
      not(located({ anyOf: ['CA-ON-toronto'] })),
      measured({ measure: 'monthsInBusiness', value: 24 }),
      measured({ measure: 'revenueCad', cmp: '<', value: 1_000_000 }),
      not(flagged({ flag: 'owner-expertise' })),
    ),
    { id: 'a' },
  );
  const b = definitionOf(ownership({ bp: 7500 }), { id: 'b' });
  const { examples } = describe(compare(a, b, { at: '2026-03-15' }), a, b, vocabulary);
  const lines = (language: 'en' | 'fr') => examples[0]!.facts.map((line) => line[language].replace(/\s/g, ' '));
  expect(lines('en')).toEqual([
    'An owner of 51%, Women (verified)',
    'Certification: WBE Canada (women’s business enterprise): held (verified, established on March 15, 2025)',
    'Place of business: Ontario, outside the places named, head office (verified)',
    'No other place of business (declared)',
    'Yearly revenue: $0 (verified)',
    'Founded on March 15, 2024 (verified)',
    'The owner has the expertise of the field: no (declared)',
  ]);
  expect(lines('fr')).toEqual([
    'Propriétaire de 51 %, Femmes (vérifié)',
    'Certification : WBE Canada (entreprise appartenant à des femmes) : certificat détenu (vérifié, établi le 15 mars 2025)',
    'Établissement : Ontario, hors des lieux nommés, siège (vérifié)',
    'Aucun autre établissement (déclaré)',
    'Chiffre d’affaires annuel : 0 $ (vérifié)',
    'Fondation le 15 mars 2024 (vérifié)',
    'La personne propriétaire a l’expertise du domaine : non (déclaré)',
  ]);
});

test('a definition that no supplier can meet is named', () => {
  const never = definitionOf(all(measured({ cmp: '>', value: 9 }), measured({ cmp: '<', value: 9 })));
  const other = definitionOf(ownership());
  expect(describe(compare(other, never), other, never, vocabulary).never).toHaveLength(1);
});
