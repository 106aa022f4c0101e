import type { Criterion, Rule } from '#schemas/definition.ts';
import type { Assurance } from '#schemas/facts.ts';
import type { Language } from '#schemas/primitives.ts';
import type { LegalForm } from '#schemas/vocabulary.ts';

type Of<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;
export interface Counts {
  met: number;
  unmet: number;
  unknown: number;
}

/** What the sentences are made of. Both languages have this type: a missing French string fails the type check. */
export interface Words {
  locale: string;
  colon: string;
  assurance: Record<Assurance, string>;
  legalForm: Record<LegalForm, string>;
  provinces: Record<string, string>;
  yes: string;
  no: string;
  share: Record<'ownership' | 'workforce', (groups: string) => string>;
  combine: Record<Of<'ownership'>['combine'], string>;
  control: Record<Of<'control'>['aspect'], (groups: string) => string>;
  certification: string;
  region: Record<Of<'region'>['scope'], (regions: string) => string>;
  form: string;
  measure: Record<Of<'measure'>['measure'], string>;
  comparison: Record<Of<'measure'>['cmp'], (value: string) => string>;
  required: (amount: string) => string;
  /** Of names, whose gender and number French would have to follow. */
  requiredNames: (names: string) => string;
  found: (what: string, assurance: string) => string;
  counting: (share: string, assurance: string) => string;
  atMost: (share: string) => string;
  upTo: (share: string) => string;
  onFile: (value: string, assurance: string) => string;
  nothing: string;
  nothingFor: (names: string) => string;
  held: string;
  until: (date: string) => string;
  weak: (assurance: string, asked: string) => string;
  inPlaceOf: string;
  notListed: string;
  expired: (date: string) => string;
  lapsed: (date: string) => string;
  tooOld: (months: number) => string;
  atMostOld: (months: number) => string;
  notYet: string;
  headOffice: string;
  perhaps: string;
  placesIncomplete: string;
  toShow: (assurance: string) => string;
  toExclude: string;
  rule: Record<Exclude<Rule['kind'], Criterion['kind']>, (n: number, of: number) => string>;
  counts: (counts: Counts) => string;
}

/** In French, 0 and 1 are singular. */
const s = (count: number): string => (count < 2 ? '' : 's');

