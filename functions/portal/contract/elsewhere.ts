import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { languageOf, securityHeaders } from '#platform/http.ts';
import { Problem, problemDocument } from '#platform/problem.ts';
import { operations } from '#schemas/api/operations.ts';
import { problems } from '#schemas/problems.ts';

const routes = operations.map(({ method, path }) => ({
  method,
  takes: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** What can be asked of a path; nothing where the contract has no such path. */
export const allowedAt = (path: string): string[] => {
  const methods = routes.filter(({ takes }) => takes.test(path)).map(({ method }) => String(method));
  if (methods.length === 0) return [];
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
};

/** 404 where there is nothing, 405 where there is something else to be asked. */
export const refusalAt = (
  event: APIGatewayProxyEventV2,
  allowed: readonly string[],
): APIGatewayProxyStructuredResultV2 => {
  const problem = new Problem(allowed.length > 0 ? 'method-not-allowed' : 'not-found');
  const language = languageOf(event);
  return {
    statusCode: problems[problem.code].status,
    headers: {
      ...securityHeaders,
      ...(allowed.length > 0 && { allow: allowed.join(', ') }),
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
    },
    body: JSON.stringify(problemDocument(problem, language, event.rawPath)),
  };
};

const passedOn = ['accept', 'accept-language', 'authorization', 'if-none-match'];

/** What GET answers, without its body (RFC 9110, 9.3.2): asked of the API itself, by whoever asks. */
export const headOf = async (
  event: APIGatewayProxyEventV2,
  api: string,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const address = new URL(event.rawPath, api);
  address.search = event.rawQueryString;
  const headers = passedOn.flatMap((name): [string, string][] => {
    const value = event.headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  const answer = await fetch(address, { headers, redirect: 'manual' });
  await answer.body?.cancel();
  const kept = [...answer.headers].filter(
    ([name]) => !/^(connection|keep-alive|date|transfer-encoding|content-length|content-encoding)$/.test(name),
  );
  return { statusCode: answer.status, headers: Object.fromEntries(kept) };
};
