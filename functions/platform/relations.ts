import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Relation } from '#schemas/authorisation.ts';
import { type InstitutionRecord, institutionRecord, networkKey } from '#schemas/network-records.ts';
import { caseHolding, caseworkKey, memberRecord, type SubmissionRecord, submissionRecord } from '#schemas/records.ts';
import type { Caller } from './caller.ts';
import type { Item } from './tables.ts';

/** Reads one record, consistently, and parses it; undefined when there is none. */
export const readRecord = async <T extends z.ZodType>(
  db: DynamoDBDocumentClient,
  table: string,
  key: Item,
  schema: T,
): Promise<z.infer<T> | undefined> => {
  const { Item } = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item && schema.parse(Item);
};

type Where = { db: DynamoDBDocumentClient; casework: string };

/** How the caller stands to a supplier: as its member, or not at all. */
export const toSupplier = async ({ db, casework }: Where, caller: Caller, supplier: string): Promise<Relation> =>
  (await readRecord(db, casework, caseworkKey.member(supplier, caller.id), memberRecord))?.role ?? 'none';

/**
 * How the caller stands to a submission: as a member of its supplier, or, for verifiers, through its case. A member is
 * never treated as a verifier of their own firm.
 */
export const toSubmission = async (
  where: Where,
  caller: Caller,
  submission: string,
  at: Date,
): Promise<{ relation: Relation; record: SubmissionRecord } | undefined> => {
  const record = await readRecord(where.db, where.casework, caseworkKey.submission(submission), submissionRecord);
  if (!record) return undefined;
  const member = await toSupplier(where, caller, record.supplier);
  if (member !== 'none' || !caller.roles.includes('verifier')) return { relation: member, record };
  const held = await readRecord(where.db, where.casework, caseworkKey.case(submission), caseHolding);
  if (!held) return { relation: 'none', record };
  if (held.conflicts.includes(caller.id)) return { relation: 'conflict', record };
  const holds = held.holder === caller.id && held.heldUntil !== undefined && held.heldUntil > at.toISOString();
  return { relation: holds ? 'holder' : 'free', record };
};

/** How the caller stands to an institution: it is their own, or none of theirs; undefined when there is no such institution. */
export const toInstitution = async (
  { db, network }: { db: DynamoDBDocumentClient; network: string },
  caller: Caller,
  institution: string,
): Promise<{ relation: Relation; record: InstitutionRecord } | undefined> => {
  const record = await readRecord(db, network, networkKey.institution(institution), institutionRecord);
  return record && { relation: caller.institution === institution ? 'own' : 'none', record };
};
