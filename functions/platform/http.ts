import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Language } from '#schemas/primitives.ts';
import { Problem } from './problem.ts';

/** Largest JSON body that any operation takes, in bytes. Files never pass through here. */
export const maximumBodyBytes = 256 * 1024;

/** No form is nested deeper than this; what is would only exhaust the stack of whoever walks it. */
const maximumDepth = 32;

const nestedTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumDepth) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
};

export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  vary: 'Accept-Language, Authorization',
} as const;

/** `Content-Disposition` of a file that is saved under its own name, whatever letters that has (RFC 6266, RFC 8187). */
export const attachment = (fileName: string): string => {
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
};

/** The first of French and English by the caller's weights; English where neither is named. */
export const languageOf = (event: Pick<APIGatewayProxyEventV2, 'headers'>): Language => {
  const ranked = (event.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters
        .find((text) => text.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      return { tag: tag.slice(0, 2), weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ tag, weight }) => weight > 0 && (tag === 'fr' || tag === 'en'))
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag === 'fr' ? 'fr' : 'en';
};

/** The parsed JSON body; refuses another media type, bytes that are not UTF-8, oversize, absurd nesting and malformed JSON. */
export const bodyOf = (event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>): unknown => {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw new Problem('unsupported-media-type');
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBodyBytes) throw new Problem('too-large');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed-json');
  }
  if (nestedTooDeep(value)) throw new Problem('malformed-json');
  return value;
};
