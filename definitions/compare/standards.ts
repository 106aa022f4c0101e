import type { Criterion } from '#schemas/definition.ts';
import type { Bilingual } from '#schemas/primitives.ts';

type Bare<C> = C extends Criterion ? Omit<C, 'id' | 'label' | 'assurance' | 'maxAgeMonths'> : never;
/** A criterion without how well it must be known: that is as well as the certificate is. */
type Requirement = Bare<Criterion>;

/** What a certifying body asks of every firm it certifies, so that the certificate is evidence of it. */
export interface Standard {
  certification: string;
  /** All of these. Only what the body's public text says plainly: leaving one out is safe, adding one is not. */
  requires: readonly Requirement[];
  /** `found`: read in the body's own public text; `partial`: known in part, or from an older or secondary text. */
  known: 'found' | 'partial';
  text: Bilingual;
}

const owned = (groups: string[]): Requirement => ({ kind: 'ownership', groups, combine: 'union', cmp: '>=', bp: 5100 });
const managed = (groups: string[]): Requirement => ({ kind: 'control', groups, aspect: 'managed' });
const controlled = (groups: string[]): Requirement => ({ kind: 'control', groups, aspect: 'controlled' });
const forProfit: Requirement = { kind: 'legalForm', anyOf: ['sole-proprietorship', 'partnership', 'corporation'] };
const minority = ['indigenous', 'racialized', 'black'];

/** The standards of Canadian bodies as their public pages give them. A network may pass its own table instead. */
export const standards: readonly Standard[] = [
  {
    certification: 'wbe-canada',
    // The highest office held by a woman is not said to be management or control: neither is taken from it.
    requires: [owned(['women']), forProfit],
    known: 'found',
    text: {
      fr: 'WBE Canada : au moins 51 % des actions avec droit de vote et de l’ensemble des actions à des femmes; à but lucratif.',
      en: 'WBE Canada: at least 51% of voting and aggregate stock held by women; for-profit.',
    },
  },
  {
    certification: 'camsc',
    requires: [
      owned(minority),
      managed(minority),
      controlled(minority),
      forProfit,
      { kind: 'region', anyOf: ['CA'], scope: 'any' },
    ],
    known: 'partial',
    text: {
      fr: 'CAMSC : détenue à au moins 51 %, gérée et contrôlée par des membres de minorités visibles ou des Autochtones; à but lucratif; active au Canada.',
      en: 'CAMSC: at least 51% owned, managed and controlled by visible minority or Aboriginal persons; for-profit; operates in Canada.',
    },
  },
  {
    certification: 'cglcc',
    requires: [owned(['lgbtq2']), managed(['lgbtq2']), controlled(['lgbtq2']), forProfit],
    known: 'partial',
    text: {
      fr: 'CGLCC : détenue à au moins 51 %, exploitée et contrôlée par des personnes 2ELGBTQI+; à but lucratif.',
      en: 'CGLCC: at least 51% owned, operated and controlled by 2SLGBTQI+ persons; for-profit.',
    },
  },
  {
    certification: 'ccib',
    requires: [owned(['indigenous']), controlled(['indigenous'])],
    known: 'partial',
    text: {
      fr: 'CCIB : détenue à au moins 51 % et contrôlée par des Autochtones.',
      en: 'CCIB: at least 51% owned and controlled by Indigenous people.',
    },
  },
  {
    certification: 'indigenous-business-directory',
    requires: [owned(['indigenous']), controlled(['indigenous'])],
    known: 'found',
    text: {
      fr: 'Répertoire des entreprises autochtones : détenue à au moins 51 % et contrôlée par des Autochtones.',
      en: 'Indigenous Business Directory: at least 51% owned and controlled by Indigenous people.',
    },
  },
  {
    certification: 'buy-social-canada',
    requires: [{ kind: 'flag', flag: 'social-purpose-enterprise' }],
    known: 'partial',
    text: { fr: 'Buy Social Canada : entreprise sociale.', en: 'Buy Social Canada: social enterprise.' },
  },
  {
    certification: 'b-corp',
    requires: [forProfit, { kind: 'measure', measure: 'monthsInBusiness', cmp: '>=', value: 12 }],
    known: 'partial',
    text: {
      fr: 'B Corp (norme antérieure) : à but lucratif, au moins 12 mois d’activité.',
      en: 'B Corp (older standard): for-profit, at least 12 months in business.',
    },
  },
  {
    certification: 'entreprise-adaptee',
    requires: [
      { kind: 'workforce', groups: ['disability'], combine: 'union', cmp: '>=', bp: 6000 },
      { kind: 'legalForm', anyOf: ['non-profit', 'co-operative'] },
    ],
    known: 'found',
    text: {
      fr: 'Entreprise adaptée : au moins 60 % de l’effectif en situation de handicap; organisme sans but lucratif ou coopérative.',
      en: 'Entreprise adaptée: at least 60% of the workforce with a disability; non-profit or co-operative.',
    },
  },
];
