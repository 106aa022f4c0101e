import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';
import type { Answer } from './store.ts';
import type { CorsRule } from './types.ts';

interface Ask {
  origin: string;
  method: string;
  headers: string[];
}

/** The answer to a browser's preflight, which is never signed. Throws AccessForbidden where no rule allows it. */
export function preflight(raw: IncomingMessage, rules: CorsRule[] = []): Answer {
  const { origin } = raw.headers;
  const method = raw.headers['access-control-request-method'];
  if (!origin || !method) {
    throw new S3Error('InvalidRequest', 'Insufficient information. Origin request header needed.');
  }
  const headers = (raw.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = rules.find((each) => allows(each, { origin, method, headers }));
  if (!rule) {
    throw new S3Error(
      'AccessForbidden',
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  return {
    status: 200,
    headers: {
      ...grant(rule, origin),
      ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ') }),
      ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    },
  };
}

/** What lets a browser's page read the answer to a request of its own; nothing where no rule allows it. */
export function corsHeaders(raw: IncomingMessage, rules: CorsRule[] = []): Record<string, string> {
  const { origin } = raw.headers;
  const rule = origin && rules.find((each) => allows(each, { origin, method: raw.method ?? 'GET', headers: [] }));
  return rule ? grant(rule, origin) : {};
}

function grant(rule: CorsRule, origin: string): Record<string, string> {
  const anyone = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(!anyone && { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposedHeaders && { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows(rule: CorsRule, { origin, method, headers }: Ask): boolean {
  const fits = (patterns: string[], text: string) => patterns.some((pattern) => matches(pattern, text));
  return (
    rule.allowedMethods.includes(method) &&
    fits(rule.allowedOrigins, origin) &&
    headers.every((name) =>
      fits(
        (rule.allowedHeaders ?? []).map((each) => each.toLowerCase()),
        name,
      ),
    )
  );
}

/** A pattern holds at most one `*`, which stands for any text. */
function matches(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*', 2);
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
