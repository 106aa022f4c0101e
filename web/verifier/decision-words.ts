import { say } from '../words/say.ts';

/** Words of the request for information, the decision and its second reading. */
export const decisionWords = say({
  en: {
    requestTitle: 'Ask the supplier for exactly this?',
    requestLead: (name: string) => `${name} will read the following and answer only these points:`,
    requestNone: 'No line needs more information. Mark at least one line “More information needed”.',
    send: 'Send the request',
    decideTitle: { approved: 'Approve this certification?', rejected: 'Reject this submission?' },
    preview: 'What the supplier will read',
    summaryField: 'Anything to add for the supplier',
    secondMay: 'The network’s policy may send this to a second reader before it takes effect.',
    decide: { approved: 'Approve', rejected: 'Reject' },
    secondTitle: 'Second reading',
    secondLead: { approved: 'The first reader proposes to approve.', rejected: 'The first reader proposes to reject.' },
    agrees: 'Do you agree?',
    yesAgree: 'Yes: the decision takes effect',
    noReturn: 'No: return it to a first reader, with a note',
    secondNoteField: 'Note to the first reader',
    noChoice: 'Say whether you agree',
    confirm: 'Confirm',
    refresh: 'Show the preview again',
  },
  fr: {
    requestTitle: 'Demander exactement ceci au fournisseur ?',
    requestLead: (name) => `${name} lira ce qui suit et ne répondra qu’à ces points :`,
    requestNone:
      'Aucune ligne ne demande de renseignements. Marquez-en au moins une « Il faut plus de renseignements ».',
    send: 'Envoyer la demande',
    decideTitle: { approved: 'Approuver cette certification ?', rejected: 'Refuser cette demande ?' },
    preview: 'Ce que le fournisseur lira',
    summaryField: 'Quelque chose à ajouter pour le fournisseur',
    secondMay: 'La politique du réseau peut envoyer la décision en seconde lecture avant qu’elle prenne effet.',
    decide: { approved: 'Approuver', rejected: 'Refuser' },
    secondTitle: 'Seconde lecture',
    secondLead: {
      approved: 'La première lecture propose d’approuver.',
      rejected: 'La première lecture propose de refuser.',
    },
    agrees: 'Êtes-vous d’accord ?',
    yesAgree: 'Oui : la décision prend effet',
    noReturn: 'Non : la renvoyer en première lecture, avec une note',
    secondNoteField: 'Note à la première lecture',
    noChoice: 'Dites si vous êtes d’accord',
    confirm: 'Confirmer',
    refresh: 'Montrer l’aperçu de nouveau',
  },
});

/** What the supplier reads of a decision: in the supplier's language, whatever the verifier's is. */
export const decisionTold = say({
  en: {
    approved: 'The firm is certified. Each institution is told what its own definition says of it.',
    rejected:
      'The submission is rejected for the following reasons. You can appeal once; another person will hear the appeal.',
  },
  fr: {
    approved: 'L’entreprise est certifiée. Chaque institution est avisée de ce que sa propre définition dit d’elle.',
    rejected:
      'La demande est refusée pour les motifs suivants. Vous pouvez faire appel une fois ; une autre personne examinera l’appel.',
  },
});
