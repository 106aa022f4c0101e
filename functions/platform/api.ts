import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Operation } from '#schemas/api/contract.ts';
import { allows, inScope, type Relation } from '#schemas/authorisation.ts';
import type { Language } from '#schemas/primitives.ts';
import { problems } from '#schemas/problems.ts';
import type { Admission } from './admission.ts';
import { type AuditNote, auditWrite, entryOf, isAudited } from './audit.ts';
import { type Caller, type CallerOf, nobody } from './caller.ts';
import type { Clock } from './clock.ts';
import { bodyOf, languageOf, securityHeaders } from './http.ts';
import { answeredBefore, idempotently } from './idempotency.ts';
import { log } from './log.ts';
import { Problem, parse, problemDocument } from './problem.ts';
import { commit, type Write, wroteNothing } from './tables.ts';

type Parsed<T> = NonNullable<T> extends z.ZodType ? z.infer<NonNullable<T>> : undefined;

/** What a handler is given: everything parsed, the caller verified and allowed. */
export type Request<O extends Operation = Operation, Record = unknown> = {
  params: Parsed<O['params']>;
  query: Parsed<O['query']>;
  body: Parsed<O['body']>;
  caller: Caller;
  relation: Relation;
  /** What `subject` loaded. */
  record: Record;
  language: Language;
  at: Date;
  /** The version that the caller starts from, when the operation asks for one; 0 where they need not say and do not. */
  ifMatch: number;
  headers: Readonly<Partial<globalThis.Record<string, string>>>;
};

/**
 * What a handler answers. It writes nothing itself: `writes` are committed in one transaction, together with the
 * idempotency record, with the audit entry, so an acknowledged request is wholly there and a refused one has changed nothing.
 */
export type Answer<O extends Operation = Operation> = {
  body?: z.input<NonNullable<O['answer']>>;
  writes?: readonly Write[];
  /**
   * Takes back what the handler has done outside of the transaction, such as a client made at the identity provider: run
   * when the caller will not be told that it was done. A handler does such a thing last of all, once nothing more can be
   * refused; what can wait is left to a consumer of the stream instead.
   */
  takeBack?: () => Promise<void>;
  /** Added to the audit entry that is written with `writes`: ids and codes, never anything about a person. */
  audit?: AuditNote;
  /** A file in the place of JSON, for operations that name their media. */
  file?: { type: string; name: string; bytes: Uint8Array };
  /** Sets the ETag. */
  revision?: number;
  headers?: Readonly<globalThis.Record<string, string>>;
  status?: number;
};

export type Route<O extends Operation = Operation, Record = unknown> = {
  operation: O;
  /**
   * Loads the record that the request is about and says how the caller stands to it; `undefined` when there is none.
   * The one place where a relation is decided.
   */
  subject: (
    request: Pick<Request<O>, 'params' | 'query' | 'caller' | 'at'>,
  ) => Promise<{ relation: Relation; record: Record } | undefined>;
  handle: (request: Request<O, Record>) => Promise<Answer<O>>;
};

/** Ties an operation to its handler, with every type inferred from the contract. */
export const route = <O extends Operation, Record>(
  operation: O,
  how: Omit<Route<O, Record>, 'operation'>,
): Route<O, Record> => ({ operation, ...how });

// biome-ignore lint/suspicious/noExplicitAny: a list of routes holds operations of every shape
export type AnyRoute = Route<any, any>;

export type ApiDependencies = {
  db: DynamoDBDocumentClient;
  callerOf: CallerOf;
  clock: Clock;
  idempotencyTable: string;
  /** Where each change, and each read that the contract names, leaves its entry. */
  auditTable: string;
  /** Counts requests against the limits. */
  admission?: Admission;
};

