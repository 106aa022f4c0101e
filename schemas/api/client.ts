import type * as z from 'zod';
import type { Language } from '../primitives.ts';
import type { Operation } from './contract.ts';

type In<T> = NonNullable<T> extends z.ZodType ? z.input<NonNullable<T>> : undefined;
type Out<T> = NonNullable<T> extends z.ZodType ? z.output<NonNullable<T>> : undefined;
/** A part of the call that the operation does not take need not be given. */
type Part<Name extends string, T> = undefined extends In<T> ? { [K in Name]?: In<T> } : { [K in Name]: In<T> };

export type CallParts<O extends Operation> = Part<'params', O['params']> &
  Part<'query', O['query']> &
  Part<'body', O['body']> & {
    /** The revision that the change starts from. */
    ifMatch?: number;
    idempotencyKey?: string;
    headers?: Record<string, string>;
  };

/** What a successful call answered. */
export type Reply<O extends Operation> = {
  status: number;
  body: Out<O['answer']>;
  /** The answer as it came: what an operation that answers with a file has. */
  bytes: Uint8Array<ArrayBuffer>;
  revision: number;
  headers: Headers;
};

export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** With `submission-open`: the one that is in progress. */
  submission?: string;
  errors?: { field: string; code: string; message: string }[];
};

/** The API refused: `problem` says why, in the language that was asked for. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly problem: ProblemDocument;
  readonly headers: Headers;
  constructor(problem: ProblemDocument, headers: Headers) {
    super(`${problem.status} ${problem.type}: ${problem.detail ?? problem.title}`);
    this.problem = problem;
    this.headers = headers;
  }
}

/** What is asked for; undefined where the API refuses because it is not there, or with another of these statuses. */
export const ifThere = async <T>(asked: Promise<T>, statuses: readonly number[] = [404]): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiRefusal && statuses.includes(error.problem.status)) return undefined;
    throw error;
  }
};

export type ApiClient = <O extends Operation>(operation: O, parts: CallParts<O>) => Promise<Reply<O>>;

export type ClientOptions = {
  baseUrl: string;
  language: Language;
  /** An access token, or none for what is public. */
  token?: string | (() => Promise<string>);
  fetch?: typeof globalThis.fetch;
};

const addressOf = (baseUrl: string, path: string, params: unknown, query: unknown): URL => {
  const given = (params ?? {}) as Record<string, unknown>;
  const url = new URL(
    path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name]))),
    baseUrl,
  );
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
};

/**
 * Calls the public API by its own contracts: what is sent and what comes back is typed by the operation. Used by the
 * portal, the scripts and the tests alike.
 */
export const apiClient =
  ({ baseUrl, language, token, fetch = globalThis.fetch }: ClientOptions): ApiClient =>
  async (operation, parts) => {
    const { params, query, body } = parts as { params?: unknown; query?: unknown; body?: unknown };
    const bearer = typeof token === 'function' ? await token() : token;
    const needsKey = operation.idempotencyKey === 'required' || parts.idempotencyKey !== undefined;
    const response = await fetch(addressOf(baseUrl, operation.path, params, query), {
      method: operation.method,
      headers: {
        accept: 'application/json',
        'accept-language': language,
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(parts.ifMatch !== undefined && { 'if-match': `"${parts.ifMatch}"` }),
        ...(needsKey && { 'idempotency-key': parts.idempotencyKey ?? globalThis.crypto.randomUUID() }),
        ...parts.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && bytes.length > 0 ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    if (!response.ok) {
      // What answers before the API does (a gateway) knows nothing of problems.
      const told = typeof parsed?.status === 'number';
      const problem = told ? parsed : { type: 'about:blank', title: response.statusText, status: response.status };
      throw new ApiRefusal(problem, response.headers);
    }
    const revision = Number(/"(\d+)"/.exec(response.headers.get('etag') ?? '')?.[1] ?? 0);
    return { status: response.status, body: parsed, bytes, revision, headers: response.headers };
  };
