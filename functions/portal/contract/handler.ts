import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { languageOf, securityHeaders } from '#platform/http.ts';
import { openApi } from '#schemas/api/openapi.ts';
import { operations } from '#schemas/api/operations.ts';

/** The contract as it stands in this very program, in the caller's language; made once per language. */
const documents = new Map<string, string>();

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const language = languageOf(event);
  const body = documents.get(language) ?? JSON.stringify(openApi(operations, language));
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
