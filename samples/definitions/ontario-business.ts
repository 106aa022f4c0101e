import type { Definition } from '#schemas/definition.ts';
import { states } from './criteria.ts';
import { effective, published } from './sources.ts';

/** Locality only: kept apart from diversity, since trade agreements allow it only below their thresholds. */
export const ontarioBusiness: Definition = {
  id: 'ontario-business',
  institution: 'ontario-business',
  version: 1,
  label: { fr: 'Localité : entreprise ontarienne', en: 'Locality: Ontario business' },
  effective,
  source: published(
    {
      fr: 'Critère de localité et non de diversité : l’entreprise exerce une activité permanente en Ontario, et y a son siège ou bureau principal ou y emploie au moins 250 personnes à temps plein. L’activité permanente est lue comme un établissement en Ontario. Texte connu en partie; il ne dit pas quelle preuve est acceptée.',
      en: 'A criterion of locality, not of diversity: the firm carries on a permanent activity in Ontario, and either has its head or main office there or employs at least 250 people full time there. The permanent activity is read as a place of business in Ontario. The text is known in part and does not say which evidence is accepted.',
    },
    'ontario.ca/laws/regulation/230422',
    'https://ontario.ca/laws/regulation/230422',
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'region',
        id: 'active-in-ontario',
        label: { fr: 'Localité : activité permanente en Ontario', en: 'Locality: permanent activity in Ontario' },
        assurance: 'declared',
        anyOf: ['CA-ON'],
        scope: 'any',
      },
      {
        kind: 'any',
        of: [
          {
            kind: 'region',
            id: 'head-office-in-ontario',
            label: { fr: 'Localité : siège en Ontario', en: 'Locality: head office in Ontario' },
            assurance: 'declared',
            anyOf: ['CA-ON'],
            scope: 'head',
          },
          states('full-time-250-in-ontario', 'declared', {
            fr: 'Localité : au moins 250 personnes à temps plein en Ontario',
            en: 'Locality: at least 250 people full time in Ontario',
          }),
        ],
      },
    ],
  },
};
