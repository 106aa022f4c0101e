import { say } from '../words/say.ts';

/** Words that several parts of a page share. */
export const partWords = say({
  en: {
    thereIsAProblem: 'There is a problem',
    error: 'Error: ',
    optional: ' (optional)',
    dateHint: (example: string) => `Year, month, day, for example ${example}.`,
    change: 'Change',
    continue: 'Continue',
    choose: 'Choose',
    now: 'Where it stands now',
    important: 'Important',
    success: 'Done',
  },
  fr: {
    thereIsAProblem: 'Il y a un problème',
    error: 'Erreur : ',
    optional: ' (facultatif)',
    dateHint: (example) => `Année, mois, jour, par exemple ${example}.`,
    change: 'Modifier',
    continue: 'Continuer',
    choose: 'Choisir',
    now: 'Où en est le dossier',
    important: 'Important',
    success: 'C’est fait',
  },
});

/** What governs a firm that nobody owns. */
export const governingWords = say({
  en: { board: 'A board of directors', members: 'Its members, at their meetings', council: 'A band council' },
  fr: {
    board: 'Un conseil d’administration',
    members: 'Ses membres, en assemblée',
    council: 'Un conseil de bande',
  },
});
