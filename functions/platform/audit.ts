import type { Operation } from '#schemas/api/contract.ts';
import {
  type AuditEntry,
  auditCode,
  auditEntry,
  auditKey,
  entryDays,
  mostCodes,
  mostSubjects,
} from '#schemas/audit.ts';
import type { Relation } from '#schemas/authorisation.ts';
import type { Caller } from './caller.ts';
import { newId, sha256Hex } from './ids.ts';
import { log } from './log.ts';
import type { Write } from './tables.ts';

/** What a handler adds to the entry that `api()` writes for it: ids and codes, never anything about a person. */
export type AuditNote = {
  action?: string;
  subjects?: readonly string[];
  codes?: Readonly<Record<string, string | number | readonly string[]>>;
};

/** What is given to be recorded, before it is known to be codes and ids only. */
type Recorded = Omit<AuditEntry, 'subjects' | 'codes'> & {
  subjects: readonly string[];
  codes: NonNullable<AuditNote['codes']>;
};

/** Stands where a value was given that no code can be: that must neither undo what is recorded nor stand in the log. */
export const notACode = 'not-a-code';

const isCode = (value: unknown): value is string => auditCode.safeParse(value).success;

/** The entry with every value fit for the log, whatever was given: by construction, an entry is never refused. */
const withCodesOnly = (entry: Recorded): AuditEntry => {
  const unfit: string[] = [];
  const fitted = (name: string, value: string): string => {
    if (isCode(value)) return value;
    unfit.push(name);
    return notACode;
  };
  const value = (name: string, one: string | number | readonly string[]) => {
    if (typeof one === 'number') return Number.isSafeInteger(one) ? one : fitted(name, '');
    return typeof one === 'string' ? fitted(name, one) : one.slice(0, mostCodes).map((each) => fitted(name, each));
  };
  const { id } = entry.actor;
  const recorded: AuditEntry = {
    ...entry,
    // An id that is none of ours still names one actor and no other.
    actor: { ...entry.actor, id: id === '' || isCode(id) ? id : sha256Hex(id) },
    action: fitted('action', entry.action),
    operation: fitted('operation', entry.operation),
    subjects: entry.subjects.filter(isCode).slice(0, mostSubjects),
    codes: Object.fromEntries(
      Object.entries(entry.codes).map(([name, one]) => [fitted('name', name), value(name, one)]),
    ),
  };
  if (unfit.length > 0)
    log.error('audit-value-unfit', {
      operation: recorded.operation,
      names: unfit.map((name) => (isCode(name) ? name : notACode)),
    });
  return recorded;
};

/**
 * The one write that records what the other writes of a transaction do. Where these can be told twice, the entry's id
 * follows from them: it then gets one place in the log, however often it is written.
 */
export const auditWrite = (table: string, entry: Recorded): Write => {
  const parsed = auditEntry.parse(withCodesOnly(entry));
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
  return [...new Set(ids)];
};

/** The entry of one request, from its operation and its path alone, so that no room can forget it. */
export const entryOf = (
  operation: Operation,
  request: { caller: Caller; params: unknown; record: unknown; relation: Relation; at: Date },
  note: AuditNote = {},
): Recorded => ({
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
