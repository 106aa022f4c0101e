import type { Operation } from '#schemas/api/contract.ts';
import { type AuditEntry, auditEntry, auditKey, entryDays } from '#schemas/audit.ts';
import type { Relation } from '#schemas/authorisation.ts';
import type { Caller } from './caller.ts';
import { newId } from './ids.ts';
import type { Write } from './tables.ts';

/** What a handler adds to the entry that `api()` writes for it: ids and codes, never anything about a person. */
export type AuditNote = {
  action?: string;
  subjects?: readonly string[];
  codes?: Readonly<Record<string, string | number>>;
};

/**
 * The one write that records what the other writes of a transaction do. Where these can be told twice, the entry's id
 * follows from them: it then gets one place in the log, however often it is written.
 */
export const auditWrite = (table: string, entry: AuditEntry): Write => {
  const parsed = auditEntry.parse(entry);
  return {
    Put: {
      TableName: table,
      Item: {
        ...auditKey.entry(parsed.id),
        ...parsed,
        expiresAt: Math.floor(Date.parse(parsed.at) / 1000) + entryDays * 86_400,
      },
    },
  };
};

/** Every change is recorded, and every read that the contract names. */
export const isAudited = ({ method, audited }: Operation): boolean => audited ?? method !== 'GET';

const actorOf = ({ id, roles }: Caller): AuditEntry['actor'] => {
  if (id === '') return { kind: 'anyone', id };
  return { kind: roles.includes('system') ? 'system' : 'person', id };
};

const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,128}$/.test(value);

/** Ids in the path, and the supplier that the record belongs to. */
const subjectsOf = (params: unknown, record: unknown, note: AuditNote): string[] => {
  const owner = record && typeof record === 'object' && 'supplier' in record ? record.supplier : undefined;
  const ids = [...(note.subjects ?? []), owner, ...Object.values((params ?? {}) as object)].filter(isId);
  return [...new Set(ids)].slice(0, 8);
};

/** The entry of one request, from its operation and its path alone, so that no room can forget it. */
export const entryOf = (
  operation: Operation,
  request: { caller: Caller; params: unknown; record: unknown; relation: Relation; at: Date },
  note: AuditNote = {},
): AuditEntry => ({
  id: newId('aud', request.at),
  at: request.at.toISOString(),
  actor: actorOf(request.caller),
  action: note.action ?? operation.action,
  operation: operation.name,
  subjects: subjectsOf(request.params, request.record, note),
  codes: { relation: request.relation, ...pageOf(request.params), ...note.codes },
});

const pageOf = (params: unknown): { page?: number } => {
  const page = params && typeof params === 'object' && 'page' in params ? params.page : undefined;
  return typeof page === 'number' ? { page } : {};
};
