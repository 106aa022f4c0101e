import { createHash } from 'node:crypto';
import * as z from 'zod';
import { eventExamples } from './examples.ts';
import { challengeEvent, type EventType, eventSchemas, eventTypes } from './v1.ts';

type Json = Record<string, unknown>;

// Without the registry of names: each document stands alone, also inside another.
const jsonSchemaOf = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, { io: 'output', reused: 'inline', metadata: z.registry() });

const documentOf = (type: EventType): Json => ({
  ...jsonSchemaOf(eventSchemas[type]),
  $id: `urn:passerelle:event:${type}`,
  title: type,
});

/** The JSON Schema (2020-12) of each type of event. */
export const eventDocuments = (): Map<EventType, Json> => new Map(eventTypes.map((type) => [type, documentOf(type)]));

/** What a contract says, as one short text: another text, another contract. */
export const fingerprints = (): Record<string, string> =>
  Object.fromEntries(
    [...eventDocuments()].map(([type, schema]) => [
      type,
      createHash('sha256').update(JSON.stringify(schema)).digest('hex'),
    ]),
  );

const said: Record<EventType, string> = {
  'vendor.qualified.v1':
    'The institution’s definition now recognizes this vendor. · L’institution reconnaît ce fournisseur.',
  'vendor.updated.v1': 'Something told of a recognized vendor has changed. · Un fournisseur reconnu a changé.',
  'vendor.disqualified.v1':
    'The institution’s definition no longer recognizes this vendor, and why. · L’institution ne reconnaît plus ce fournisseur, et pourquoi.',
  'vendor.expiring.v1': 'The verdict ends in 60, 30 or 7 days. · Le verdict prend fin dans 60, 30 ou 7 jours.',
};

/** As they are written: AsyncAPI 3.0 takes any draft, where it is named. */
const schemaFormat = 'application/schema+json;version=2020-12';
const bare = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;

const camel = (type: string) => type.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

const headers = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { type: 'string', description: 'The event’s id; the same in every retry and replay.' },
    'webhook-timestamp': { type: 'string', description: 'Seconds since 1970 of this attempt.' },
    'webhook-signature': {
      type: 'string',
      description: '`v1,…` (HMAC-SHA256) or `v1a,…` (ed25519), one per valid secret, separated by spaces.',
    },
  },
};

const challenge = challengeEvent.shape.type.value;

/** Messages of one event each: those of vendors, and the one by which an endpoint is asked whether it wants them. */
const singles = (): Map<string, Json> =>
  new Map<string, Json>([
    ...eventTypes.map((type): [string, Json] => [
      type,
      {
        name: type,
        title: type,
        summary: said[type],
        contentType: 'application/cloudevents+json',
        headers,
        payload: { schemaFormat, schema: bare(documentOf(type)) },
        examples: eventExamples
          .filter((example) => example.type === type)
          .map((payload) => ({ name: type.replaceAll('.', '-'), payload })),
      },
    ]),
    [
      challenge,
      {
        name: challenge,
        title: challenge,
        summary:
          'The endpoint answers 2xx with {"challenge": "…"}, the one that it was sent. · Le point de réception renvoie le défi reçu.',
        contentType: 'application/cloudevents+json',
        headers,
        payload: { schemaFormat, schema: { ...bare(jsonSchemaOf(challengeEvent)), title: challenge } },
      },
    ],
  ]);

const payloadOf = (type: EventType): Json => ({ $ref: `#/components/messages/${camel(type)}/payload/schema` });

/** Several events of vendors in a row, where the institution wants them so. */
const batch = (): Json => ({
  name: 'vendor.batch',
  title: 'vendor.batch',
  summary: 'Several events in their order, in one request. · Plusieurs événements dans leur ordre, en une requête.',
  contentType: 'application/cloudevents-batch+json',
  headers,
  payload: {
    schemaFormat,
    schema: { type: 'array', minItems: 2, items: { oneOf: eventTypes.map(payloadOf) } },
  },
});

/** AsyncAPI 3.0: what we send to an endpoint, and what its headers are. */
export const asyncApi = (): Json => {
  const messages = new Map([...singles(), ['vendor.batch', batch()]]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Passerelle vendor events',
      version: '1.0.0',
      description:
        'Signed webhooks (Standard Webhooks) carrying CloudEvents 1.0. The same events can be read from the pull feed.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      endpoint: {
        description: 'The endpoint that the institution has named: its address is in no contract.',
        messages: Object.fromEntries(
          [...messages.keys()].map((type) => [camel(type), { $ref: `#/components/messages/${camel(type)}` }]),
        ),
      },
    },
    operations: {
      sendVendorEvent: {
        action: 'send',
        security: [{ $ref: '#/components/securitySchemes/signature' }],
        channel: { $ref: '#/channels/endpoint' },
        messages: [...eventTypes, 'vendor.batch'].map((type) => ({
          $ref: `#/channels/endpoint/messages/${camel(type)}`,
        })),
      },
      sendChallenge: {
        action: 'send',
        security: [{ $ref: '#/components/securitySchemes/signature' }],
        channel: { $ref: '#/channels/endpoint' },
        messages: [{ $ref: `#/channels/endpoint/messages/${camel(challenge)}` }],
      },
    },
    components: {
      securitySchemes: {
        signature: {
          type: 'httpApiKey',
          name: 'webhook-signature',
          in: 'header',
          description: 'Standard Webhooks: the receiver verifies each message with the secret of its endpoint.',
        },
      },
      messages: Object.fromEntries([...messages].map(([type, message]) => [camel(type), message])),
    },
  };
};
