import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { businessNumber, neq } from '#schemas/identifiers.ts';
import { isoDate } from '#schemas/primitives.ts';
import { Problem, parse, problemDocument } from './problem.ts';

const refusal = (schema: z.ZodType, value: unknown) => {
  try {
    parse(schema, value, 'body');
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('accepted');
};

describe('a refused value', () => {
  const schema = z.strictObject({ bn: businessNumber, neq: neq.optional(), on: isoDate });
  it('says where it stands and why, in the language of the caller', () => {
    const problem = refusal(schema, { bn: '123456783', on: '2026-02-30', surprise: 1 });
    const french = problemDocument(problem, 'fr', '/v1/x');
    const english = problemDocument(problem, 'en', '/v1/x');
    expect(french.errors?.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'body.bn bn-check-digit',
      'body.on invalid-format',
      'body.surprise unrecognized-keys',
    ]);
    expect(french.status).toBe(422);
    for (const [index, error] of (french.errors ?? []).entries()) {
      expect(error.message.length).toBeGreaterThan(10);
      expect(error.message).not.toBe(english.errors?.[index]?.message);
    }
  });
  it('that could have had several forms is told by the field of the nearest one', () => {
    const either = z.strictObject({
      from: z.union([z.strictObject({ after: z.int() }), z.strictObject({ since: isoDate })]),
    });
    const fields = (from: unknown) => refusal(either, { from }).fields.map(({ field, code }) => `${field} ${code}`);
    expect(fields({})).toEqual(['body.from.after invalid-type']);
    expect(fields({ after: 1, since: '2026-01-01' })).toEqual(['body.from.since unrecognized-keys']);
    expect(fields({ since: 'x' })).toEqual(['body.from.since invalid-format']);
    expect(fields(7)).toEqual(['body.from invalid-union']);
  });
  it('is normalised rather than refused for its spaces, hyphens and lower case', () => {
    expect(businessNumber.parse(' 123 026-635 rc0001')).toBe('123026635RC0001');
    expect(neq.parse('11 4567 8901')).toBe('1145678901');
  });
});
