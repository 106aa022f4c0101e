import type { Bilingual } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/**
 * Groups of people. A person says for themselves which ones they belong to, and may belong to several.
 * Wider and narrower words of the published texts are kept apart (`newcomer`, `immigrant-refugee`): an institution is
 * not made to say more than it wrote.
 */
const groups = {
  women: { fr: 'Femmes', en: 'Women' },
  indigenous: {
    fr: 'Autochtones (Premières Nations, Inuit, Métis)',
    en: 'Indigenous Peoples (First Nations, Inuit, Métis)',
  },
  racialized: { fr: 'Personnes racisées', en: 'Racialized persons' },
  black: { fr: 'Personnes noires', en: 'Black persons' },
  'ethno-cultural': { fr: 'Communautés ethnoculturelles', en: 'Ethno-cultural communities' },
  lgbtq2: { fr: 'Personnes 2ELGBTQI+', en: '2SLGBTQI+ persons' },
  disability: { fr: 'Personnes en situation de handicap', en: 'Persons with disabilities' },
  veteran: { fr: 'Vétéranes et vétérans', en: 'Veterans' },
  newcomer: { fr: 'Personnes nouvellement arrivées au Canada', en: 'Newcomers to Canada' },
  'immigrant-refugee': { fr: 'Personnes immigrantes ou réfugiées', en: 'Immigrants or refugees' },
  youth: { fr: 'Jeunes', en: 'Youth' },
  senior: { fr: 'Personnes aînées', en: 'Seniors' },
  disadvantaged: { fr: 'Personnes issues de groupes défavorisés', en: 'Persons from disadvantaged groups' },
  'york-local': {
    fr: 'Groupes locaux nommés par l’Université York',
    en: 'Local groups named by York University',
  },
} as const satisfies Record<string, Bilingual>;

/** Statements about the firm that are true or not, which no share, form or place can tell. */
const flags = {
  'social-purpose-enterprise': { fr: 'Entreprise à vocation sociale', en: 'Social purpose enterprise' },
  'reinvests-majority-of-profits': {
    fr: 'Réinvestit la majorité de ses profits dans sa mission sociale',
    en: 'Reinvests the majority of its profits in its social mission',
  },
  'local-small-business': {
    fr: 'Petite entreprise locale, au sens de l’institution',
    en: 'Local small business, in the institution’s sense',
  },
  'majority-of-profits-to-purpose': {
    fr: 'Consacre plus de la moitié de ses profits à sa vocation sociale',
    en: 'Gives more than half of its profits to its social purpose',
  },
  'sales-principal-revenue': {
    fr: 'Les ventes sont une source principale de ses revenus',
    en: 'Sales are a principal source of its revenue',
  },
  'owner-expertise': {
    fr: 'La personne propriétaire a l’expertise du domaine',
    en: 'The owner has the expertise of the field',
  },
  'full-time-250-in-ontario': {
    fr: 'Emploie au moins 250 personnes à temps plein en Ontario',
    en: 'Employs at least 250 people full time in Ontario',
  },
  'free-of-public-control': {
    fr: 'N’est pas contrôlée par un organisme public',
    en: 'Is not controlled by a public body',
  },
  'democratic-governance': { fr: 'Gouvernance démocratique', en: 'Democratic governance' },
  'limited-surplus-distribution': {
    fr: 'La distribution des surplus est interdite ou limitée',
    en: 'Distribution of surpluses is prohibited or limited',
  },
  'residual-assets-devolved': {
    fr: 'À la dissolution, le reliquat des biens est dévolu à une entité semblable',
    en: 'On dissolution, residual assets go to a similar body',
  },
  'edmonton-other-category': {
    fr: 'S’identifie à une autre des dix catégories de la Ville d’Edmonton',
    en: 'Self-identifies in another of the City of Edmonton’s ten categories',
  },
} as const satisfies Record<string, Bilingual>;

/** Certifications by their usual names; a body that names itself in one language keeps that name in the other. */
const certifications = {
  camsc: {
    fr: 'CAMSC (Canadian Aboriginal and Minority Supplier Council)',
    en: 'CAMSC (Canadian Aboriginal and Minority Supplier Council)',
  },
  'wbe-canada': {
    fr: 'WBE Canada (entreprise appartenant à des femmes)',
    en: 'WBE Canada (women’s business enterprise)',
  },
  cglcc: {
    fr: 'CGLCC (Chambre de commerce 2ELGBTQI+ du Canada)',
    en: 'CGLCC (Canada’s 2SLGBTQI+ Chamber of Commerce)',
  },
  ccib: {
    fr: 'CCIB (Conseil canadien pour l’entreprise autochtone)',
    en: 'CCIB (Canadian Council for Indigenous Business)',
  },
  'indigenous-business-directory': {
    fr: 'Répertoire des entreprises autochtones',
    en: 'Indigenous Business Directory',
  },
  iwscc: {
    fr: 'IWSCC (Inclusive Workplace and Supply Council of Canada)',
    en: 'IWSCC (Inclusive Workplace and Supply Council of Canada)',
  },
  'buy-social-canada': { fr: 'Buy Social Canada (entreprise sociale)', en: 'Buy Social Canada (social enterprise)' },
  'b-corp': { fr: 'B Corp', en: 'B Corp' },
  'entreprise-adaptee': {
    fr: 'Entreprise adaptée (agrément de Services Québec)',
    en: 'Entreprise adaptée (accredited by Services Québec)',
  },
} as const satisfies Record<string, Bilingual>;

export type Group = keyof typeof groups;
export type Flag = keyof typeof flags;
export type Certification = keyof typeof certifications;

export const vocabulary: Vocabulary = { groups, flags, certifications };
