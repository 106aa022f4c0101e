import { belongsTo, daysAfter, holds, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

/** Days of validity left to the certificate on the day of the form. */
export const daysLeft = 20;

export const thibaultPaysage: SampleSupplier = {
  id: 'thibault-paysage',
  language: 'fr',
  person: 'sample-renee-thibault',
  shows: {
    fr: 'Reconnue aujourd’hui, mais son certificat expire dans 20 jours : le verdict des institutions qui le demandent expire avec lui.',
    en: 'Recognized today, but her certificate expires in 20 days: so does the verdict of the institutions that ask for it.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Thibault Paysage inc.',
      businessNumber: '000015719',
      neq: '1100001017',
      email: 'renee.thibault@example.ca',
      phone: '819-555-0101',
    },
    legalForm: 'corporation',
    foundedOn: '2011-03-28',
    owners: [
      {
        id: 'renee-thibault',
        name: 'Renée Thibault',
        bp: 10_000,
        groups: belongsTo('women', 'disability'),
        manages: true,
        controls: true,
      },
    ],
    workforce: { employees: 14, shares: { women: 5000 } },
    revenueCad: 1_250_000,
    certificates: [holds('wbe-canada', 'SPECIMEN-W-3051', daysAfter(on, daysLeft))],
    places: [
      { region: 'CA-QC-gatineau', head: true, address: '64, chemin de l’Essai, Gatineau (Québec)' },
      { region: 'CA-ON-ottawa', head: false },
    ],
    flags: saysOfItself({ 'social-purpose-enterprise': false, 'full-time-250-in-ontario': false }),
    commodities: ['72102902', '70111703'],
    consents: sharesCriteriaWith(on, 'transport-sainte-rive'),
    attestation: { signedBy: 'Renée Thibault', title: 'Présidente', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'articles', fileName: 'statuts-constitution.pdf' },
    { kind: 'share-register', fileName: 'registre-actionnaires.pdf' },
    { kind: 'certificate', certification: 'wbe-canada', fileName: 'certificat-wbe.pdf' },
    {
      kind: 'identity-in-group',
      owner: 'renee-thibault',
      group: 'disability',
      form: 'card',
      fileName: 'carte-photo.png',
    },
    { kind: 'signed-attestation', fileName: 'attestation-signee.pdf' },
  ],
  expected: {
    'city-of-toronto': 'qualifies',
    'city-of-brampton': 'qualifies',
    'york-university-policy': 'qualifies',
    'transport-sainte-rive': 'qualifies',
    'toronto-metropolitan-university': 'qualifies',
    // A place in Ontario, but neither the head office nor 250 people.
    'ontario-business': 'does-not-qualify',
  },
};
