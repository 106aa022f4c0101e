import { say } from '../words/say.ts';

/** Words of the sheet of keyboard shortcuts. */
export const keyWords = say({
  en: {
    keys: 'Keyboard shortcuts',
    keysText:
      'They work in the case, outside of text fields, where scripts run. Everything also works with Tab and Enter.',
    keysOn: 'Use the shortcuts',
    key: {
      j: 'Next line',
      k: 'Previous line',
      '1': 'Met',
      '2': 'Not met',
      '3': 'More information needed',
      n: 'Write the note of the line',
      d: 'Next document of the line',
      '[': 'Previous page of the document',
      ']': 'Next page of the document',
      s: 'Save findings',
      c: 'Take the case',
      i: 'Request information',
      a: 'Approve',
      x: 'Reject',
      q: 'Back to the queue',
      '?': 'This sheet',
    },
  },
  fr: {
    keys: 'Raccourcis clavier',
    keysText:
      'Ils fonctionnent dans le dossier, hors des champs de texte, si les scripts sont permis. Tout se fait aussi avec Tab et Entrée.',
    keysOn: 'Utiliser les raccourcis',
    key: {
      j: 'Ligne suivante',
      k: 'Ligne précédente',
      '1': 'Conforme',
      '2': 'Non conforme',
      '3': 'Il faut plus de renseignements',
      n: 'Écrire la note de la ligne',
      d: 'Document suivant de la ligne',
      '[': 'Page précédente du document',
      ']': 'Page suivante du document',
      s: 'Enregistrer les constats',
      c: 'Prendre le dossier en charge',
      i: 'Demander des renseignements',
      a: 'Approuver',
      x: 'Refuser',
      q: 'Revenir à la file',
      '?': 'Cette feuille',
    },
  },
});
