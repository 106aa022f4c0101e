import { daysAfter, holds, type SampleSupplier, saysOfItself, sharesCriteriaWith } from './supplier.ts';

export const ateliersBoreal: SampleSupplier = {
  id: 'ateliers-boreal',
  language: 'fr',
  person: 'sample-luc-gagnon',
  shows: {
    fr: 'Entreprise sociale dont 60 % de l’effectif est en situation de handicap : juste au seuil de l’entreprise adaptée.',
    en: 'A social enterprise 60% of whose workforce has a disability: exactly at the threshold of the entreprise adaptée.',
  },
  answers: (on) => ({
    identity: {
      legalName: 'Les Ateliers Boréal',
      businessNumber: '000014233',
      neq: '1100000673',
      email: 'luc.gagnon@example.ca',
      phone: '418-555-0178',
    },
    legalForm: 'non-profit',
    foundedOn: '1991-04-08',
    owners: [],
    governance: { by: 'board', people: 9, groups: { disability: 3, women: 5 } },
    workforce: { employees: 120, shares: { disability: 6000 } },
    revenueCad: 6_700_000,
    certificates: [holds('entreprise-adaptee', 'SPECIMEN-EA-071', daysAfter(on, 500))],
    places: [{ region: 'CA-QC-saguenay', head: true, address: '300, boulevard Modèle, Saguenay (Québec)' }],
    flags: saysOfItself({
      'social-purpose-enterprise': true,
      'free-of-public-control': true,
      'democratic-governance': true,
      'limited-surplus-distribution': true,
      'residual-assets-devolved': true,
    }),
    commodities: ['53102710', '91111502'],
    consents: sharesCriteriaWith(on, 'quebec-entreprise-adaptee'),
    attestation: { signedBy: 'Luc Gagnon', title: 'Directeur général', signedOn: on, accepted: true },
  }),
  papers: [
    { kind: 'articles', fileName: 'lettres-patentes.pdf' },
    { kind: 'certificate', certification: 'entreprise-adaptee', fileName: 'agrement-entreprise-adaptee.pdf' },
    { kind: 'workforce-attestation', fileName: 'attestation-effectif.pdf' },
    { kind: 'signed-attestation', fileName: 'attestation-signee.pdf' },
  ],
  expected: {
    'quebec-entreprise-adaptee': 'qualifies',
    'quebec-social-economy': 'qualifies',
    'city-of-vancouver': 'qualifies',
    'hopital-du-havre': 'qualifies',
    // A social purpose, but none of the certificates that these ask for.
    'city-of-toronto': 'does-not-qualify',
    'york-university-policy': 'does-not-qualify',
    'city-of-brampton': 'does-not-qualify',
    'transport-sainte-rive': 'does-not-qualify',
  },
};
