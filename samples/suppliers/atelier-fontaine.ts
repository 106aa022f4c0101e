import { belongsTo, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const atelierFontaine: SampleSupplier = {
  id: 'atelier-fontaine',
  language: 'fr',
  person: 'sample-amelie-fontaine',
  shows: {
    fr: 'Détenue à 50,5 % par une femme : parmi les textes qui donnent un seuil, seule la FAQ de York la reconnaît.',
    en: '50.5% owned by a woman: of the texts that state a threshold, only York’s FAQ recognizes it.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Atelier Fontaine inc.',
      businessNumber: '000012013',
      neq: '1100000117',
      website: 'https://atelier-fontaine.example.ca',
      email: 'amelie.fontaine@example.ca',
      phone: '819-555-0117',
    },
    legalForm: 'corporation',
    foundedOn: '2014-05-12',
    owners: [
      {
        id: 'amelie-fontaine',
        name: 'Amélie Fontaine',
        bp: 5050,
        groups: belongsTo('women'),
        manages: true,
        controls: true,
      },
      { id: 'marc-fontaine', name: 'Marc Fontaine', bp: 4950, groups: [], manages: false, controls: false },
    ],
    workforce: { employees: 9, shares: {} },
    revenueCad: 840_000,
    certificates: [],
    places: [{ region: 'CA-QC-gatineau', head: true, address: '117, rue de la Rive, Gatineau (Québec)' }],
    flags: saysOfItself({
      'social-purpose-enterprise': false,
      'reinvests-majority-of-profits': false,
      'local-small-business': false,
    }),
    commodities: ['82141502', '81112103'],
    consents: sharesCriteriaWith(on, 'hopital-du-havre'),
    attestation: { signedBy: 'Amélie Fontaine', title: 'Présidente', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'articles', fileName: 'statuts-constitution.pdf' },
    { kind: 'share-register', fileName: 'registre-actionnaires.pdf' },
    { kind: 'signed-attestation', fileName: 'attestation-signee.pdf' },
  ],
  expected: {
    'york-university-faq': 'qualifies',
    'york-university-policy': 'does-not-qualify',
    'city-of-toronto': 'does-not-qualify',
    'university-of-toronto': 'does-not-qualify',
    'toronto-metropolitan-university': 'does-not-qualify',
    'city-of-brampton': 'does-not-qualify',
    'ontario-indigenous-procurement': 'does-not-qualify',
    'federal-psib': 'does-not-qualify',
    'nacca-model': 'does-not-qualify',
    'hopital-du-havre': 'does-not-qualify',
    'transport-sainte-rive': 'does-not-qualify',
    'centre-deux-ponts': 'does-not-qualify',
    // No threshold in their texts: a woman leads it and holds more than half.
    'federal-supplier-diversity': 'qualifies',
    'city-of-vancouver': 'qualifies',
    'ontario-business': 'does-not-qualify',
  },
};
