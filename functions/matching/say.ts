import type { DisqualificationReason, QualifiedData, updatedParts, VendorEvent } from '#schemas/events/v1.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { VendorRecord } from '#schemas/records.ts';
import type { Judgement, OpenVendor } from './judge.ts';

export type EventData = VendorEvent['data'];
type DisqualifiedData = Extract<VendorEvent, { type: 'vendor.disqualified.v1' }>['data'];
type Disclosure = QualifiedData['disclosure'];

const organisation = ({ vendor, identity, language }: VendorRecord): QualifiedData['vendor'] => {
  const { legalName, operatingName, businessNumber, neq, website, email, phone } = identity;
  return {
    id: vendor,
    legalName,
    ...(operatingName && { operatingName }),
    identifiers: [
      ...(businessNumber ? [{ scheme: 'CA-CRA_ACR' as const, id: businessNumber, legalName }] : []),
      ...(neq ? [{ scheme: 'CA-QC-NEQ' as const, id: neq, legalName }] : []),
    ],
    ...(website && { website }),
    email,
    ...(phone && { phone }),
    language,
  };
};

const certification = ({ version, certifiedOn, expiresOn }: VendorRecord): QualifiedData['certification'] => ({
  version,
  certifiedOn,
  expiresOn,
});

/** What an institution is told of a vendor that it recognises: field by field, so that nothing else can come along. */
export const recognised = ({ record }: OpenVendor, now: Judgement, disclosure: Disclosure): QualifiedData => ({
  vendor: organisation(record),
  commodities: record.commodities.map((id) => ({ scheme: 'UNSPSC' as const, id })),
  places: record.places.map(({ region, head }) => ({ region, head })),
  certification: certification(record),
  verdict: now.said,
  disclosure,
  ...(now.consent && now.criteria && { criteria: now.criteria }),
});

const because: Record<DisqualificationReason, Bilingual> = {
  expired: {
    fr: 'Une preuve ou la certification est arrivée à échéance.',
    en: 'A piece of evidence or the certification has expired.',
  },
  revoked: { fr: 'Le réseau a révoqué la certification.', en: 'The network has revoked the certification.' },
  suspended: { fr: 'Le réseau a suspendu la certification.', en: 'The network has suspended the certification.' },
  'definition-changed': {
    fr: 'La définition de l’institution a changé.',
    en: 'The institution’s definition has changed.',
  },
  'facts-changed': {
    fr: 'Ce que le réseau sait du fournisseur a changé.',
    en: 'What the network knows of the supplier has changed.',
  },
};

const accountClosed: Bilingual = {
  fr: 'Le fournisseur a fermé son compte et retiré sa certification : supprimez ce que vous avez reçu à son sujet, sauf ce que la loi vous oblige à conserver.',
  en: 'The supplier has closed its account and withdrawn its certification: delete what you received about it, save what the law makes you keep.',
};

/** What an institution is told when it no longer recognises a vendor: no contact, no criteria without consent. */
export const disqualified = (
  { record }: OpenVendor,
  now: Judgement,
  reason: DisqualificationReason,
  disclosure: Disclosure,
): DisqualifiedData => {
  const { id, legalName, identifiers } = organisation(record);
  return {
    vendor: { id, legalName, identifiers },
    certification: certification(record),
    ...(!now.ended && { verdict: now.said }),
    reason: { code: reason, text: now.closed ? accountClosed : because[reason] },
    disclosure,
    ...(now.consent && now.criteria && { criteria: now.criteria }),
  };
};

/** Which parts differ from what the institution was last told (JSON text of `QualifiedData`). */
export const changedParts = (before: string, now: QualifiedData): (typeof updatedParts)[number][] => {
  const old = JSON.parse(before) as Partial<QualifiedData>;
  const text = (value: unknown) => JSON.stringify(value ?? null);
  // A new version of the record that changes nothing the institution sees is no news.
  const seen = (data: Partial<QualifiedData>) => ({
    ...data,
    certification: { ...data.certification, version: undefined },
  });
  const [was, is] = [seen(old), seen(now)];
  return (['vendor', 'commodities', 'places', 'certification', 'verdict', 'disclosure', 'criteria'] as const).filter(
    (part) => text(was[part]) !== text(is[part]),
  );
};
