import type { Bilingual } from './primitives.ts';

/** Why our own refinements refuse a value, by the code in their `params`, in words that say what to change. */
export const refusals: Record<string, Bilingual> = {
  'ends-before-it-starts': {
    fr: 'La date de fin précède la date de début.',
    en: 'The last day comes before the first.',
  },
  'too-many-names': { fr: 'Au plus 200 noms sont admis ici.', en: 'At most 200 names are allowed here.' },
  'more-than-the-whole': {
    fr: 'Les parts des propriétaires dépassent 100 % au total.',
    en: 'The owners’ shares add up to more than 100%.',
  },
  'two-head-offices': { fr: 'Un seul lieu peut être le siège.', en: 'Only one place can be the head office.' },
  'named-twice': { fr: 'Cette liste nomme deux fois la même chose.', en: 'This list names the same thing twice.' },
  'more-than-the-parts': {
    fr: 'Ce nombre dépasse le nombre de conditions de la liste.',
    en: 'This number is larger than the number of conditions listed.',
  },
  'too-many-criteria': {
    fr: 'Une définition compte au plus 200 critères.',
    en: 'A definition has at most 200 criteria.',
  },
  'nested-too-deeply': {
    fr: 'Les conditions sont imbriquées sur plus de 12 niveaux.',
    en: 'Conditions are nested more than 12 levels deep.',
  },
  'reason-needed': {
    fr: 'Donnez un motif ou une note : le fournisseur la lira.',
    en: 'Give a reason or a note: the supplier will read it.',
  },
  'notices-missing': {
    fr: 'Un incident qui présente un risque de préjudice sérieux ne se ferme qu’une fois avisées la Commission et les personnes concernées.',
    en: 'An incident with a risk of serious injury is closed only once the Commission and the persons concerned were told.',
  },
  'hidden-characters': {
    fr: 'Ce texte contient des caractères qui ne se voient pas, ou qui changent le sens de lecture : tapez-le au clavier au lieu de le coller.',
    en: 'This text holds characters that cannot be seen, or that turn the direction of reading: type it instead of pasting it.',
  },
  'too-many-marks': {
    fr: 'Une lettre porte ici plus de 8 signes : aucune écriture n’en demande autant.',
    en: 'A letter bears more than 8 marks here: no script needs as many.',
  },
  'nothing-to-see': { fr: 'Écrivez au moins une lettre ou un chiffre.', en: 'Write at least one letter or digit.' },
  'too-many-lines': { fr: 'Au plus 300 lignes à la fois.', en: 'At most 300 lines at once.' },
};
