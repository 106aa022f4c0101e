import { belongsTo, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const haddadCode: SampleSupplier = {
  id: 'haddad-code',
  language: 'fr',
  person: 'sample-omar-haddad',
  shows: {
    fr: 'Un jeune nouvellement arrivé : U of T le reconnaît, l’Université métropolitaine de Toronto ne nomme ni l’un ni l’autre groupe dans notre lecture.',
    en: 'A young newcomer: U of T recognizes him; Toronto Metropolitan University names neither group in our reading.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Omar Haddad',
      operatingName: 'Haddad Code',
      businessNumber: '000015347',
      email: 'omar.haddad@example.ca',
      phone: '613-555-0190',
    },
    legalForm: 'sole-proprietorship',
    foundedOn: '2024-02-01',
    owners: [
      {
        id: 'omar-haddad',
        name: 'Omar Haddad',
        bp: 10_000,
        groups: belongsTo('newcomer', 'immigrant-refugee', 'youth'),
        manages: true,
        controls: true,
      },
    ],
    workforce: { employees: 1, shares: {} },
    revenueCad: 96_000,
    certificates: [],
    places: [{ region: 'CA-ON-ottawa', head: true, address: '5, promenade Exemple, Ottawa (Ontario)' }],
    flags: saysOfItself({ 'social-purpose-enterprise': false }),
    commodities: ['81111504', '81112103'],
    consents: sharesCriteriaWith(on, 'university-of-toronto', 'york-university'),
    attestation: { signedBy: 'Omar Haddad', title: 'Propriétaire', signedOn: on, accepted: true },
  }),
  papers: [
    {
      kind: 'identity-in-group',
      owner: 'omar-haddad',
      group: 'newcomer',
      form: 'card',
      fileName: 'carte-statut-photo.jpg',
    },
    { kind: 'signed-attestation', fileName: 'attestation-signee.pdf' },
  ],
  expected: {
    'university-of-toronto': 'qualifies',
    'york-university-faq': 'qualifies',
    'city-of-edmonton': 'qualifies',
    'hopital-du-havre': 'qualifies',
    'toronto-metropolitan-university': 'does-not-qualify',
    'centre-deux-ponts': 'does-not-qualify',
    'city-of-toronto': 'does-not-qualify',
    'york-university-policy': 'does-not-qualify',
    'ontario-business': 'qualifies',
  },
};
