import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { languageOf, securityHeaders } from '#platform/http.ts';
import { openApi } from '#schemas/api/openapi.ts';
import { operations } from '#schemas/api/operations.ts';
import { allowedAt, headOf, refusalAt } from './elsewhere.ts';

const env = environment({
  API_URL: z.url(),
  /** Where the client of an institution's system gets its token. */
  TOKEN_URL: z.url(),
});

/** The contract as it stands in this very program, in the caller's language; made once per language. */
const documents = new Map<string, string>();

const contract = (event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 => {
  const language = languageOf(event);
  const body =
    documents.get(language) ??
    JSON.stringify(openApi(operations, language, { api: env.API_URL, token: env.TOKEN_URL }));
  documents.set(language, body);
  return {
    statusCode: 200,
    headers: {
      ...securityHeaders,
      'cache-control': 'public, max-age=300',
      'content-type': 'application/json; charset=utf-8',
      'content-language': language,
    },
    body,
  };
};

/** The contract, and whatever is asked of the API that the contract does not hold. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const { method } = event.requestContext.http;
  if (event.routeKey === 'GET /v1/openapi.json') return contract(event);
  const allowed = allowedAt(event.rawPath);
  if (method === 'HEAD' && allowed.includes('HEAD')) return headOf(event, env.API_URL);
  if (method === 'OPTIONS' && allowed.length > 0)
    return { statusCode: 204, headers: { ...securityHeaders, allow: allowed.join(', ') } };
  return refusalAt(event, allowed);
};