const refuse = (operation: Operation, caller: Caller, relation: Relation): Problem => {
  if (caller === nobody) return new Problem('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } });
  // A member or a holder already knows that the record exists; to everyone else it might as well not.
  const knows = relation !== 'none' && relation !== 'conflict';
  return new Problem(knows || !operation.path.includes('{') ? 'forbidden' : 'not-found');
};

const ifMatchOf = (operation: Operation, header: string | undefined): number => {
  if (!operation.ifMatch) return 0;
  if (!header && operation.ifMatch === 'optional') return 0;
  if (!header) throw new Problem('if-match-required');
  const revision = Number(/^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(revision)) throw new Problem('stale-version');
  return revision;
};

/** A function answers with at most 6 MB of text, and base64 adds a third. */
const maximumFileBytes = 4_400_000;

/** A body that is answered again, the very same object, was filtered and written before. */
const written = new WeakMap<object, { operation: Operation; text: string }>();
const textOf = (operation: Operation, schema: z.ZodType, body: unknown): string => {
  const key = typeof body === 'object' && body !== null ? body : undefined;
  const known = key && written.get(key);
  if (known?.operation === operation) return known.text;
  const text = JSON.stringify(schema.parse(body));
  if (key) written.set(key, { operation, text });
  return text;
};

const answerWith = (operation: Operation, answer: Answer): APIGatewayProxyStructuredResultV2 => {
  const status = answer.status ?? operation.status ?? (operation.answer || operation.media ? 200 : 204);
  const headers: Record<string, string> = { ...securityHeaders, ...answer.headers };
  if (answer.revision !== undefined) headers.etag = `"${answer.revision}"`;
  if (answer.file) {
    const { type, name, bytes } = answer.file;
    if (!operation.media?.some((one) => type.startsWith(one)))
      throw new Error(`${operation.name} does not give ${type}`);
    if (bytes.length > maximumFileBytes) throw new Problem('too-large');
    headers['content-type'] = type;
    headers['content-disposition'] = `attachment; filename="${name}"`;
    return { statusCode: status, headers, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
  }
  if (!operation.answer || answer.body === undefined) return { statusCode: status, headers };
  headers['content-type'] ??= 'application/json; charset=utf-8';
  return { statusCode: status, headers, body: textOf(operation, operation.answer, answer.body) };
};

/** Commits; where nobody can know whether it was written, that is what is said. */
const save = async (db: DynamoDBDocumentClient, writes: readonly Write[]): Promise<void> => {
  try {
    await commit(db, writes);
  } catch (error) {
    throw wroteNothing(error) ? error : new Problem('outcome-unknown', { cause: error });
  }
};

/** Whether nothing that was done outside of the transaction is left. */
const takenBack = async ({ takeBack }: Answer): Promise<boolean> => {
  try {
    await takeBack?.();
    return true;
  } catch (error) {
    log.error('not-taken-back', { cause: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
};

/** What the log holds of an error: its kind and where it was thrown, never its message. */
const traceOf = (error: unknown) => ({
  cause: error instanceof Error ? error.name : 'unknown',
  stack:
    (error instanceof Error ? error.stack : undefined)
      ?.split('\n')
      .filter((line) => line.trim().startsWith('at '))
      .slice(0, 8)
      .join(' < ') ?? '',
});

/** The Lambda behind a room's part of the public API. */
export const api = (routes: readonly AnyRoute[], deps: ApiDependencies) => {
  const byKey = new Map(routes.map((one) => [`${one.operation.method} ${one.operation.path}`, one]));

  /**
   * Doing something can end the right to do it: who decides a case holds it no longer. Whoever did it and never read the
   * answer asks again, and gets that answer.
   */
  const repeated = async (operation: Operation, caller: Caller, event: APIGatewayProxyEventV2) => {
    if (caller === nobody || !operation.idempotencyKey || !event.headers['idempotency-key']) return undefined;
    try {
      const body = operation.body && parse(operation.body, bodyOf(event), '');
      return await answeredBefore(deps, { operation, caller, event, body });
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };

  const callerOf = async (event: APIGatewayProxyEventV2): Promise<Caller> => {
    try {
      return await deps.callerOf(event.headers.authorization);
    } catch (error) {
      throw (error instanceof Problem && (await deps.admission?.refusedToken(event))) || error;
    }
  };

  const serve = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const found = byKey.get(event.routeKey);
    if (!found) throw new Problem('not-found');
    const { operation, subject, handle } = found;
    const caller = await callerOf(event);
    // Counted while the record is read: it delays nobody.
    const counted = deps.admission?.request(event, operation, caller);
    const at = deps.clock();
    // A path that cannot be an id is an id that does not exist.
    const params = operation.params?.safeParse(event.pathParameters ?? {});
    if (params && !params.success)
      throw allows(operation.action, caller.roles, 'none')
        ? new Problem('not-found')
        : refuse(operation, caller, 'none');
    const query = operation.query && parse(operation.query, event.queryStringParameters ?? {}, 'query');
    const known = { params: params?.data, query, caller, at };
    const [refusal, about] = await Promise.all([counted, subject(known)]);
    if (refusal) throw refusal;
    const relation = about?.relation ?? 'none';
    const allowed = allows(operation.action, caller.roles, relation);
    if (!about || !allowed) {
      const again = await repeated(operation, caller, event);
      if (again) return again;
      throw allowed ? new Problem('not-found') : refuse(operation, caller, relation);
    }
    if (!inScope(operation.action, caller.roles, caller.scopes)) throw new Problem('forbidden');
    const ifMatch = ifMatchOf(operation, event.headers['if-match']);
    const body = operation.body && parse(operation.body, bodyOf(event), '');
    const language = languageOf(event);
    const request = { ...known, body, relation, record: about.record, language, at, ifMatch, headers: event.headers };
    return idempotently(deps, { operation, caller, event, body }, async (record) => {
      const answer = await handle(request);
      try {
        const result = answerWith(operation, answer);
        const entry = isAudited(operation)
          ? [auditWrite(deps.auditTable, entryOf(operation, request, answer.audit))]
          : [];
        await save(deps.db, [...(answer.writes ?? []), ...record(result), ...entry]);
        return result;
      } catch (error) {
        throw (await takenBack(answer)) ? error : new Problem('outcome-unknown', { cause: error });
      }
    });
  };

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      const problem =
        request.error instanceof Problem ? request.error : new Problem('internal', { cause: request.error });
      if (problems[problem.code].status === 500)
        log.error('request-failed', {
          ...{ route: request.event.routeKey, code: problem.code },
          ...traceOf(problem.cause ?? problem),
        });
      if (['unauthenticated', 'forbidden', 'not-found', 'too-many-requests'].includes(problem.code))
        log.info('refused', { route: request.event.routeKey, code: problem.code });
      const language = languageOf(request.event);
      request.response = {
        statusCode: problems[problem.code].status,
        headers: {
          ...securityHeaders,
          ...problem.headers,
          'content-type': 'application/problem+json; charset=utf-8',
          'content-language': language,
        },
        body: JSON.stringify(problemDocument(problem, language, request.event.rawPath)),
      };
    })
    .handler(serve);
};
