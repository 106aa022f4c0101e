import type * as z from 'zod';
import type { Action } from '../authorisation.ts';
import type { Bilingual } from '../primitives.ts';
import type { ProblemCode } from '../problems.ts';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

/**
 * One operation of the public API, as data: the handler parses by it, the gateway routes by it, the authorisation
 * test walks it, and OpenAPI is generated from it.
 */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** operationId, verb first: `submitSubmission`. */
  name: string;
  method: Method;
  /** `/v1/submissions/{submission}` */
  path: string;
  /** Row of the authorisation table. */
  action: Action;
  summary: Bilingual;
  params?: Params;
  query?: Query;
  body?: Body;
  /** What a success answers with; nothing outside it leaves. */
  answer?: Answer;
  /** Media types of an answer that is a file instead of JSON. */
  media?: readonly string[];
  status?: 200 | 201 | 202 | 204 | 303;
  /** Headers of a success that not every answer has. */
  responseHeaders?: readonly ('ETag' | 'Location' | 'Retry-After' | 'Content-Language')[];
  /** Whoever has what is there already (`If-None-Match`) is answered 304. */
  notModified?: boolean;
  /** Refusals of its own, beside those that follow from the rest of the contract. */
  refusals?: readonly ProblemCode[];
  /** The change names the version it starts from (`If-Match`); `optional`: it is refused where it does and that is not the newest. */
  ifMatch?: boolean | 'optional';
  /**
   * `required` for every POST that makes something. `once`: the answer holds what is told a single time, so it is not
   * kept; a repeat under the same key is refused with `already-exists`. It can be left out.
   */
  idempotencyKey?: 'required' | 'optional' | 'once';
  /** Whether it leaves an entry in the audit log; by default every change does and no `GET`. */
  audited?: boolean;
};

export const operation = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(
  contract: Operation<Params, Query, Body, Answer>,
): Operation<Params, Query, Body, Answer> => contract;
