import type { Criterion, Rule } from '#schemas/definition.ts';
import type { Assurance } from '#schemas/facts.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { Certification, Flag, Group } from '../vocabulary.ts';

/** The phrases that the published texts have in common, so that one phrase is encoded in one way everywhere. */

/** Racialized includes Black persons: a text that names the first is read as naming both. */
export const racialized = ['racialized', 'black'] as const satisfies Group[];

/**
 * "Equity-deserving" or "equity-seeking" where the text, as noted, lists no groups: the five that most of the other
 * texts name. An interpretation of ours, said in the source of each definition that uses it.
 */
export const equityDeserving = [
  'women',
  'indigenous',
  ...racialized,
  'disability',
  'lgbtq2',
] as const satisfies Group[];

/** "Certified" where the text, as noted, names no body: every body that certifies diverse ownership or a social purpose. */
export const anyDiversityBody = [
  'camsc',
  'wbe-canada',
  'cglcc',
  'ccib',
  'indigenous-business-directory',
  'iwscc',
  'buy-social-canada',
] as const satisfies Certification[];

type Share = { groups: readonly Group[]; cmp: '>=' | '>'; bp: number; assurance: Assurance };

const percent = (bp: number): Bilingual => ({
  fr: `${String(bp / 100).replace('.', ',')} %`,
  en: `${bp / 100}%`,
});
const threshold = (cmp: '>=' | '>', bp: number): Bilingual =>
  cmp === '>='
    ? { fr: `au moins ${percent(bp).fr}`, en: `at least ${percent(bp).en}` }
    : { fr: `plus de ${percent(bp).fr}`, en: `more than ${percent(bp).en}` };

export const owned = ({ groups, cmp, bp, assurance }: Share): Criterion => ({
  kind: 'ownership',
  id: 'owned',
  label: {
    fr: `Appartient à ${threshold(cmp, bp).fr} à des membres des groupes nommés`,
    en: `Owned ${threshold(cmp, bp).en} by members of the groups named`,
  },
  assurance,
  groups: [...groups],
  combine: 'union',
  cmp,
  bp,
});

/** Owned, with no threshold in the text: read as more than half, the ordinary sense of the word. */
export const ownedNoThreshold = (groups: readonly Group[], assurance: Assurance): Criterion => ({
  ...owned({ groups, cmp: '>', bp: 5000, assurance }),
  label: {
    fr: 'Appartient à des membres des groupes nommés (sans seuil dans le texte : lu comme plus de la moitié)',
    en: 'Owned by members of the groups named (no threshold in the text: read as more than half)',
  },
});

export const managed = (groups: readonly Group[], assurance: Assurance): Criterion => ({
  kind: 'control',
  id: 'managed',
  label: { fr: 'Gérée par des membres des groupes nommés', en: 'Managed by members of the groups named' },
  assurance,
  groups: [...groups],
  aspect: 'managed',
});

export const controlled = (groups: readonly Group[], assurance: Assurance): Criterion => ({
  kind: 'control',
  id: 'controlled',
  label: { fr: 'Contrôlée par des membres des groupes nommés', en: 'Controlled by members of the groups named' },
  assurance,
  groups: [...groups],
  aspect: 'controlled',
});

/** Owned, managed and controlled by members of the groups: the three are asked separately. */
export const ownedManagedControlled = (share: Share): Rule => ({
  kind: 'all',
  of: [owned(share), managed(share.groups, share.assurance), controlled(share.groups, share.assurance)],
});

export const employs = ({ groups, cmp, bp, assurance }: Share): Criterion => ({
  kind: 'workforce',
  id: 'employs',
  label: {
    fr: `Effectif composé à ${threshold(cmp, bp).fr} de membres des groupes nommés`,
    en: `Workforce made up ${threshold(cmp, bp).en} of members of the groups named`,
  },
  assurance,
  groups: [...groups],
  combine: 'union',
  cmp,
  bp,
});

/** A certificate in force, shown by a copy. No published text noted recognises one certificate in place of another. */
export const certified = (anyOf: readonly Certification[]): Criterion => ({
  kind: 'certification',
  id: 'certified',
  label: { fr: 'Certifiée par l’un des organismes nommés', en: 'Certified by one of the bodies named' },
  assurance: 'documented',
  anyOf: [...anyOf],
  reciprocity: null,
});

export const states = (flag: Flag, assurance: Assurance, label: Bilingual): Criterion => ({
  kind: 'flag',
  id: flag,
  label,
  assurance,
  flag,
});

export const socialPurpose = (assurance: Assurance): Criterion =>
  states('social-purpose-enterprise', assurance, {
    fr: 'Entreprise à vocation sociale',
    en: 'Social purpose enterprise',
  });
