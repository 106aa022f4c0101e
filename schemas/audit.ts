import * as z from 'zod';
import { sha256 } from './identifiers.ts';
import { instant } from './primitives.ts';

/** An id or a code: nothing that a person would write, so nothing about a person can stand in the log. */
export const auditCode = z.string().regex(/^[\w.:@#/-]{1,128}$/);
const code = auditCode;
/** Most codes of one list, and most records that one entry concerns. */
export const mostCodes = 20;
export const mostSubjects = 8;

export const actorKinds = ['anyone', 'person', 'system', 'network'] as const;

/**
 * What happened, in codes and ids only: who did what to which records. Written in the transaction of what it records;
 * its place in the log is given afterwards.
 */
export const auditEntry = z.strictObject({
  /** Follows from what it records where that may be told twice. */
  id: code,
  at: instant,
  /** `network`: the software itself, by the name of its part. */
  actor: z.strictObject({ kind: z.enum(actorKinds), id: z.union([code, z.literal('')]) }),
  /** A row of the authorisation table, or what a part of the network did: `delivery.sent`. */
  action: code,
  /** Operation of the API, or the step. */
  operation: code,
  /** Ids of the records concerned: `sup_…`, `sub_…`, an institution. The log can be read by each of them. */
  subjects: z.array(code).max(mostSubjects),
  codes: z.record(code, z.union([code, z.int(), z.array(code).max(mostCodes)])),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** One line of the log: the entry at its place, with the hash chain up to and including it. */
export const auditLine = z.strictObject({ index: z.int().min(0), entry: auditEntry, chain: sha256 });
export type AuditLine = z.infer<typeof auditLine>;

/** What is signed, every hour and at no other time: the Merkle root (RFC 9162) and the chain at a size. */
export const treeHead = z.strictObject({
  /** Which log: the same for all its heads. */
  log: z.string().min(1).max(200),
  size: z.int().min(0),
  root: sha256,
  chain: sha256,
  /** SHA-256 of the hourly head before it, so that none can be left out; zeros for the first. */
  previous: sha256,
  at: instant,
});
export type TreeHead = z.infer<typeof treeHead>;

/** A tree head and its signature: a JWS of the head, ES256, in compact form. */
export const signedHead = z.strictObject({ ...treeHead.shape, jws: z.string().max(4000) });
export type SignedHead = z.infer<typeof signedHead>;

const placeText = (index: number) => String(index).padStart(12, '0');
/** Lines of one partition of the log. */
export const linesPerPage = 10_000;

/** Keys of the `audit` table. */
export const auditKey = {
  /** The entry as it was written with what it records; goes once it has long had its place. */
  entry: (id: string) => ({ pk: `ENTRY#${id}`, sk: 'ENTRY' }),
  place: (id: string) => ({ pk: `ENTRY#${id}`, sk: 'PLACE' }),
  line: (index: number) => ({ pk: `LOG#${Math.floor(index / linesPerPage)}`, sk: `LINE#${placeText(index)}` }),
  subject: (subject: string, index: number) => ({ pk: `SUBJECT#${subject}`, sk: placeText(index) }),
  /** 256 hashes of one level of the tree. */
  tile: (level: number, n: number) => ({ pk: `TILE#${level}`, sk: placeText(n) }),
  state: () => ({ pk: 'LOG', sk: 'STATE' }),
  head: (hour: string) => ({ pk: 'HEADS', sk: hour }),
} as const;

/** The log as it is: how many lines, and the chain at the last of them. */
export const logState = z.object({ size: z.int().min(0), chain: sha256 });
export const emptyLog = { size: 0, chain: '0'.repeat(64) };

/** Days after which an entry that has its place leaves the table; its line stays for good. */
export const entryDays = 400;
