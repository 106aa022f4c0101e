import * as z from 'zod';
import { eventExamples } from '../../events/examples.ts';
import { challengeEvent, vendorEvent } from '../../events/v1.ts';
import type { Language } from '../../primitives.ts';
import type { Json } from './components.ts';

const say = (language: Language, fr: string, en: string) => ({ fr, en })[language];

const header = (name: string, description: string): Json => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string' },
});

const headers = (language: Language): Json[] => [
  header(
    'webhook-id',
    say(language, 'L’identifiant de l’événement : le même à chaque essai.', 'The event’s id: the same in every try.'),
  ),
  header('webhook-timestamp', say(language, 'Secondes depuis 1970.', 'Seconds since 1970.')),
  header(
    'webhook-signature',
    say(
      language,
      '`v1,…` (HMAC-SHA256) ou `v1a,…` (ed25519), une par secret valide, séparées par des espaces (Standard Webhooks).',
      '`v1,…` (HMAC-SHA256) or `v1a,…` (ed25519), one per valid secret, separated by spaces (Standard Webhooks).',
    ),
  ),
];

/** What we send to an endpoint, as the receiver has to serve it. */
export const webhooks = (language: Language, use: (schema: z.ZodType, io: 'input' | 'output') => Json): Json => {
  const event = use(vendorEvent, 'output');
  const received = (status: string, description: string) => [status, { description }];
  return {
    vendorEvent: {
      post: {
        operationId: 'receiveVendorEvent',
        tags: ['webhooks'],
        summary: say(language, 'Recevoir un ou plusieurs événements signés', 'Receive one or more signed events'),
        security: [],
        parameters: headers(language),
        requestBody: {
          required: true,
          content: {
            'application/cloudevents+json': {
              schema: event,
              examples: Object.fromEntries(eventExamples.map((value) => [value.type, { value }])),
            },
            'application/cloudevents-batch+json': { schema: { type: 'array', items: event, minItems: 2 } },
          },
        },
        responses: Object.fromEntries([
          received('2XX', say(language, 'Reçu : la suite est envoyée.', 'Received: the next ones are sent.')),
          received(
            '410',
            say(language, 'Le point de réception n’existe plus.', 'The endpoint is gone: it is disabled.'),
          ),
          received('429', say(language, 'Renvoyé après Retry-After.', 'Sent again after Retry-After.')),
          received('4XX', say(language, 'Refusé : l’événement est mis de côté.', 'Refused: the event is set aside.')),
          received('5XX', say(language, 'Renvoyé plus tard.', 'Sent again later.')),
        ]),
      },
    },
    endpointChallenge: {
      post: {
        operationId: 'answerChallenge',
        tags: ['webhooks'],
        summary: say(
          language,
          'Répondre au défi : prouver qu’on veut les événements',
          'Answer the challenge: prove that the events are wanted',
        ),
        security: [],
        parameters: headers(language),
        requestBody: {
          required: true,
          content: { 'application/cloudevents+json': { schema: use(challengeEvent, 'output') } },
        },
        responses: {
          200: {
            description: say(language, 'Le même défi, en retour.', 'The same challenge, in return.'),
            content: {
              'application/json': { schema: use(z.object({ challenge: z.string() }), 'input') },
            },
          },
          '4XX': {
            description: say(language, 'Le point de réception reste à prouver.', 'The endpoint stays unproven.'),
          },
        },
      },
    },
  };
};
