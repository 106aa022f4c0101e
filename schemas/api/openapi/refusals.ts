import { authorisation, type Role } from '../../authorisation.ts';
import type { Language } from '../../primitives.ts';
import { type ProblemCode, problems } from '../../problems.ts';
import type { Operation } from '../contract.ts';
import type { Json } from './components.ts';

/** Whether it needs no token. */
export const isPublic = ({ action }: Operation): boolean => 'anyone' in (authorisation[action] satisfies object);

export const rolesOf = ({ action }: Operation): readonly Role[] => Object.keys(authorisation[action]) as Role[];

const hasCursor = ({ query }: Operation): boolean => {
  const shape = query && 'shape' in query ? query.shape : undefined;
  return typeof shape === 'object' && shape !== null && 'cursor' in shape;
};

/** What an operation can be refused with: this follows from its contract, but for the refusals that it names as its own. */
const refusalsOf = (operation: Operation): ProblemCode[] => [
  'unauthenticated',
  ...(isPublic(operation) ? [] : (['forbidden'] as const)),
  ...(isPublic(operation) && !operation.path.includes('{') ? [] : (['not-found'] as const)),
  ...(operation.query || operation.body || operation.method !== 'GET' ? (['invalid'] as const) : []),
  ...(hasCursor(operation) ? (['invalid-cursor'] as const) : []),
  ...(operation.body ? (['malformed-json', 'unsupported-media-type', 'too-large'] as const) : []),
  ...(operation.media ? (['too-large'] as const) : []),
  ...(operation.ifMatch ? (['if-match-required'] as const) : []),
  ...(operation.idempotencyKey ? (['idempotency-key-required', 'idempotency-key-reused'] as const) : []),
  ...(operation.method === 'GET' ? [] : (['wrong-state', 'already-exists', 'stale-version'] as const)),
  ...(operation.refusals ?? []),
  'too-many-requests',
  'internal',
  ...(operation.method === 'GET' ? [] : (['outcome-unknown'] as const)),
  'busy',
];

const headerRefs = (...names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const headersOf: Readonly<Record<number, readonly string[]>> = { 401: ['WWW-Authenticate'], 429: ['Retry-After'] };

/** Responses to what is refused: those that many operations have in common, under one name each. */
export const sharedRefusals = (language: Language, problem: Json) => {
  const named = new Map<string, { name: string; response: Json }>();
  const used = new Set<ProblemCode>();
  const nameFor = (status: number) => {
    const before = [...named.values()].filter(({ name }) => name.startsWith(`Refused${status}`)).length;
    return before === 0 ? `Refused${status}` : `Refused${status}-${before + 1}`;
  };
  const responseTo = (status: number, codes: readonly ProblemCode[]): Json => {
    const key = codes.join(' ');
    const content = {
      schema: problem,
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    };
    const response = {
      description: codes.map((code) => problems[code].title[language]).join(' / '),
      headers: headerRefs('Content-Language', ...(headersOf[status] ?? [])),
      content: { 'application/problem+json': content },
    };
    for (const code of codes) used.add(code);
    const { name } = named.get(key) ?? { name: nameFor(status) };
    named.set(key, { name, response });
    return { $ref: `#/components/responses/${name}` };
  };
  return {
    /** By status. */
    of: (operation: Operation): Json => {
      const byStatus = Map.groupBy(new Set(refusalsOf(operation)), (code) => problems[code].status);
      return Object.fromEntries([...byStatus].map(([status, codes]) => [status, responseTo(status, codes)]));
    },
    codes: (): ReadonlySet<ProblemCode> => used,
    components: (): Json => Object.fromEntries([...named.values()].map(({ name, response }) => [name, response])),
  };
};

/** One example of each refusal. */
export const problemExamples = (codes: Iterable<ProblemCode>, language: Language): Json =>
  Object.fromEntries(
    [...codes].map((code) => {
      const { status, title } = problems[code];
      const value = { type: `/problems/${code}`, title: title[language], status, instance: '/v1/institutions/essai' };
      return [code, { summary: title[language], value }];
    }),
  );

/** Responses to what succeeds, and to who has it already. */
export const successResponses = (operation: Operation, language: Language, content: Json | undefined): Json => {
  const names = operation.responseHeaders ?? [];
  const status = operation.status ?? (operation.answer || operation.media ? 200 : 204);
  const replayed = operation.idempotencyKey && operation.idempotencyKey !== 'once' ? ['Idempotent-Replay'] : [];
  const headers = [...names, ...replayed];
  return {
    [status]: {
      description: operation.summary[language],
      ...(headers.length > 0 && { headers: headerRefs(...headers) }),
      ...(content && { content }),
    },
    ...(operation.notModified && {
      304: {
        description: { fr: 'Rien de nouveau depuis cet ETag.', en: 'Nothing is new since that ETag.' }[language],
        headers: headerRefs(...names),
      },
    }),
  };
};
