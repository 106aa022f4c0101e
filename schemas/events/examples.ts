import type { VendorEvent } from './v1.ts';

/**
 * One invented vendor's story for an invented institution, one event of each type: in the documents, in the sandbox feed,
 * and in the self-test of a receiver. Every example is validated against its contract.
 */
const vendor = {
  id: 'sup_01kx0000000000000000sample' as const,
  legalName: 'Menuiserie des Deux Rives inc. (exemple)',
  operatingName: 'Deux Rives',
  identifiers: [
    {
      scheme: 'CA-CRA_ACR' as const,
      id: '123026635',
      legalName: 'Menuiserie des Deux Rives inc. (exemple)',
    },
  ],
  website: 'https://deuxrives.example',
  email: 'bonjour@deuxrives.example',
  language: 'fr' as const,
};
const certification = { version: 1, certifiedOn: '2026-01-15', expiresOn: '2027-01-15' };
const verdict = {
  definition: 'sandbox-definition',
  definitionVersion: 1,
  outcome: 'qualifies' as const,
  assurance: 'verified' as const,
  validUntil: '2027-01-15',
  text: {
    fr: 'Admissible selon «\u00a0Fournisseur issu de la diversité (bac à sable)\u00a0», version 1.',
    en: 'Qualifies under “Diverse supplier (sandbox)”, version 1.',
  },
};
const recognised = {
  vendor,
  commodities: [{ scheme: 'UNSPSC' as const, id: '30171500' }],
  places: [{ region: 'CA-ON-ottawa', head: true }],
  certification,
  verdict,
  disclosure: 'verdict' as const,
};
const envelope = <Type extends VendorEvent['type']>(type: Type, sequence: number, letter: string, time: string) => ({
  specversion: '1.0' as const,
  id: `evt_${letter.repeat(32)}`,
  source: '/v1/feeds/sandbox',
  type,
  subject: vendor.id,
  time,
  datacontenttype: 'application/json' as const,
  dataschema: `urn:passerelle:event:${type}` as const,
  sequence: String(sequence).padStart(11, '0'),
});

export const eventExamples: readonly VendorEvent[] = [
  {
    ...envelope('vendor.qualified.v1', 1, 'a', '2026-01-15T15:04:05.000Z'),
    data: recognised,
  },
  {
    ...envelope('vendor.updated.v1', 2, 'b', '2026-03-02T13:30:00.000Z'),
    data: {
      ...recognised,
      commodities: [
        { scheme: 'UNSPSC', id: '30171500' },
        { scheme: 'UNSPSC', id: '72151500' },
      ],
      certification: { ...certification, version: 2 },
      disclosure: 'criteria',
      criteria: [
        {
          id: 'women-owned',
          label: { fr: 'Détenue à au moins 51 % par des femmes', en: 'At least 51% owned by women' },
          state: 'met',
          assurance: 'verified',
          text: {
            fr: 'Part détenue (Femmes)\u00a0: au moins 51\u00a0% (requis), 60\u00a0% vérifié.',
            en: 'Share owned (Women): at least 51% required, 60% verified.',
          },
        },
      ],
      changed: ['commodities', 'certification', 'disclosure', 'criteria'],
    },
  },
  {
    ...envelope('vendor.expiring.v1', 3, 'c', '2026-11-16T05:00:00.000Z'),
    data: {
      ...recognised,
      certification: { ...certification, version: 2 },
      disclosure: 'withdrawn',
      daysLeft: 60,
    },
  },
  {
    ...envelope('vendor.disqualified.v1', 4, 'd', '2027-01-16T05:00:00.000Z'),
    data: {
      vendor: {
        id: vendor.id,
        legalName: vendor.legalName,
        identifiers: vendor.identifiers,
      },
      certification: { ...certification, version: 2 },
      reason: {
        code: 'expired',
        text: {
          fr: 'Une preuve ou la certification est arrivée à échéance.',
          en: 'A piece of evidence or the certification has expired.',
        },
      },
      disclosure: 'withdrawn',
    },
  },
];
