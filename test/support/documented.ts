import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation } from '#schemas/api/contract.ts';

type Json = Record<string, unknown>;
type Documented = { headers?: Record<string, { $ref: string }>; content?: Record<string, unknown> };

/** Headers that tell a client what to do next: none of them may come without being documented. */
const telling = ['etag', 'location', 'retry-after', 'www-authenticate'];

const pointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** Holds answers against the OpenAPI document that the same network serves. */
export const documentedBy = (document: Json) => {
  const ajv = addFormats.default(new Ajv2020.default({ strict: false, validateFormats: true }));
  ajv.addSchema(document, 'openapi');
  const at = (path: string): unknown =>
    path
      .slice(2)
      .split('/')
      .reduce<unknown>((value, key) => (value as Json)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  const resolved = (path: string): [string, unknown] => {
    const value = at(path) as { $ref?: string } | undefined;
    return value?.$ref ? resolved(value.$ref) : [path, value];
  };

  /** What of an answer is not as it is documented; nothing, where all is. */
  return (
    { path, method }: Pick<Operation, 'path' | 'method'>,
    answer: { status: number; headers: Headers; body: unknown; empty: boolean },
  ): string | undefined => {
    const [place, found] = resolved(`#/paths/${pointer(path)}/${method.toLowerCase()}/responses/${answer.status}`);
    if (!found) return `status ${answer.status} is not documented`;
    const { headers = {}, content = {} } = found as Documented;
    for (const [name, { $ref }] of Object.entries(headers)) {
      const [, header] = resolved($ref) as [string, { required?: boolean }];
      if (header.required && !answer.headers.has(name)) return `${answer.status} has no ${name}`;
    }
    const known = Object.keys(headers).map((name) => name.toLowerCase());
    const extra = telling.find((name) => answer.headers.has(name) && !known.includes(name));
    if (extra) return `${extra} of ${answer.status} is not documented`;
    const type = answer.headers.get('content-type')?.split(';')[0];
    // A gateway may name a type for nothing.
    if (!type || answer.empty) return Object.keys(content).length > 0 ? `${answer.status} has no content` : undefined;
    if (!(type in content)) return `${type} of ${answer.status} is not documented`;
    if (!type.includes('json')) return undefined;
    const schema = { $ref: `openapi${place}/content/${pointer(type)}/schema` };
    const valid = ajv.getSchema(schema.$ref) ?? ajv.compile(schema);
    return valid(answer.body) ? undefined : `body of ${answer.status}: ${ajv.errorsText(valid.errors).slice(0, 300)}`;
  };
};
