import type { Definition } from '#schemas/definition.ts';
import { controlled, owned } from './criteria.ts';
import { effective, published } from './sources.ts';

export const ontarioIndigenousProcurement: Definition = {
  id: 'ontario-indigenous-procurement',
  institution: 'ontario-indigenous-procurement',
  version: 1,
  label: {
    fr: 'Entreprise autochtone : approvisionnement autochtone de l’Ontario',
    en: 'Indigenous business: Ontario Indigenous Procurement Program',
  },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à au moins 51 % et contrôlée par des Autochtones, coopératives, organismes sans but lucratif et bandes compris : qui n’a pas de propriétaires est admis par ceux et celles qui le contrôlent. La gestion n’est pas demandée. Le texte noté ne dit pas quelle preuve est acceptée : la déclaration suffit ici.',
      en: 'A firm at least 51% owned and controlled by Indigenous people, co-operatives, non-profits and bands included: one without owners is recognized by who controls it. Management is not asked about. The text noted does not say which evidence is accepted: a declaration is enough here.',
    },
    'ontario.ca/page/indigenous-procurement-program',
    'https://ontario.ca/page/indigenous-procurement-program',
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'any',
        of: [
          owned({ groups: ['indigenous'], cmp: '>=', bp: 5100, assurance: 'declared' }),
          {
            kind: 'legalForm',
            id: 'band-non-profit-or-co-operative',
            label: {
              fr: 'Bande, organisme sans but lucratif ou coopérative (contrôle seul)',
              en: 'Band, non-profit or co-operative (control alone)',
            },
            assurance: 'declared',
            anyOf: ['band', 'non-profit', 'co-operative'],
          },
        ],
      },
      controlled(['indigenous'], 'declared'),
    ],
  },
};
