import * as z from 'zod';
import { auditEntry, auditLine, entryDays, logState, signedHead } from '../audit.ts';
import { sha256 } from '../identifiers.ts';
import { record } from './record.ts';

/** The log of what happened, in codes and ids: the law keeps it, and nothing in it is in a person's words. */
const audit = { table: 'audit', streamed: false, inExport: 'no', atErasure: 'keep' } as const;

/** An entry as the request that did it wrote it, until it has long had its place. */
export const logEntry = record({
  ...audit,
  kind: 'audit-entry',
  pk: 'ENTRY#{id}',
  sk: 'ENTRY',
  schema: auditEntry,
  streamed: true,
  lives: `${entryDays} days`,
});
export const logPlace = record({
  ...audit,
  kind: 'audit-place',
  pk: 'ENTRY#{id}',
  sk: 'PLACE',
  schema: z.object({ index: z.int().min(0) }),
});
export const logLine = record({
  ...audit,
  kind: 'audit-line',
  pk: 'LOG#{page}',
  sk: 'LINE#{index:12}',
  schema: auditLine,
});
/** The lines about one record. */
export const logLineOfSubject = record({
  ...audit,
  kind: 'audit-line-of-subject',
  pk: 'SUBJECT#{subject}',
  sk: '{index:12}',
  schema: auditLine,
});
/** 256 hashes of one level of the tree. */
export const logTile = record({
  ...audit,
  kind: 'audit-tile',
  pk: 'TILE#{level}',
  sk: '{n:12}',
  schema: z.object({ hashes: z.array(sha256).max(256) }),
});
export const logSize = record({ ...audit, kind: 'audit-state', pk: 'LOG', sk: 'STATE', schema: logState });
/** The tree head of an hour, signed. */
export const logHead = record({ ...audit, kind: 'audit-head', pk: 'HEADS', sk: '{hour}', schema: signedHead });
