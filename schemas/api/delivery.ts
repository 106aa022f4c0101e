import * as z from 'zod';
import { eventTypes, qualifiedData, vendorEvent } from '../events/v1.ts';
import { attemptRecord, cursorRecord, parkedRecord, testRecord } from '../feed-records.ts';
import { supplierId } from '../identifiers.ts';
import { endpoint } from '../institution.ts';
import { bilingual, instant, language, slug } from '../primitives.ts';
import { region } from '../vocabulary.ts';
import { operation } from './contract.ts';

const inFeed = z.strictObject({ institution: slug });
const sequence = z.coerce.number().pipe(z.int().min(0).max(99_999_999_999));
const limit = (most: number, usual: number) =>
  z.coerce.number().pipe(z.int().min(1).max(most)).default(usual).meta({ maximum: most });

const feedQuery = z.strictObject({
  /** The last sequence you have; 0, or nothing, reads from the first. */
  after: sequence.optional(),
  /** Instead of `after`: the first event at or after this instant. */
  since: instant.optional(),
  limit: limit(500, 100),
  type: z.enum(eventTypes).optional(),
});

const feedPage = z.strictObject({
  events: z.array(vendorEvent),
  /** Give it as `after` the next time. With a filter by type it may lie beyond the last event shown. */
  next: z.int(),
  /** The last sequence given out: you have everything when `next` is equal to it. */
  head: z.int(),
});

export const readFeed = operation({
  name: 'readFeed',
  method: 'GET',
  path: '/v1/feeds/{institution}/events',
  action: 'feed.read',
  summary: {
    fr: 'Lire le fil à partir d’un numéro de séquence ou d’un instant',
    en: 'Read the feed from a sequence or an instant',
  },
  params: inFeed,
  query: feedQuery,
  answer: feedPage,
  refusals: ['feed-trimmed'],
});

const feedHead = z.strictObject({
  /** The last sequence given out. */
  sequence: z.int(),
  /** When it was given out. */
  at: instant.optional(),
  /** Events that you do not have yet, if you said `after`. */
  lag: z.int().optional(),
});

export const readFeedHead = operation({
  name: 'readFeedHead',
  method: 'GET',
  path: '/v1/feeds/{institution}/head',
  action: 'feed.read',
  summary: {
    fr: 'Lire la tête du fil : ETag, 304 si rien de nouveau, Retry-After pour le prochain passage',
    en: 'Read the head of the feed: ETag, 304 when nothing is new, Retry-After for when to come back',
  },
  params: inFeed,
  query: z.strictObject({ after: sequence.optional() }),
  answer: feedHead,
  responseHeaders: ['ETag', 'Retry-After'],
  notModified: true,
});

const deliverySaid = z.strictObject({
  state: z.enum(['active', 'disabled', 'none']),
  disabledBecause: endpoint.shape.disabledBecause,
  /** The last sequence delivered, and the last given out. */
  delivered: z.int(),
  head: z.int(),
  lag: z.int(),
  /** Failures in a row; the next try is due then. */
  failures: z.int(),
  nextTryAt: instant.optional(),
  lastDeliveredAt: instant.optional(),
  lastFailure: z.strictObject({ at: instant, reason: z.string(), status: z.int().optional() }).optional(),
  parked: z.int(),
  /** Events that were no longer kept when their turn came, and were never sent: the list of recognized vendors makes up for them. */
  trimmed: cursorRecord.shape.trimmed.unwrap().strict().optional(),
  /** The last test, and what came of it; `outcome` is absent while it is under way. */
  test: z.strictObject(testRecord.shape).optional(),
});

export const readDelivery = operation({
  name: 'readDelivery',
  method: 'GET',
  path: '/v1/feeds/{institution}/delivery',
  action: 'endpoint.read',
  summary: { fr: 'Lire l’état des livraisons', en: 'Read how delivery stands' },
  params: inFeed,
  answer: deliverySaid,
});

export const listAttempts = operation({
  name: 'listAttempts',
  method: 'GET',
  path: '/v1/feeds/{institution}/attempts',
  action: 'endpoint.read',
  summary: {
    fr: 'Lister les dernières tentatives : état, durée, motif; jamais de contenu',
    en: 'List the last attempts: status, duration, reason; never a body',
  },
  params: inFeed,
  query: z.strictObject({ limit: limit(200, 50) }),
  answer: z.strictObject({ attempts: z.array(z.strictObject(attemptRecord.shape)) }),
});

