import { belongsTo, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const tranTranslations: SampleSupplier = {
  id: 'tran-translations',
  language: 'en',
  person: 'sample-meiling-tran',
  shows: {
    fr: 'Sans certificat : s’identifier suffit à l’Université métropolitaine de Toronto, non à York. Deux groupes ensemble font 70 %.',
    en: 'No certificate: self-identification is enough at Toronto Metropolitan University, not at York. Two groups together make 70%.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Tran & Morin Translations',
      businessNumber: '000013128',
      email: 'meiling.tran@example.ca',
      phone: '613-555-0145',
    },
    legalForm: 'partnership',
    foundedOn: '2019-11-04',
    owners: [
      {
        id: 'mei-ling-tran',
        name: 'Mei-Ling Tran',
        bp: 4000,
        groups: belongsTo('racialized'),
        manages: true,
        controls: true,
      },
      { id: 'alex-morin', name: 'Alex Morin', bp: 3000, groups: belongsTo('lgbtq2'), manages: true, controls: true },
      { id: 'robert-hale', name: 'Robert Hale', bp: 3000, groups: [], manages: false, controls: false },
    ],
    workforce: { employees: 5, shares: {} },
    revenueCad: 510_000,
    certificates: [],
    places: [{ region: 'CA-ON-ottawa', head: true, address: '45 Specimen Avenue, Ottawa, Ontario' }],
    flags: saysOfItself({ 'social-purpose-enterprise': false, 'local-small-business': false }),
    commodities: ['82111804', '82111801'],
    consents: sharesCriteriaWith(on),
    attestation: { signedBy: 'Mei-Ling Tran', title: 'Partner', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'partnership-agreement', fileName: 'partnership-agreement.pdf' },
    { kind: 'signed-attestation', fileName: 'signed-attestation.pdf' },
  ],
  expected: {
    'toronto-metropolitan-university': 'qualifies',
    'centre-deux-ponts': 'qualifies',
    'university-of-toronto': 'qualifies',
    'york-university-faq': 'qualifies',
    'york-university-policy': 'does-not-qualify',
    'city-of-toronto': 'does-not-qualify',
    'city-of-brampton': 'does-not-qualify',
    'transport-sainte-rive': 'does-not-qualify',
    'federal-supplier-diversity': 'qualifies',
  },
};
