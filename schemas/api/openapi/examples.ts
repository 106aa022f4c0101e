import type * as z from 'zod';
import { eventExamples } from '../../events/examples.ts';
import { makeClient } from '../clients.ts';
import type { Operation } from '../contract.ts';
import { readFeed, readFeedHead, readSandbox, readSandboxHead, replayFeed } from '../delivery.ts';
import { setEndpoint } from '../endpoint.ts';

type In<T> = NonNullable<T> extends z.ZodType ? z.input<NonNullable<T>> : never;
type Examples = { body?: unknown; answer?: unknown };

const example = <O extends Operation>(
  { name }: O,
  examples: { body?: In<O['body']>; answer?: In<O['answer']> },
): [string, Examples] => [name, examples];

const page = { events: [...eventExamples], next: eventExamples.length, head: eventExamples.length };
const head = { sequence: eventExamples.length, at: eventExamples.at(-1)!.time, lag: 0 };

/** What integrators write and read first, by the name of the operation. */
export const examples: ReadonlyMap<string, Examples> = new Map([
  example(readFeed, { answer: page }),
  example(readSandbox, { answer: page }),
  example(readFeedHead, { answer: head }),
  example(readSandboxHead, { answer: head }),
  example(replayFeed, { body: { after: 0 }, answer: { after: 0, head: 4 } }),
  example(makeClient, { body: { label: 'ERP', scopes: ['feed.read', 'feed.replay'] } }),
  example(setEndpoint, {
    body: {
      url: 'https://erp.example.org/passerelle',
      signature: 'hmac-sha256',
      batch: 1,
      from: 'start',
      contact: 'systems@example.org',
    },
  }),
]);
