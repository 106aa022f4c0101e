import * as z from 'zod';
import { tooLarge } from './body.ts';
import { S3Error } from './errors.ts';

const condition = z.union([
  z.tuple([
    z.string().toLowerCase().pipe(z.literal('content-length-range')),
    z.coerce.number().int().nonnegative(),
    z.coerce.number().int().nonnegative(),
  ]),
  z.tuple([
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['eq', 'starts-with'])),
    z.string().startsWith('$'),
    z.string(),
  ]),
  z.record(z.string(), z.string()).refine((each) => Object.keys(each).length === 1),
]);
const document = z.strictObject({ expiration: z.iso.datetime(), conditions: z.array(condition).min(1) });

/** What a form may post: everything it says must be covered, nothing may contradict it. */
export interface PostPolicy {
  /** ms since the epoch */
  expires: number;
  rules: { match: 'eq' | 'starts-with'; field: string; value: string }[];
  /** Bytes, both inclusive. */
  sizes: { least: number; most: number }[];
}

/** Fields that need no condition: they hold the policy itself, or the client keeps them to itself. */
const free = (field: string) => ['policy', 'x-amz-signature', 'file'].includes(field) || field.startsWith('x-ignore-');

/** From the form's base64 `policy`. Throws InvalidPolicyDocument. */
export function readPolicy(encoded: string): PostPolicy {
  const invalid = (why: string) => new S3Error('InvalidPolicyDocument', `Invalid Policy: ${why}`);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
  const read = document.safeParse(json);
  if (!read.success) throw invalid(z.prettifyError(read.error));
  const policy: PostPolicy = { expires: Date.parse(read.data.expiration), rules: [], sizes: [] };
  for (const each of read.data.conditions) {
    if (!Array.isArray(each)) {
      for (const [field, value] of Object.entries(each)) {
        policy.rules.push({ match: 'eq', field: field.toLowerCase(), value });
      }
    } else if (each[0] === 'content-length-range') policy.sizes.push({ least: each[1], most: each[2] });
    else policy.rules.push({ match: each[0], field: each[1].slice(1).toLowerCase(), value: each[2] });
  }
  return policy;
}

/**
 * Holds a form to its policy: not expired, every condition true, every field covered by a condition.
 * `fields` by lower-case name, `bucket` among them. Throws AccessDenied that names the condition or the field.
 */
export function assertAllowed(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: number): void {
  if (now > policy.expires) throw denied('Policy expired.');
  for (const { match, field, value } of policy.rules) {
    const given = fields.get(field);
    // A form may name several content types at once; each must fit.
    const parts = field === 'content-type' ? given?.split(/,\s*/) : given === undefined ? undefined : [given];
    const fits = match === 'eq' ? given === value : parts?.every((part) => part.startsWith(value));
    if (!fits) throw denied(`Policy Condition failed: ${JSON.stringify([match, `$${field}`, value])}`);
  }
  const covered = new Set(policy.rules.map(({ field }) => field));
  const extra = [...fields.keys()].filter((field) => field !== 'bucket' && !free(field) && !covered.has(field));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

export const largestAllowed = ({ sizes }: PostPolicy) =>
  Math.min(...sizes.map(({ most }) => most), Number.MAX_SAFE_INTEGER);

/** Throws EntityTooSmall or EntityTooLarge. */
export function assertSize({ sizes }: PostPolicy, size: number): void {
  for (const { least, most } of sizes) {
    if (size > most) throw tooLarge(most, size);
    if (size < least) {
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        elements: { ProposedSize: String(size), MinSizeAllowed: String(least) },
      });
    }
  }
}

const denied = (why: string) => new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);