const parkedSaid = z.strictObject(parkedRecord.shape);

export const listParked = operation({
  name: 'listParked',
  method: 'GET',
  path: '/v1/feeds/{institution}/parked',
  action: 'endpoint.read',
  summary: { fr: 'Lister les événements mis de côté', en: 'List the events set aside' },
  params: inFeed,
  answer: z.strictObject({ parked: z.array(parkedSaid) }),
});

export const resendParked = operation({
  name: 'resendParked',
  method: 'POST',
  path: '/v1/feeds/{institution}/parked/{sequence}/resend',
  action: 'feed.replay',
  summary: { fr: 'Renvoyer un événement mis de côté', en: 'Send an event again that was set aside' },
  params: z.strictObject({ institution: slug, sequence }),
  answer: parkedSaid,
  status: 202,
  idempotencyKey: 'optional',
});

const fromHere = z.strictObject({
  /** What follows this sequence is sent, in order. It may be lower than the one asked for: what waits is never skipped. */
  after: z.int(),
  head: z.int(),
});

export const replayFeed = operation({
  name: 'replayFeed',
  method: 'POST',
  path: '/v1/feeds/{institution}/replay',
  action: 'feed.replay',
  summary: {
    fr: 'Renvoyer le fil au point de réception à partir d’un numéro de séquence ou d’un instant, sans jamais dépasser ce qui a été livré',
    en: 'Send the feed to the endpoint again from a sequence or an instant, never from beyond what was delivered',
  },
  params: inFeed,
  body: z.union([z.strictObject({ after: z.int().min(0) }), z.strictObject({ since: instant })]),
  answer: fromHere,
  status: 202,
  idempotencyKey: 'required',
});

export const resumeDelivery = operation({
  name: 'resumeDelivery',
  method: 'POST',
  path: '/v1/feeds/{institution}/resume',
  action: 'feed.replay',
  summary: {
    fr: 'Envoyer maintenant ce qui attend, sans attendre la prochaine tentative',
    en: 'Send what waits now, rather than at the next try',
  },
  params: inFeed,
  answer: fromHere,
  status: 202,
  idempotencyKey: 'optional',
});

export const testEndpoint = operation({
  name: 'testEndpoint',
  method: 'POST',
  path: '/v1/feeds/{institution}/test',
  action: 'feed.replay',
  summary: {
    fr: 'Renvoyer à titre d’essai le dernier événement livré, à part du fil : ce qui attend n’y change rien et n’en change pas',
    en: 'Send the last event delivered once more as a test, beside the feed: what waits stays as it is',
  },
  params: inFeed,
  answer: z.strictObject(testRecord.shape),
  status: 202,
  idempotencyKey: 'optional',
});

export const readSandbox = operation({
  name: 'readSandboxFeed',
  method: 'GET',
  path: '/v1/sandbox/events',
  action: 'service.describe',
  summary: {
    fr: 'Lire le fil d’essai : un exemple de chaque type d’événement',
    en: 'Read the sandbox feed: an example of every type of event',
  },
  query: feedQuery,
  answer: feedPage,
});

export const readSandboxHead = operation({
  name: 'readSandboxHead',
  method: 'GET',
  path: '/v1/sandbox/head',
  action: 'service.describe',
  summary: { fr: 'Lire la tête du fil d’essai', en: 'Read the head of the sandbox feed' },
  query: z.strictObject({ after: sequence.optional() }),
  answer: feedHead,
  responseHeaders: ['ETag', 'Retry-After'],
  notModified: true,
});

export const listRecognised = operation({
  name: 'listRecognisedVendors',
  method: 'GET',
  path: '/v1/institutions/{institution}/vendors',
  action: 'recognised.read',
  summary: {
    fr: 'Lister les fournisseurs que l’institution reconnaît aujourd’hui',
    en: 'List the vendors that the institution recognizes today',
  },
  params: inFeed,
  query: z.strictObject({
    /** `next` of the page before. */
    after: supplierId.optional(),
    limit: limit(500, 100),
  }),
  answer: z.strictObject({
    vendors: z.array(qualifiedData),
    next: supplierId.optional(),
    /** The list includes at least what the feed told up to here: go on from this sequence. */
    sequence: z.int(),
  }),
});

