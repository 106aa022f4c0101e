import { say } from '../words/say.ts';

/** Words that several parts of a page share. */
export const partWords = say({
  en: {
    thereIsAProblem: 'There is a problem',
    error: 'Error: ',
    optional: ' (optional)',
    day: 'Day',
    month: 'Month',
    year: 'Year',
    change: 'Change',
    continue: 'Continue',
    saveAndReturn: 'Save and come back later',
    choose: 'Choose',
    now: 'Where it stands now',
    important: 'Important',
    success: 'Done',
    warning: 'Warning',
  },
  fr: {
    thereIsAProblem: 'Il y a un problème',
    error: 'Erreur : ',
    optional: ' (facultatif)',
    day: 'Jour',
    month: 'Mois',
    year: 'Année',
    change: 'Modifier',
    continue: 'Continuer',
    saveAndReturn: 'Enregistrer et revenir plus tard',
    choose: 'Choisir',
    now: 'Où en est le dossier',
    important: 'Important',
    success: 'C’est fait',
    warning: 'Attention',
  },
});
