import type { Definition } from '#schemas/definition.ts';
import { controlled, equityDeserving, managed, owned } from './criteria.ts';
import { effective, invented } from './sources.ts';

/** Deliberately equivalent to Toronto Metropolitan University's, in other words: shares are whole basis points. */
export const centreDeuxPonts: Definition = {
  id: 'centre-deux-ponts',
  institution: 'centre-deux-ponts',
  version: 1,
  label: {
    fr: 'Fournisseur issu de la diversité : Centre de services scolaire des Deux-Ponts (exemple)',
    en: 'Diverse supplier: Deux-Ponts School Service Centre (sample)',
  },
  effective,
  source: invented({
    fr: 'Au moins 51,01 % de propriété, avec gestion et contrôle, par cinq groupes, sur déclaration. Écrite autrement que celle de l’Université métropolitaine de Toronto et pourtant équivalente, pour que la comparaison le montre.',
    en: 'At least 51.01% owned, with management and control, by five groups, on declaration. Written differently from Toronto Metropolitan University’s and yet equivalent, so that the comparison shows it.',
  }),
  rule: {
    kind: 'atLeast',
    n: 3,
    of: [
      owned({ groups: equityDeserving, cmp: '>=', bp: 5101, assurance: 'declared' }),
      managed(equityDeserving, 'declared'),
      controlled(equityDeserving, 'declared'),
    ],
  },
};
