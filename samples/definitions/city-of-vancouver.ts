import type { Definition } from '#schemas/definition.ts';
import { certified, controlled, ownedNoThreshold, racialized } from './criteria.ts';
import { effective, published } from './sources.ts';

const groups = ['women', 'indigenous', 'disability', 'ethno-cultural', ...racialized, 'lgbtq2'] as const;

export const cityOfVancouver: Definition = {
  id: 'city-of-vancouver',
  institution: 'city-of-vancouver',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité : Ville de Vancouver', en: 'Diverse supplier: City of Vancouver' },
  effective,
  source: published(
    {
      fr: 'Organisme sans but lucratif, coopérative, ou entreprise appartenant à des femmes, des Autochtones, des personnes handicapées, des communautés ethnoculturelles ou des personnes LGBTQ+, ou contrôlée par elles, d’après une certification ou la propriété. Aucun seuil : « appartenir » est lu comme plus de la moitié. Les communautés ethnoculturelles comprennent ici les personnes racisées. Aucune règle de lieu.',
      en: 'A non-profit, a co-operative, or a firm owned or controlled by women, Indigenous people, persons with disabilities, ethno-cultural communities or LGBTQ+ people, shown by certification and/or ownership. No threshold: "owned" is read as more than half. Ethno-cultural communities are taken to include racialized people. No rule of location.',
    },
    'vancouver.ca, sustainable procurement',
    'https://vancouver.ca',
    { fr: 'texte de 2018', en: 'text of 2018' },
  ),
  rule: {
    kind: 'any',
    of: [
      {
        kind: 'legalForm',
        id: 'non-profit-or-co-operative',
        label: { fr: 'Organisme sans but lucratif ou coopérative', en: 'Non-profit or co-operative' },
        assurance: 'documented',
        anyOf: ['non-profit', 'co-operative'],
      },
      ownedNoThreshold(groups, 'documented'),
      controlled(groups, 'documented'),
      certified(['camsc', 'wbe-canada', 'cglcc', 'ccib', 'indigenous-business-directory']),
    ],
  },
};
