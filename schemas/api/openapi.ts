import * as z from 'zod';
import type { Language } from '../primitives.ts';
import { type ProblemCode, problems } from '../problems.ts';
import type { Operation } from './contract.ts';

type Json = Record<string, unknown>;

/** The problem document of RFC 9457, as every refusal of the API. */
export const problemSchema = z
  .object({
    type: z.string().meta({ examples: Object.keys(problems).map((code) => `/problems/${code}`) }),
    title: z.string(),
    status: z.int(),
    instance: z.string(),
    detail: z.string().optional(),
    submission: z.string().optional().meta({ description: 'submission-open: the one in progress' }),
    errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
};

const parameters = (where: 'path' | 'query', schema: z.ZodType | undefined): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: one,
  }));
};

const header = (name: string, required: boolean, description: string): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

/** The refusals that an operation can answer with, beyond those of its own rules. */
const refusals = (operation: Operation): ProblemCode[] => [
  'unauthenticated',
  'forbidden',
  'not-found',
  'too-many-requests',
  ...(operation.body ? (['malformed-json', 'unsupported-media-type', 'too-large', 'invalid'] as const) : []),
  ...(operation.ifMatch ? (['if-match-required', 'stale-version'] as const) : []),
  ...(operation.idempotencyKey ? (['idempotency-key-required', 'idempotency-key-reused'] as const) : []),
  ...(operation.method === 'GET' ? [] : (['wrong-state'] as const)),
];

const responses = (operation: Operation, language: Language): Json => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of refusals(operation))
    byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  const success = operation.status ?? (operation.answer || operation.media ? 200 : 204);
  return {
    [success]: {
      description: operation.summary[language],
      ...(operation.media && {
        content: Object.fromEntries(
          operation.media.map((one) => [one, { schema: { type: 'string', format: 'binary' } }]),
        ),
      }),
      ...(operation.answer && { content: { 'application/json': { schema: jsonSchema(operation.answer, 'output') } } }),
    },
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [
        status,
        {
          description: codes.map((code) => problems[code].title[language]).join(' / '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  };
};

/** OpenAPI 3.1 of the operations, in one language; generated, never typed by hand. */
export const openApi = (operations: readonly Operation[], language: Language): Json => {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    (paths[operation.path] as Json)[operation.method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary[language],
      'x-action': operation.action,
      parameters: [
        ...parameters('path', operation.params),
        ...parameters('query', operation.query),
        ...(operation.ifMatch ? [header('If-Match', true, 'ETag')] : []),
        ...(operation.idempotencyKey
          ? [header('Idempotency-Key', operation.idempotencyKey === 'required', '1–128 characters')]
          : []),
      ],
      ...(operation.body && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: jsonSchema(operation.body, 'input') } },
        },
      }),
      responses: responses(operation, language),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Passerelle',
      version: '1.0.0',
      description: {
        fr: 'Certifié une fois, reconnu selon la définition de chaque institution.',
        en: 'Certify once; be recognized under every institution’s own definition.',
      }[language],
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
};