export const readRecognised = operation({
  name: 'readRecognisedVendor',
  method: 'GET',
  path: '/v1/institutions/{institution}/vendors/{vendor}',
  action: 'recognised.read',
  summary: { fr: 'Lire un fournisseur reconnu', en: 'Read a recognized vendor' },
  params: z.strictObject({ institution: slug, vendor: supplierId }),
  answer: qualifiedData,
});

/** What is searched for; all of it must be found. */
const vendorSearch = z.strictObject({
  /** A name, a trade, a product, a town, a number of the firm, an address: words in either language, as people write them. */
  words: z.string().max(200).optional(),
  /** A UNSPSC code of any level (`90101600` is a whole class), or words for what is sold. */
  commodity: z.string().max(200).optional(),
  region: region.optional(),
  /** The id of a criterion of your definition: of vendors that share their criteria with you, those that meet it. */
  criterion: slug.optional(),
});

export const searchRecognised = operation({
  name: 'searchRecognisedVendors',
  method: 'GET',
  path: '/v1/institutions/{institution}/search/vendors',
  action: 'recognised.read',
  summary: {
    fr: 'Chercher parmi les fournisseurs que l’institution reconnaît',
    en: 'Search the vendors that the institution recognizes',
  },
  params: inFeed,
  query: vendorSearch.extend({
    /** Whose alphabet sorts names; the language of the answer when it is absent. */
    language: language.optional(),
    /** With words the best come first, otherwise names in their order. */
    sort: z.enum(['relevance', 'name']).default('relevance'),
    /** Hits to pass over. */
    from: z.coerce.number().pipe(z.int().min(0).max(1_000_000)).default(0).meta({ maximum: 1_000_000 }),
    limit: limit(100, 25),
  }),
  answer: z.strictObject({
    vendors: z.array(
      z.strictObject({
        vendor: qualifiedData,
        /** For each word: in which field, by which means and in what it was found. `text` is a code or id for what has one. */
        why: z.array(
          z.strictObject({
            word: z.string(),
            field: z.enum(['name', 'contact', 'commodity', 'place', 'criterion']),
            by: z.enum(['written', 'form', 'start', 'spelling']),
            text: z.string(),
          }),
        ),
      }),
    ),
    total: z.int(),
    /** How many the words find if no filter is set. */
    unfiltered: z.int(),
    /** `from` of the page that follows. */
    next: z.int().optional(),
    /** Words that are nowhere, and what was searched for instead. */
    corrected: z.array(z.strictObject({ typed: z.string(), read: z.string() })),
    /** No vendor has all the words: those shown have all but these. */
    without: z.array(z.string()),
    /** How many are found with each value, under the other filters. */
    facets: z.strictObject({
      regions: z.array(z.strictObject({ region, count: z.int() })),
      criteria: z.array(z.strictObject({ criterion: slug, label: bilingual, count: z.int() })),
    }),
    /** The answer includes at least what the feed told up to here. */
    sequence: z.int(),
  }),
});

export const downloadFormats = ['csv', 'xlsx'] as const;
export const downloadRecognised = operation({
  name: 'downloadRecognisedVendors',
  method: 'GET',
  path: '/v1/institutions/{institution}/downloads/vendors',
  action: 'recognised.read',
  summary: {
    fr: 'Télécharger les fournisseurs reconnus en CSV ou XLSX',
    en: 'Download the recognized vendors as CSV or XLSX',
  },
  params: inFeed,
  query: vendorSearch.extend({ format: z.enum(downloadFormats).default('csv'), language: language.optional() }),
  media: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  audited: true,
  responseHeaders: ['Content-Language'],
});

export const listRecognition = operation({
  name: 'listRecognition',
  method: 'GET',
  path: '/v1/recognition',
  action: 'figures.read',
  summary: {
    fr: 'Lire combien de fournisseurs chaque institution reconnaît',
    en: 'Read how many vendors each institution recognizes',
  },
  answer: z.strictObject({
    /** `recognised` is absent where a feed began before it was counted. */
    institutions: z.array(z.strictObject({ institution: slug, recognised: z.int().optional() })),
  }),
});

export const deliveryOperations = [
  listRecognition,
  readFeed,
  readFeedHead,
  readDelivery,
  listAttempts,
  listParked,
  resendParked,
  replayFeed,
  resumeDelivery,
  testEndpoint,
  readSandbox,
  readSandboxHead,
  listRecognised,
  searchRecognised,
  readRecognised,
  downloadRecognised,
];
