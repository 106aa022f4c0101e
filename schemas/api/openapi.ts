import type * as z from 'zod';
import { scopeOf } from '../authorisation.ts';
import type { Language } from '../primitives.ts';
import type { Operation } from './contract.ts';
import { type Json, sharedSchemas } from './openapi/components.ts';
import { examples } from './openapi/examples.ts';
import { headers, parameters as shared, tags } from './openapi/fixed.ts';
import { namesOf } from './openapi/names.ts';
import { problemSchema } from './openapi/problem.ts';
import { isPublic, problemExamples, rolesOf, sharedRefusals, successResponses } from './openapi/refusals.ts';
import { webhooks } from './openapi/webhooks.ts';
import { tagOf } from './operations.ts';

/** Where this deployment answers, and where an institution’s system gets its token. */
export type Deployment = { api: string; token: string };

/** The scopes that a system can have been given: as the provider writes them. */
const systemScopes = {
  'passerelle/feed.read': { fr: 'Lire le fil et les fournisseurs', en: 'Read the feed and the vendors' },
  'passerelle/feed.replay': { fr: 'Demander une rediffusion', en: 'Ask for a replay' },
} as const;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const security = (operation: Operation): Json[] => {
  if (isPublic(operation)) return [];
  const roles = rolesOf(operation);
  const scope = scopeOf(operation.action);
  return [
    ...(roles.includes('system') ? [{ system: scope ? [scope] : [] }] : []),
    ...(roles.some((role) => role !== 'system') ? [{ person: [] }] : []),
  ];
};

/** OpenAPI 3.1 of the operations, in one language; generated, never typed by hand. */
export const openApi = (operations: readonly Operation[], language: Language, { api, token }: Deployment): Json => {
  const { use, settle } = sharedSchemas(namesOf(operations));

  const parameters = (where: 'path' | 'query', schema: z.ZodType | undefined): Json[] => {
    if (!schema) return [];
    const { required = [] } = use(schema, 'input') as { required?: string[] };
    // What it is once it is read: a number, where the address holds digits.
    const { properties = {} } = use(schema, 'output') as { properties?: Json };
    return Object.entries(properties).map(([name, one]) => {
      const { description, ...rest } = isJson(one) ? one : {};
      return {
        ...{ name, in: where, required: where === 'path' || required.includes(name) },
        ...(description !== undefined && { description }),
        schema: rest,
      };
    });
  };
  const named = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  const given = (operation: Operation): Json[] => [
    ...parameters('path', operation.params),
    ...parameters('query', operation.query),
    ...(operation.ifMatch ? [named(operation.ifMatch === true ? 'If-Match' : 'If-Match-Optional')] : []),
    ...(operation.notModified ? [named('If-None-Match')] : []),
    ...(operation.idempotencyKey
      ? [named(operation.idempotencyKey === 'required' ? 'Idempotency-Key' : 'Idempotency-Key-Optional')]
      : []),
    named('Accept-Language'),
  ];
  const json = (schema: z.ZodType, io: 'input' | 'output', example: unknown): Json => ({
    'application/json': { schema: use(schema, io), ...(example !== undefined && { example }) },
  });
  const contentOf = ({ name, media, answer }: Operation): Json | undefined => {
    if (answer) return json(answer, 'output', examples.get(name)?.answer);
    const file = { schema: { type: 'string', format: 'binary' } };
    return media && Object.fromEntries(media.map((one) => [one, file]));
  };

  const refused = sharedRefusals(language, use(problemSchema, 'output'));
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    (paths[operation.path] as Json)[operation.method.toLowerCase()] = {
      operationId: operation.name,
      tags: [tagOf(operation)],
      summary: operation.summary[language],
      'x-action': operation.action,
      security: security(operation),
      parameters: given(operation),
      ...(operation.body && {
        requestBody: {
          required: true,
          content: json(operation.body, 'input', examples.get(operation.name)?.body),
        },
      }),
      responses: {
        ...successResponses(operation, language, contentOf(operation)),
        ...refused.of(operation),
      },
    };
  }
  const {
    document: { responses, ...document },
    schemas,
  } = settle({ paths, webhooks: webhooks(language, use), responses: refused.components() });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Passerelle',
      version: '1.0.0',
      description: {
        fr: 'Certifié une fois, reconnu selon la définition de chaque institution.',
        en: 'Certify once; be recognized under every institution’s own definition.',
      }[language],
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: api, description: { fr: 'Ce déploiement', en: 'This deployment' }[language] }],
    tags: tags(language),
    ...document,
    components: {
      securitySchemes: {
        system: {
          type: 'oauth2',
          description: {
            fr: 'Le système d’une institution, avec son client technique.',
            en: 'A system of an institution, with its own client.',
          }[language],
          flows: {
            clientCredentials: {
              tokenUrl: token,
              scopes: Object.fromEntries(
                Object.entries(systemScopes).map(([scope, words]) => [scope, words[language]]),
              ),
            },
          },
        },
        person: {
          ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          description: {
            fr: 'Une personne, avec le jeton de sa connexion au portail.',
            en: 'A person, with the token of their sign-in to the portal.',
          }[language],
        },
      },
      parameters: shared(language),
      headers: headers(language),
      responses,
      examples: problemExamples(refused.codes(), language),
      schemas,
    },
  };
};
