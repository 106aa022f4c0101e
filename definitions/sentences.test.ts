import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { evaluate } from './evaluate.ts';
import { missing } from './missing/missing.ts';
import { narrate, reasons, tellMissing } from './sentences.ts';
import * as arb from './testing/arbitrary.ts';
import {
  all,
  any,
  certification,
  control,
  definitionOf,
  factsOf,
  flagged,
  form,
  known,
  located,
  measured,
  ownerIn,
  ownership,
  vocabulary,
} from './testing/build.ts';

const tell = (rule: Rule, facts: Partial<Facts>) =>
  narrate(evaluate(definitionOf(rule), factsOf(facts), '2026-06-15'), vocabulary);
/** Non-breaking spaces are right on the page and hard to read in a test. */
const plain = ({ text: { fr, en } }: { text: { fr: string; en: string } }) =>
  [fr, en].map((text) => text.replaceAll(/\s/g, ' '));

test('a share is told with what is required and what was found', () => {
  const owners = [ownerIn(4500, { women: true }), ownerIn(5500, { women: false })];
  expect(plain(tell(ownership(), { owners }))).toEqual([
    'Part détenue (femmes) : au moins 51 % requis, 45 % vérifié.',
    'Share owned (women): at least 51% required, 45% verified.',
  ]);
});

test('a share not yet known says how far it could still go', () => {
  const owners = [
    ownerIn(4500, { women: true }),
    ownerIn(1000, { women: true }, 'declared'),
    ownerIn(2500, { women: false }),
  ];
  expect(plain(tell(ownership({ cmp: '>', groups: ['women', 'black'] }), { owners }))).toEqual([
    'Part détenue (femmes ou personnes noires) : plus de 51 % requis, 45 % vérifié; 55 % en comptant ce qui n’est pas encore vérifié; jusqu’à 100 % encore possible.',
    'Share owned (women or Black people): more than 51% required, 45% verified; 55% counting what is not yet verified; up to 100% is still possible.',
  ]);
});

test('certificates are told with their dates', () => {
  const certifications = { wbe: known(true, 'verified', '2026-03-31'), camsc: known(true, 'declared') };
  expect(plain(tell(certification({ anyOf: ['wbe', 'camsc', 'ccib'] }), { certifications }))).toEqual([
    'Certification : WBE Canada, CAMSC ou CCEA (requis); WBE Canada, certificat expiré le 31 mars 2026; CAMSC, déclaré, mais il faut que ce soit vérifié; rien au dossier pour le moment (CCEA).',
    'Certification: WBE Canada, CAMSC or CCIB required; WBE Canada, expired on March 31, 2026; CAMSC, declared, but verified is required; nothing on file yet for CCIB.',
  ]);
});

test('every other kind of criterion has its sentence', () => {
  const facts = {
    controlled: { women: known(true) },
    legalForm: known('corporation' as const, 'declared'),
    places: [known({ region: 'CA-QC-trois-rivieres', head: true })],
    revenueCad: known(1_250_000),
  };
  const rule = any(
    control(),
    form(),
    located({ scope: 'head' }),
    measured({ measure: 'revenueCad', cmp: '<', value: 1_000_000 }),
    flagged(),
  );
  const told = tell(rule, facts);
  expect(plain(told)).toEqual([
    'Une des 5 conditions suffit : 1 remplie, 3 non remplies, 1 encore inconnue.',
    'One of 5 conditions is enough: 1 met, 3 not met, 1 not yet known.',
  ]);
  expect(reasons(told).map(plain)).toEqual([
    [
      'Contrôle par des membres de ces groupes (femmes) : oui, vérifié.',
      'Controlled by members of (women): yes, verified.',
    ],
    [
      'Forme juridique : organisme sans but lucratif (requis), société par actions au dossier (déclaré).',
      'Legal form: non-profit required, corporation on file (declared).',
    ],
    [
      'Siège dans cette région (Ontario) : Trois-Rivières (Québec), siège (vérifié).',
      'Head office in Ontario: Trois-Rivières (Québec), head office (verified).',
    ],
    [
      'Chiffre d’affaires annuel : moins de 1 000 000 $ requis, 1 250 000 $ au dossier (vérifié).',
      'Yearly revenue: less than $1,000,000 required, $1,250,000 on file (verified).',
    ],
    [
      'Réinvestit la majorité des profits : rien au dossier pour le moment.',
      'Reinvests the majority of profits: nothing on file yet.',
    ],
  ]);
});

test('whatever the definition and the evidence, there is a sentence in each language for every part', () => {
  fc.assert(
    fc.property(arb.definition, arb.facts, arb.tables, arb.date, (definition, facts, tables, at) => {
      const check = (told: ReturnType<typeof narrate>) => {
        for (const text of [told.text.fr, told.text.en]) {
          expect(text).not.toMatch(/undefined|null|NaN|Invalid/);
          expect(text.length).toBeGreaterThan(5);
        }
        told.of.forEach(check);
      };
      check(narrate(evaluate(definition, facts, at, tables), vocabulary));
    }),
    { numRuns: 1000 },
  );
});

test('the criteria of a nested rule are listed in its order', () => {
  const told = tell(all(ownership(), any(control(), form({ label: { fr: 'Forme', en: 'Form' } }))), {});
  expect(reasons(told).map(({ criterion }) => criterion?.id)).toEqual(['owned', 'control', 'form']);
});

test('what is missing is told as requests', () => {
  const rule = all(ownership(), { kind: 'not', of: flagged() });
  const facts = factsOf({ owners: [ownerIn(4500, { women: true }), ownerIn(5500, {})] });
  const { sets } = tellMissing(missing(definitionOf(rule), facts, '2026-06-15'), vocabulary);
  expect(sets.map(({ steps }) => steps.map(plain))).toEqual([
    [
      [
        'À démontrer (vérifié) : Part détenue (femmes) : au moins 51 % requis, 45 % vérifié; jusqu’à 100 % encore possible.',
        'To be shown (verified): Share owned (women): at least 51% required, 45% verified; up to 100% is still possible.',
      ],
      [
        'Il faut montrer que ce n’est pas le cas : Réinvestit la majorité des profits : rien au dossier pour le moment.',
        'To be shown not to be so: Reinvests the majority of profits: nothing on file yet.',
      ],
    ],
  ]);
});
