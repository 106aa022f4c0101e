import { say } from '../../words/say.ts';

/** Words of the certificate of a firm. */
export const certificateWords = say({
  en: {
    certificateTitle: 'Certificate',
    certificateLead:
      'Shows anyone, even outside the network, that the firm is certified. It says nothing about who its owners are.',
    notInForce: 'Only a certification in force has a certificate.',
    seeSubmissions: 'See where your submission stands',
    make: 'Make the certificate',
    onlyEditors: 'No certificate has been made yet. An owner or an editor can make one.',
    certifiedOn: 'Certified on',
    validUntil: 'Valid until',
    number: 'Number',
    lead: 'The Passerelle network certifies that the firm',
    shown: 'has shown, with documents, who owns or governs, manages and controls it.',
    check: 'Check it in 5 seconds',
    qr: 'QR code that leads to the page which verifies this certificate',
    scan: 'Scan the code to see whether the certificate holds today.',
    verify: 'See what they see',
    print: 'Print it or attach it: PDF',
    paper: 'One page, accessible, in both languages; names are spelled in every script.',
    programs: 'For programs',
    jwt: 'JWT (W3C Verifiable Credential 2.0)',
    json: 'JSON, what it says',
  },
  fr: {
    certificateTitle: 'Certificat',
    certificateLead:
      'Il montre à toute personne, même hors du réseau, que l’entreprise est certifiée. Il ne dit rien de ses propriétaires.',
    notInForce: 'Seule une certification en vigueur donne droit à un certificat.',
    seeSubmissions: 'Voir où en est votre demande',
    make: 'Créer le certificat',
    onlyEditors:
      'Aucun certificat n’a encore été créé. Une personne propriétaire du compte ou chargée de la rédaction peut le créer.',
    certifiedOn: 'Certifiée le',
    validUntil: 'Valable jusqu’au',
    number: 'Numéro',
    lead: 'Le réseau Passerelle atteste que l’entreprise',
    shown: 'a montré par des documents qui la détient ou la gouverne, la dirige et la contrôle.',
    check: 'Vérifiez-le en 5 secondes',
    qr: 'Code QR qui mène à la page où ce certificat se vérifie',
    scan: 'Balayez le code pour voir si le certificat est valable aujourd’hui.',
    verify: 'Voir ce que cette personne verra',
    print: 'L’imprimer ou le joindre : PDF',
    paper: 'Une page, accessible, dans les deux langues; les noms s’y écrivent dans toutes les écritures.',
    programs: 'Pour les programmes',
    jwt: 'JWT (attestation vérifiable W3C 2.0)',
    json: 'JSON, le contenu du certificat',
  },
});
