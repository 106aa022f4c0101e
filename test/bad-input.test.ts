import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suppliers } from '#samples/suppliers/index.ts';
import type { Operation } from '#schemas/api/contract.ts';
import { createSubmission, createSupplier, readSubmission } from '#schemas/api/intake.ts';
import { operations } from '#schemas/api/operations.ts';
import type { Language } from '#schemas/primitives.ts';
import { loadNetwork } from '../scripts/network/load.ts';
import { type Network, openNetwork } from '../scripts/network/open.ts';
import { prepare } from '../scripts/prepare.ts';

/** Bodies in all; `npm run test:long` sends 10,000. */
const bodies = Number(process.env.PASSERELLE_BODIES ?? 2_500);

const sample = suppliers[0]!;
const operator = 'sample-isabelle-cote';
let dir: string;
let network: Network;
let supplier: `sup_${string}`;
let submission: `sub_${string}`;
const tokens = new Map<string, string>();

beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-bad-input-'));
  // One person sends what thousands would.
  network = await openNetwork({ dir, environment: { LIMITS: '{"times":1000}' } });
  await loadNetwork(network.as(operator));
  const api = network.as(sample.person);
  const { body } = await api(createSupplier, { body: { name: 'Essai', language: 'fr' } });
  supplier = body.supplier;
  submission = (await api(createSubmission, { params: { supplier }, body: { kind: 'first' } })).body.submission;
  for (const person of [sample.person, operator, 'sample-marieclaude-roy', 'sample-karen-mitchell'])
    tokens.set(person, await network.runtime.tokenFor(person));
}, 180_000);
afterAll(async () => {
  await network?.runtime.stop();
  rmSync(dir, { recursive: true, force: true });
});

type Sent = {
  method?: string;
  path: string;
  body?: string;
  headers?: Record<string, string>;
  person?: string;
  language?: Language;
};
const send = async ({ method = 'POST', path, body, headers = {}, person = sample.person, language = 'fr' }: Sent) => {
  const response = await fetch(new URL(path, network.runtime.apiUrl), {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(person)}`,
      'accept-language': language,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    ...(body !== undefined && method !== 'GET' && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    problem: text ? JSON.parse(text) : {},
  };
};

/** Real ids where there are some, so that bodies get past the question whether the record exists. */
const pathOf = ({ path }: Operation): string =>
  path
    .replace('{supplier}', supplier)
    .replace('{submission}', submission)
    .replace('{institution}', 'city-of-toronto')
    .replace('{definition}', 'city-of-toronto')
    .replace(/\{(\w+)\}/g, 'unknown');

const personFor = ({ action }: Operation): string => {
  if (/^(?:institution|definition|endpoint|vendor|network|breach)\b/.test(action)) return operator;
  return /^case\b/.test(action) ? 'sample-marieclaude-roy' : sample.person;
};

describe('what is wrong in a request', () => {
  const put = (body: unknown, headers: Record<string, string> = {}) =>
    send({ method: 'PATCH', path: `/v1/submissions/${submission}/answers`, body: JSON.stringify(body), headers });

  it.each<[string, () => Promise<{ status: number; problem: { type: string } }>, number, string]>([
    ['malformed JSON', () => send({ path: '/v1/suppliers', body: '{"name":' }), 400, 'malformed-json'],
    ['a wrong type', () => send({ path: '/v1/suppliers', body: '{"name":7,"language":"fr"}' }), 422, 'invalid'],
    [
      'an unknown field',
      () => send({ path: '/v1/suppliers', body: '{"name":"a","language":"fr","role":"operator"}' }),
      422,
      'invalid',
    ],
    ['a body too large', () => send({ path: '/v1/suppliers', body: `"${'x'.repeat(300_000)}"` }), 413, 'too-large'],
    [
      'another media type',
      () => send({ path: '/v1/suppliers', body: '<a/>', headers: { 'content-type': 'text/xml' } }),
      415,
      'unsupported-media-type',
    ],
    ['no version named', () => put({ revenueCad: 1 }), 428, 'if-match-required'],
    ['a stale version', () => put({ revenueCad: 1 }, { 'if-match': '"0"' }), 412, 'stale-version'],
    [
      'an id nobody has',
      () => send({ method: 'GET', path: '/v1/submissions/sub_00000000000000000000000000' }),
      404,
      'not-found',
    ],
    ['an id that cannot be', () => send({ method: 'GET', path: '/v1/submissions/1%27%20OR%201' }), 404, 'not-found'],
    [
      'another person’s record',
      () => send({ method: 'GET', path: `/v1/submissions/${submission}`, person: 'sample-karen-mitchell' }),
      404,
      'not-found',
    ],
    [
      'a step too early',
      () => send({ path: `/v1/submissions/${submission}/appeal`, body: '{"grounds":"x"}' }),
      409,
      'wrong-state',
    ],
    [
      'no key',
      () => send({ path: '/v1/suppliers', body: '{"name":"a","language":"fr"}', headers: { 'idempotency-key': ' ' } }),
      400,
      'idempotency-key-required',
    ],
    [
      'a token that is none',
      () => send({ path: '/v1/suppliers', body: '{}', headers: { authorization: 'Bearer x.y.z' } }),
      401,
      'unauthenticated',
    ],
  ])('%s is told as a problem', async (_, sending, status, code) => {
    const answer = await sending();
    expect([answer.status, answer.problem.type]).toEqual([status, `/problems/${code}`]);
  });

  it('in a submission is told field by field, in the language of the person', async () => {
    const { revision } = await network.as(sample.person)(readSubmission, { params: { submission } });
    const kept = await put(
      { identity: { legalName: 'Essai', businessNumber: '123456783', email: 'a@example.ca' }, foundedOn: '2026-02-30' },
      { 'if-match': `"${revision}"` },
    );
    expect(kept.status).toBe(200);
    const french = await send({ path: `/v1/submissions/${submission}/submit` });
    const english = await send({ path: `/v1/submissions/${submission}/submit`, language: 'en' });
    expect(french.status).toBe(422);
    const fields = french.problem.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(
      expect.arrayContaining([expect.stringContaining('businessNumber'), expect.stringContaining('foundedOn')]),
    );
    expect(french.problem.errors[0].message).not.toBe(english.problem.errors[0].message);
  });

  it('never becomes our fault: generated bodies always get an answer that can be acted on', async () => {
    const taking = operations.filter(({ body, method }) => body && method !== 'GET');
    const each = Math.ceil(bodies / taking.length);
    const faults: string[] = [];
    let sent = 0;
    for (const operation of taking) {
      const generated = fc.sample(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.object().map((value) => JSON.stringify(value)),
        ),
        each,
      );
      for (let i = 0; i < generated.length; i += 20)
        await Promise.all(
          generated.slice(i, i + 20).map(async (body) => {
            const answer = await send({
              method: operation.method,
              path: pathOf(operation),
              body,
              person: personFor(operation),
              ...(operation.ifMatch && { headers: { 'if-match': '"1"' } }),
            });
            sent += 1;
            const acted =
              answer.status < 300 || (answer.status < 500 && answer.type.startsWith('application/problem+json'));
            if (!acted || (answer.status >= 400 && !answer.problem.title))
              faults.push(`${answer.status} ${operation.name} ${body}`);
          }),
        );
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(bodies);
  }, 300_000);
});
