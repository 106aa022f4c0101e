import * as z from 'zod';
import { incidentRecord } from '../incident.ts';
import { instant } from '../primitives.ts';
import { record, type Table } from './record.ts';

/** A supplier's data key, encrypted by KMS; destroying it erases everything encrypted under it. */
export const dataKey = record({
  kind: 'data-key',
  table: 'keys',
  pk: 'KEY#{supplier}',
  sk: '',
  schema: z.object({ wrapped: z.instanceof(Uint8Array).optional(), destroyedAt: instant.optional() }),
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
});

/** Requests in a period, by a hash of who made them. */
export const requestCount = record({
  kind: 'request-count',
  table: 'limits',
  pk: 'COUNT#{counter}',
  sk: '',
  schema: z.object({ used: z.int().min(0) }),
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
  lives: 'until the period is over',
});
/** Until when a person's sign-ins no longer count, by a hash of the person. */
export const endedSessions = record({
  kind: 'ended-sessions',
  table: 'limits',
  pk: 'ENDED#{person}',
  sk: '',
  schema: z.object({ endedAt: z.int() }),
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
  lives: '1 day',
});

const incidents = { table: 'casework', schema: incidentRecord, streamed: false, inExport: 'no' } as const;
/** The register of confidentiality incidents, which the law has kept: its suppliers are ids. The newest version of each. */
export const incident = record({
  ...incidents,
  kind: 'incident',
  pk: 'INCIDENTS',
  sk: '{incident}',
  atErasure: 'keep',
});
export const incidentVersion = record({
  ...incidents,
  kind: 'incident-version',
  pk: 'INCIDENT#{incident}',
  sk: 'VERSION#{version:6}',
  atErasure: 'keep',
});

const idempotent = <T extends Table>(table: T) =>
  record({
    kind: 'idempotency',
    table,
    pk: 'IDEMPOTENCY#{key}',
    sk: 'RESULT',
    schema: z.object({ request: z.string(), result: z.record(z.string(), z.unknown()).optional() }),
    streamed: false,
    inExport: 'no',
    atErasure: 'keep',
    lives: '1 day',
  });
/** What a request was answered, to answer its repeat alike; each room keeps its own, for a day. */
export const idempotency = (['casework', 'registry', 'network', 'feeds', 'audit'] as const).map(idempotent);