export const words: Record<Language, Words> = {
  en: {
    locale: 'en-CA',
    colon: ': ',
    assurance: { declared: 'declared', documented: 'documented', verified: 'verified' },
    legalForm: {
      'sole-proprietorship': 'sole proprietorship',
      partnership: 'partnership',
      corporation: 'corporation',
      'non-profit': 'non-profit',
      'co-operative': 'co-operative',
      mutual: 'mutual',
      band: 'band',
    },
    provinces: {
      AB: 'Alberta',
      BC: 'British Columbia',
      MB: 'Manitoba',
      NB: 'New Brunswick',
      NL: 'Newfoundland and Labrador',
      NS: 'Nova Scotia',
      NT: 'Northwest Territories',
      NU: 'Nunavut',
      ON: 'Ontario',
      PE: 'Prince Edward Island',
      QC: 'Québec',
      SK: 'Saskatchewan',
      YT: 'Yukon',
    },
    yes: 'yes',
    no: 'no',
    share: {
      ownership: (groups) => `Share owned (${groups})`,
      workforce: (groups) => `Share of the workforce (${groups})`,
    },
    combine: { union: '', sum: ', added group by group', anyOne: ', in one group alone' },
    control: {
      managed: (groups) => `Managed by members of (${groups})`,
      controlled: (groups) => `Controlled by members of (${groups})`,
    },
    certification: 'Certification',
    region: {
      head: (regions) => `Head office in ${regions}`,
      any: (regions) => `Place of business in ${regions}`,
    },
    form: 'Legal form',
    measure: { employees: 'Employees', revenueCad: 'Yearly revenue', monthsInBusiness: 'Months in business' },
    comparison: {
      '>=': (value) => `at least ${value}`,
      '>': (value) => `more than ${value}`,
      '<=': (value) => `at most ${value}`,
      '<': (value) => `less than ${value}`,
    },
    required: (amount) => `${amount} required`,
    requiredNames: (names) => `${names} required`,
    found: (what, assurance) => `${what} ${assurance}`,
    counting: (share, assurance) => `${share} counting what is not yet ${assurance}`,
    atMost: (share) => `at most ${share} is possible`,
    upTo: (share) => `up to ${share} is still possible`,
    onFile: (value, assurance) => `${value} on file (${assurance})`,
    nothing: 'nothing on file yet',
    nothingFor: (names) => `nothing on file yet for ${names}`,
    held: 'held',
    until: (date) => `until ${date}`,
    weak: (assurance, asked) => `${assurance}, but ${asked} is required`,
    inPlaceOf: 'accepted by reciprocity',
    notListed: 'not on the certifier’s list',
    expired: (date) => `expired on ${date}`,
    lapsed: (date) => `no longer known since ${date}`,
    atMostOld: (months) => `evidence not older than ${months} ${months === 1 ? 'month' : 'months'}`,
    tooOld: (months) => `the evidence is more than ${months} months old`,
    notYet: 'does not apply yet',
    headOffice: 'head office',
    perhaps: 'the exact place is not known',
    placesIncomplete: 'other places of business may exist',
    toShow: (assurance) => `To be shown (${assurance})`,
    toExclude: 'To be shown not to be so',
    rule: {
      all: (_n, of) => `All ${of} conditions are required`,
      any: (_n, of) => `One of ${of} conditions is enough`,
      atLeast: (n, of) => `At least ${n} of ${of} conditions are required`,
      not: () => 'This must not be the case',
    },
    counts: ({ met, unmet, unknown }) => `${met} met, ${unmet} not met, ${unknown} not yet known`,
  },
  fr: {
    locale: 'fr-CA',
    colon: '\u00a0: ',
    assurance: { declared: 'déclaré', documented: 'documenté', verified: 'vérifié' },
    legalForm: {
      'sole-proprietorship': 'entreprise individuelle',
      partnership: 'société de personnes',
      corporation: 'société par actions',
      'non-profit': 'organisme sans but lucratif',
      'co-operative': 'coopérative',
      mutual: 'mutuelle',
      band: 'bande',
    },
    provinces: {
      AB: 'Alberta',
      BC: 'Colombie-Britannique',
      MB: 'Manitoba',
      NB: 'Nouveau-Brunswick',
      NL: 'Terre-Neuve-et-Labrador',
      NS: 'Nouvelle-Écosse',
      NT: 'Territoires du Nord-Ouest',
      NU: 'Nunavut',
      ON: 'Ontario',
      PE: 'Île-du-Prince-Édouard',
      QC: 'Québec',
      SK: 'Saskatchewan',
      YT: 'Yukon',
    },
    yes: 'oui',
    no: 'non',
    share: {
      ownership: (groups) => `Part détenue (${groups})`,
      workforce: (groups) => `Part de l’effectif (${groups})`,
    },
    combine: { union: '', sum: ', additionnée groupe par groupe', anyOne: ', dans un seul groupe' },
    control: {
      managed: (groups) => `Gestion par des membres de ces groupes (${groups})`,
      controlled: (groups) => `Contrôle par des membres de ces groupes (${groups})`,
    },
    certification: 'Certification',
    region: {
      head: (regions) => `Siège dans cette région (${regions})`,
      any: (regions) => `Établissement dans cette région (${regions})`,
    },
    form: 'Forme juridique',
    measure: { employees: 'Effectif', revenueCad: 'Chiffre d’affaires annuel', monthsInBusiness: 'Mois d’activité' },
    comparison: {
      '>=': (value) => `au moins ${value}`,
      '>': (value) => `plus de ${value}`,
      '<=': (value) => `au plus ${value}`,
      '<': (value) => `moins de ${value}`,
    },
    required: (amount) => `${amount} requis`,
    requiredNames: (names) => `${names} (requis)`,
    found: (what, assurance) => `${what} ${assurance}`,
    counting: (share, assurance) => `${share} en comptant ce qui n’est pas encore ${assurance}`,
    atMost: (share) => `au plus ${share} possible`,
    upTo: (share) => `jusqu’à ${share} encore possible`,
    onFile: (value, assurance) => `${value} au dossier (${assurance})`,
    nothing: 'rien au dossier pour le moment',
    nothingFor: (names) => `rien au dossier pour le moment (${names})`,
    held: 'certificat détenu',
    until: (date) => `jusqu’au ${date}`,
    weak: (assurance, asked) => `${assurance}, mais il faut que ce soit ${asked}`,
    inPlaceOf: 'accepté par réciprocité',
    notListed: 'certificat absent de la liste de l’organisme certificateur',
    expired: (date) => `certificat expiré le ${date}`,
    lapsed: (date) => `n’est plus connu depuis le ${date}`,
    atMostOld: (months) => `preuve datant d’au plus ${months} mois`,
    tooOld: (months) => `la preuve date de plus de ${months} mois`,
    notYet: 'ne s’applique pas encore',
    headOffice: 'siège',
    perhaps: 'le lieu exact n’est pas connu',
    placesIncomplete: 'd’autres établissements peuvent exister',
    toShow: (assurance) => `À démontrer (${assurance})`,
    toExclude: 'Il faut montrer que ce n’est pas le cas',
    rule: {
      all: (_n, of) => `Les ${of} conditions sont requises`,
      any: (_n, of) => `Une des ${of} conditions suffit`,
      atLeast: (n, of) => `Au moins ${n} des ${of} conditions sont requises`,
      not: () => 'Ceci ne doit pas être le cas',
    },
    counts: ({ met, unmet, unknown }) =>
      `${met} remplie${s(met)}, ${unmet} non remplie${s(unmet)}, ${unknown} encore inconnue${s(unknown)}`,
  },
};
