import { belongsTo, daysAfter, holds, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const oseiCatering: SampleSupplier = {
  id: 'osei-catering',
  language: 'en',
  person: 'sample-nadia-osei',
  shows: {
    fr: 'Un centième de point au-dessus de 51 % : 51,01 % suffit là où 51,00 % ne suffit pas.',
    en: 'One hundredth of a point above 51%: 51.01% is enough where 51.00% is not.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Osei Catering Inc.',
      businessNumber: '000012757',
      email: 'nadia.osei@example.ca',
      phone: '905-555-0134',
    },
    legalForm: 'corporation',
    foundedOn: '2017-02-20',
    owners: [
      {
        id: 'nadia-osei',
        name: 'Nadia Osei',
        bp: 5101,
        groups: belongsTo('women', 'racialized', 'black'),
        manages: true,
        controls: true,
      },
      { id: 'paul-hendriks', name: 'Paul Hendriks', bp: 4899, groups: [], manages: true, controls: false },
    ],
    workforce: { employees: 34, shares: { racialized: 6200, women: 5800 } },
    revenueCad: 2_450_000,
    certificates: [holds('camsc', 'SAMPLE-C-1187', daysAfter(on, 310))],
    places: [{ region: 'CA-ON-brampton', head: true, address: '12 Example Crescent, Brampton, Ontario' }],
    flags: saysOfItself({ 'social-purpose-enterprise': false, 'local-small-business': true }),
    commodities: ['90101603', '50192701'],
    consents: sharesCriteriaWith(on, 'toronto-metropolitan-university'),
    attestation: { signedBy: 'Nadia Osei', title: 'Chief Executive Officer', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'articles', fileName: 'articles-of-incorporation.pdf' },
    { kind: 'share-register', fileName: 'share-register.pdf' },
    { kind: 'certificate', certification: 'camsc', fileName: 'camsc-certificate.pdf' },
    { kind: 'workforce-attestation', fileName: 'workforce-attestation.pdf' },
    { kind: 'signed-attestation', fileName: 'signed-attestation.pdf' },
  ],
  expected: {
    'city-of-toronto': 'qualifies',
    'university-of-toronto': 'qualifies',
    'toronto-metropolitan-university': 'qualifies',
    'york-university-policy': 'qualifies',
    'york-university-faq': 'qualifies',
    'city-of-brampton': 'qualifies',
    'centre-deux-ponts': 'qualifies',
    'transport-sainte-rive': 'qualifies',
    'federal-psib': 'does-not-qualify',
  },
};
