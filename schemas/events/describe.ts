import { createHash } from 'node:crypto';
import * as z from 'zod';
import { eventExamples } from './examples.ts';
import { type EventType, eventSchemas, eventTypes } from './v1.ts';

type Json = Record<string, unknown>;

const documentOf = (type: EventType): Json => ({
  // Without the registry of names: each document stands alone, also inside another.
  ...z.toJSONSchema(eventSchemas[type], { io: 'output', reused: 'inline', metadata: z.registry() }),
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

const camel = (type: string) => type.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

/** AsyncAPI 3.0: what we send to an endpoint, and what its headers are. */
export const asyncApi = (): Json => {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Passerelle vendor events',
      version: '1.0.0',
      description:
        'Signed webhooks (Standard Webhooks) carrying CloudEvents 1.0. The same events can be read from the pull feed.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      endpoint: {
        address: null,
        description: 'The endpoint that the institution has proven to want the events.',
        messages: Object.fromEntries(
          eventTypes.map((type) => [camel(type), { $ref: `#/components/messages/${camel(type)}` }]),
        ),
      },
    },
    operations: {
      sendVendorEvent: {
        action: 'send',
        channel: { $ref: '#/channels/endpoint' },
        messages: eventTypes.map((type) => ({ $ref: `#/channels/endpoint/messages/${camel(type)}` })),
      },
    },
    components: {
      messages: Object.fromEntries(
        eventTypes.map((type) => [
          camel(type),
          {
            name: type,
            title: type,
            summary: said[type],
            contentType: 'application/cloudevents+json',
            headers: {
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
            },
            payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: forDraft7(documentOf(type)) },
            examples: eventExamples
              .filter((example) => example.type === type)
              .map((payload) => ({ name: type.replaceAll('.', '-'), payload })),
          },
        ]),
      ),
    },
  };
};

/** AsyncAPI's own tools read draft 7; our schemas use nothing that differs but these two keys. */
const forDraft7 = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;
