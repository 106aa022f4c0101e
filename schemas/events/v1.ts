import * as z from 'zod';
import { assurance } from '../facts.ts';
import { commodityCode, supplierId } from '../identifiers.ts';
import { bilingual, instant, isoDate, language, slug } from '../primitives.ts';
import { outcome, state } from '../verdict.ts';
import { region } from '../vocabulary.ts';

/**
 * What leaves to an institution: CloudEvents 1.0 in JSON. These contracts are apart from every internal record, so a field
 * added inside cannot leak, and they are frozen: a change means a type with the next major version beside the old one
 * (`events.test.ts` holds that).
 */

/**
 * OCDS organisation identifier. `CA-CRA_ACR` is a Business Number; `CA-QC-NEQ` is our own name for the Québec register, for
 * which no registered scheme was found.
 */
const organisationIdentifier = z.strictObject({
  scheme: z.enum(['CA-CRA_ACR', 'CA-QC-NEQ']),
  id: z.string().max(20),
  legalName: z.string().max(200),
});

const organisation = z.strictObject({
  id: supplierId,
  legalName: z.string().max(200),
  operatingName: z.string().max(200).optional(),
  identifiers: z.array(organisationIdentifier).max(2),
  website: z.string().max(300).optional(),
  email: z.string().max(254),
  phone: z.string().max(30).optional(),
  language,
});

const commodity = z.strictObject({ scheme: z.literal('UNSPSC'), id: commodityCode });
const place = z.strictObject({ region, head: z.boolean() });
const certification = z.strictObject({ version: z.int().min(1), certifiedOn: isoDate, expiresOn: isoDate });

/** The verdict and nothing it rests on. */
const verdictSaid = z.strictObject({
  definition: slug,
  definitionVersion: z.int().min(1),
  outcome,
  /** The weakest assurance that the outcome rests on. */
  assurance: assurance.nullable(),
  /** The last day on which it holds if nothing else is learned. */
  validUntil: isoDate.nullable(),
  text: bilingual,
});

/** One criterion of the verdict; leaves only under the supplier's consent for this institution. */
const criterionSaid = z.strictObject({
  id: slug,
  label: bilingual,
  state,
  assurance: assurance.nullable(),
  text: bilingual,
});

/**
 * `verdict`: the verdict only. `criteria`: the supplier consents that this institution sees it criterion by criterion.
 * `withdrawn`: the supplier has withdrawn that consent: delete the criteria received earlier.
 */
export const disclosure = z.enum(['verdict', 'criteria', 'withdrawn']);

const recognised = {
  vendor: organisation,
  commodities: z.array(commodity).max(50),
  places: z.array(place).max(100),
  certification,
  verdict: verdictSaid,
  disclosure,
  criteria: z.array(criterionSaid).max(300).optional(),
};

export const updatedParts = [
  'vendor',
  'commodities',
  'places',
  'certification',
  'verdict',
  'disclosure',
  'criteria',
] as const;

export const disqualificationReasons = [
  'expired',
  'revoked',
  'suspended',
  'definition-changed',
  'facts-changed',
] as const;
export type DisqualificationReason = (typeof disqualificationReasons)[number];

export const qualifiedData = z.strictObject(recognised);
export type QualifiedData = z.infer<typeof qualifiedData>;
export const updatedData = z.strictObject({ ...recognised, changed: z.array(z.enum(updatedParts)).min(1) });
export const expiringData = z.strictObject({
  ...recognised,
  /** Whole days left, the last day included. */
  daysLeft: z.int().min(0),
});
export const disqualifiedData = z.strictObject({
  vendor: organisation.pick({ id: true, legalName: true, identifiers: true }),
  certification,
  /** Absent when the network itself ended the certification: no definition was asked. */
  verdict: verdictSaid.optional(),
  reason: z.strictObject({ code: z.enum(disqualificationReasons), text: bilingual }),
  disclosure,
  criteria: z.array(criterionSaid).max(300).optional(),
});

/** Digits of the `sequence` extension, zero-padded so that its order as text is its order in the feed. */
export const sequenceDigits = 11;

const cloudEvent = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({
    specversion: z.literal('1.0'),
    /** Follows from the vendor, its version, the definition, its version and the institution. Retries carry the same id. */
    id: z.string().regex(/^evt_[\w-]{32}$/),
    /** The feed: `/v1/feeds/{institution}`. */
    source: z.string().max(100),
    type: z.literal(type),
    /** The vendor. */
    subject: supplierId,
    time: instant,
    datacontenttype: z.literal('application/json'),
    dataschema: z.literal(`urn:passerelle:event:${type}`),
    /** Place in the institution's feed: 1, 2, 3 … without a gap. */
    sequence: z.string().regex(/^\d{11}$/),
    data,
  });

export const vendorQualified = cloudEvent('vendor.qualified.v1', qualifiedData);
export const vendorUpdated = cloudEvent('vendor.updated.v1', updatedData);
export const vendorDisqualified = cloudEvent('vendor.disqualified.v1', disqualifiedData);
export const vendorExpiring = cloudEvent('vendor.expiring.v1', expiringData);

/** Every type that has ever left, old versions included. */
export const eventSchemas = {
  'vendor.qualified.v1': vendorQualified,
  'vendor.updated.v1': vendorUpdated,
  'vendor.disqualified.v1': vendorDisqualified,
  'vendor.expiring.v1': vendorExpiring,
} as const;
export type EventType = keyof typeof eventSchemas;
export const eventTypes = Object.keys(eventSchemas) as EventType[];

export const vendorEvent = z.discriminatedUnion('type', [
  vendorQualified,
  vendorUpdated,
  vendorDisqualified,
  vendorExpiring,
]);
export type VendorEvent = z.infer<typeof vendorEvent>;

/** Asks an endpoint whether it wants the events: it answers 2xx with `{"challenge": "…"}`, the one that it was sent. */
export const challengeEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^evt_[\w-]{32}$/),
  source: z.string().max(100),
  type: z.literal('endpoint.challenge.v1'),
  time: instant,
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({ challenge: z.string() }),
});
