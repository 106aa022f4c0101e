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
    firm: 'Firm',
    certifiedOn: 'Certified on',
    validUntil: 'Valid until',
    number: 'Number',
    qr: 'QR code that leads to the page which verifies this certificate',
    scan: 'Whoever scans this code sees whether the certificate holds today.',
    verify: 'See what they see',
    download: 'Download',
    pdf: 'PDF, to print or attach',
    jwt: 'JWT, for programs (W3C Verifiable Credential 2.0)',
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
    firm: 'Entreprise',
    certifiedOn: 'Certifiée le',
    validUntil: 'Valable jusqu’au',
    number: 'Numéro',
    qr: 'Code QR qui mène à la page où ce certificat se vérifie',
    scan: 'Quiconque balaie ce code voit si le certificat tient aujourd’hui.',
    verify: 'Voir ce que cette personne verra',
    download: 'Télécharger',
    pdf: 'PDF, à imprimer ou à joindre',
    jwt: 'JWT, pour les programmes (attestation vérifiable W3C 2.0)',
    json: 'JSON, le contenu du certificat',
  },
});
