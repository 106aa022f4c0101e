import type { Definition } from '#schemas/definition.ts';
import type { Group } from '../vocabulary.ts';
import { owned, racialized, socialPurpose } from './criteria.ts';
import { effective, invented } from './sources.ts';

const everyGroup = [
  'women',
  'indigenous',
  ...racialized,
  'ethno-cultural',
  'lgbtq2',
  'disability',
  'veteran',
  'newcomer',
  'immigrant-refugee',
  'youth',
  'senior',
  'york-local',
] as const satisfies Group[];

/** Deliberately the broadest: nearly every ownership definition of the network implies it. */
export const hopitalDuHavre: Definition = {
  id: 'hopital-du-havre',
  institution: 'hopital-du-havre',
  version: 1,
  label: { fr: 'Fournisseur inclusif : Hôpital du Havre (exemple)', en: 'Inclusive supplier: Havre Hospital (sample)' },
  effective,
  source: invented({
    fr: 'Au moins 51 % de propriété par l’un ou l’autre des groupes du vocabulaire, sans autre condition, ou vocation sociale, coopérative, mutuelle ou organisme sans but lucratif. Choisie large, pour que la comparaison montre ce qu’elle englobe.',
    en: 'At least 51% owned by any of the groups of the vocabulary, nothing more asked, or a social purpose, a co-operative, a mutual or a non-profit. Chosen broad, so that the comparison shows what it contains.',
  }),
  rule: {
    kind: 'any',
    of: [
      owned({ groups: everyGroup, cmp: '>=', bp: 5100, assurance: 'declared' }),
      socialPurpose('declared'),
      {
        kind: 'legalForm',
        id: 'collective-form',
        label: {
          fr: 'Coopérative, mutuelle ou organisme sans but lucratif',
          en: 'Co-operative, mutual or non-profit',
        },
        assurance: 'declared',
        anyOf: ['co-operative', 'mutual', 'non-profit'],
      },
    ],
  },
};
