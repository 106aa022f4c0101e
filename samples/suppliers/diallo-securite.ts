import { belongsTo, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const dialloSecurite: SampleSupplier = {
  id: 'diallo-securite',
  language: 'fr',
  person: 'sample-fatou-diallo',
  shows: {
    fr: 'Une propriétaire membre de plusieurs groupes n’est comptée qu’une fois : 50,00 % en tout, et non 30 % de plus par groupe.',
    en: 'An owner who belongs to several groups is counted once: 50.00% in all, not 30% more for each group.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Diallo Sécurité inc.',
      businessNumber: '000014977',
      neq: '1100000895',
      email: 'fatou.diallo@example.ca',
      phone: '514-555-0112',
    },
    legalForm: 'corporation',
    foundedOn: '2021-01-18',
    owners: [
      {
        id: 'fatou-diallo',
        name: 'Fatou Diallo',
        bp: 3000,
        groups: belongsTo('women', 'racialized', 'black', 'immigrant-refugee'),
        manages: true,
        controls: true,
      },
      {
        id: 'claude-mercier',
        name: 'Claude Mercier',
        bp: 2000,
        groups: belongsTo('women'),
        manages: true,
        controls: true,
      },
      { id: 'paul-tessier', name: 'Paul Tessier', bp: 5000, groups: [], manages: false, controls: false },
    ],
    workforce: { employees: 65, shares: {} },
    revenueCad: 4_300_000,
    certificates: [],
    places: [{ region: 'CA-QC-montreal', head: true, address: '920, avenue du Spécimen, Montréal (Québec)' }],
    flags: saysOfItself({
      'social-purpose-enterprise': false,
      'reinvests-majority-of-profits': false,
      'local-small-business': false,
    }),
    commodities: ['92121504'],
    consents: sharesCriteriaWith(on),
    attestation: { signedBy: 'Fatou Diallo', title: 'Présidente', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'articles', fileName: 'statuts-constitution.pdf' },
    { kind: 'share-register', fileName: 'registre-actionnaires.pdf' },
    { kind: 'signed-attestation', fileName: 'attestation-signee.pdf' },
  ],
  expected: {
    'york-university-faq': 'does-not-qualify',
    'university-of-toronto': 'does-not-qualify',
    'toronto-metropolitan-university': 'does-not-qualify',
    'city-of-toronto': 'does-not-qualify',
    'hopital-du-havre': 'does-not-qualify',
    'centre-deux-ponts': 'does-not-qualify',
    // "Owned or led", and one owner is enough for Edmonton's category.
    'federal-supplier-diversity': 'qualifies',
    'city-of-edmonton': 'qualifies',
  },
};
