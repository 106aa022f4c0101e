import { say } from '../../words/say.ts';

/** Words of the copy of a firm’s data, and of correcting it. */
export const dataWords = say({
  en: {
    dataTitle: 'My data',
    dataLead: 'What the network holds about the firm, and what you can do about it.',
    copyTitle: 'Receive a copy',
    copyText:
      'One ZIP file with every answer, decision and file, in a form that other programs can read. It can be fetched for seven days.',
    ask: 'Ask for a copy',
    correctTitle: 'Correct something',
    correctDraft: 'Your form is open: correct it there.',
    correctOpen: 'Open the form',
    correctWait: 'Your submission is being looked at. You can withdraw it, or correct it once it is decided.',
    correctCertified:
      'What was verified is corrected by a renewal: everything is filled in already, you change what is wrong, and a person confirms it.',
    correctNew: 'Start a new submission and give the right information there.',
    exportTitle: 'Your copy',
    exportAsked: 'Being gathered. This usually takes a few seconds.',
    exportAskedOn: 'Asked for on',
    exportReady: (size: string) => `Ready: one ZIP file, ${size}.`,
    exportGet: 'Download the copy',
    exportLook: 'See whether it is ready',
    exportKept: 'It can be fetched for seven days; after that, ask again.',
  },
  fr: {
    dataTitle: 'Mes données',
    dataLead: 'Ce que le réseau détient sur l’entreprise, et ce que vous pouvez en faire.',
    copyTitle: 'Recevoir une copie',
    copyText:
      'Un seul fichier ZIP avec chaque réponse, décision et fichier, dans une forme que d’autres programmes peuvent lire. Il reste disponible sept jours.',
    ask: 'Demander une copie',
    correctTitle: 'Corriger quelque chose',
    correctDraft: 'Votre formulaire est ouvert : faites-y la correction.',
    correctOpen: 'Ouvrir le formulaire',
    correctWait: 'Votre demande est à l’étude. Vous pouvez la retirer, ou la corriger une fois la décision prise.',
    correctCertified:
      'Ce qui a été vérifié se corrige par un renouvellement : tout est déjà rempli, vous changez ce qui est inexact et une personne le confirme.',
    correctNew: 'Commencez une nouvelle demande et donnez-y les renseignements exacts.',
    exportTitle: 'Votre copie',
    exportAsked: 'En préparation. D’ordinaire, cela prend quelques secondes.',
    exportAskedOn: 'Demandée le',
    exportReady: (size) => `Prête : un fichier ZIP, ${size}.`,
    exportGet: 'Télécharger la copie',
    exportLook: 'Voir si elle est prête',
    exportKept: 'Elle reste disponible sept jours ; ensuite, demandez-la de nouveau.',
  },
});
