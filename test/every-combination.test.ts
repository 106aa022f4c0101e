import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, paginateListUserPoolClients } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { notACode } from '#platform/audit.ts';
import { definitions } from '#samples/definitions/index.ts';
import { suppliers } from '#samples/suppliers/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { listClients } from '#schemas/api/clients.ts';
import type { Operation } from '#schemas/api/contract.ts';
import { createSubmission, createSupplier } from '#schemas/api/intake.ts';
import { operations } from '#schemas/api/operations.ts';
import { claimCase, readCase } from '#schemas/api/review.ts';
import { listAudit } from '#schemas/api/trust.ts';
import type { AuditLine } from '#schemas/audit.ts';
import { authorisation, type Role } from '#schemas/authorisation.ts';
import { answers } from '#schemas/submission.ts';
import { documentedBy } from '#test/support/documented.ts';
import { valueFor } from '#test/support/levels.ts';
import { pairwise } from '#test/support/pairwise.ts';
import { approve, submit } from '../scripts/network/certify.ts';
import { loadNetwork } from '../scripts/network/load.ts';
import { buyerOf, type Network, openNetwork } from '../scripts/network/open.ts';
import { until } from '../scripts/network/patience.ts';
import { prepare } from '../scripts/prepare.ts';

const institution = 'city-of-toronto';
const [first, second, third] = suppliers as [(typeof suppliers)[0], (typeof suppliers)[0], (typeof suppliers)[0]];
const staff = { verifier: 'sample-marieclaude-roy', operator: 'sample-isabelle-cote', buyer: buyerOf(institution) };
const other = 'sample-daniel-okafor';

let dir: string;
let network: Network;
/** What the paths name: records that are there, and what answers have named since. */
const there: Record<string, string> = { institution, definition: institution, page: '1', index: '0', sequence: '1' };
/** Cases that a verifier holds: what is asked of one ends it. */
let cases: { asked: string; decided: string };
let lines: string[] = [];
let documented: ReturnType<typeof documentedBy>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-combinations-'));
  // One person sends what hundreds would.
  network = await openNetwork({ dir, environment: { LIMITS: '{"times":1000}' } });
  const contract = await fetch(`${network.runtime.apiUrl}/v1/openapi.json`);
  documented = documentedBy((await contract.json()) as Record<string, unknown>);
  await loadNetwork(network.as(staff.operator));
  for (const person of [first.person, staff.verifier, staff.operator, staff.buyer])
    tokens.set(person, await network.runtime.tokenFor(person));
  const on = new Date().toISOString().slice(0, 10);
  const sent = await Promise.all(
    [first, second, third].map((sample) => submit(network.as(sample.person), sample, on, sample.id)),
  );
  const [certified, asked, decided] = sent as [(typeof sent)[0], (typeof sent)[0], (typeof sent)[0]];
  await approve(
    network.as(first.person),
    [network.as(staff.verifier), network.as(other)],
    certified.submission,
    first.id,
  );
  cases = { asked: asked.submission, decided: decided.submission };
  const verifier = network.as(staff.verifier);
  for (const { submission } of [asked, decided])
    await until('the case to be in the queue', async () =>
      verifier(claimCase, { params: { submission } }).catch(() => undefined),
    );
  const { body } = await verifier(readCase, { params: { submission: decided.submission } });
  lines = body.checklist.map(({ id }) => id);
  Object.assign(there, {
    supplier: certified.supplier,
    vendor: certified.supplier,
    document: certified.documents[0]!.document,
  });
  Object.assign(there, {
    submission: certified.submission,
    person: other,
    group: 'verifier',
    client: `${institution}-system`,
  });
}, 240_000);
afterAll(async () => {
  await network?.runtime.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** What no acknowledgement is possible of here, and why: other tests lead there. */
const outOfReach: Record<string, string[]> = {
  'the draft is not filled in, and nothing of it was decided': ['submitSubmission', 'answerRequest', 'appealDecision'],
  'the file has been received and handed in': ['permitDocument', 'removeDocument'],
  'the case was ended by the question or the decision before': ['releaseCase', 'readSecond'],
  'nothing was decided without a person': ['makeObservation', 'answerObservation'],
  'somebody else has to confirm it': ['confirmRevocation'],
  'the last draft is not fit to be published': ['publishDraft'],
  'nothing is delivered, and nothing was set aside': ['resendParked', 'replayFeed', 'resumeDelivery', 'testEndpoint'],
  'the log is signed once an hour': ['readAuditHead', 'exportAudit', 'proveInclusion'],
  'no definition may recognize the firm by then': ['readRecognisedVendor'],
  'there is one member, and nobody was invited by this code': ['acceptInvitation', 'changeMember', 'removeMember'],
};

let n = 0;
/** Texts by the name of the field; any other field takes the first two of the rest that it accepts. */
const named: Record<string, () => string[]> = {
  supplier: () => [there.supplier!],
  definition: () => [institution],
  a: () => definitions.map(({ id }) => id),
  b: () => definitions.map(({ id }) => id),
  definitions: () => [
    definitions
      .slice(0, 2)
      .map(({ id }) => id)
      .join(','),
  ],
  suppliers: () => [there.supplier!],
  institution: () => [institution, `essai-${n++}`],
  groups: () => Object.keys(vocabulary.groups),
  'shares{}': () => Object.keys(vocabulary.groups),
  'flags{}': () => Object.keys(vocabulary.flags),
  flag: () => Object.keys(vocabulary.flags),
  certification: () => Object.keys(vocabulary.certifications),
  'findings{}': () => lines,
  businessNumber: () => ['123026635'],
  neq: () => ['1145678901'],
  name: () => ['Société d’essai – Œuvres & Cie'],
  url: () => ['http://127.0.0.1:9/a', 'http://127.0.0.1:9/b'],
  document: () => [there.document!],
  jwt: () => [there.jwt ?? 'a.b.c', 'a.b.c'],
  email: () => [`a${n++}@example.org`],
};
const rest = [
  ...['Déjà vu : « 100 % »\u00a0– 日本', 'essai', 'essai-deux', '2026-01-15', '2026-02-28', '2026-11-22T14:03:00.000Z'],
  ...['https://example.org/a', 'a@example.org', '30171500', '43211500', 'CA-ON-ottawa', 'CA-QC', 'corporation', 'llc'],
  ...[
    'a'.repeat(64),
    `sup_${'0'.repeat(26)}`,
    `inc_${'0'.repeat(26)}`,
    `obs_${'0'.repeat(26)}`,
    `sub_${'0'.repeat(26)}`,
  ],
  ...[`inv_${'a'.repeat(43)}`, 'certificate:wbe-canada'],
];
const texts = (place: string) => {
  const name =
    place
      .replace(/\.\d+$/, '')
      .split('.')
      .at(-1) ?? '';
  return [...(named[name]?.() ?? []), ...rest];
};

/** Where the contract says less than the handler reads. */
const closer: Record<string, z.ZodType> = { saveAnswers: answers.partial() };

type Case = { operation: Operation; query?: unknown; body?: unknown };
/** Contracts that have been gone through already: another operation under the same gets a sample of them. */
const seen = new Set<z.ZodType>();
/** Most inputs of one contract: the first of them hold most pairs. `PASSERELLE_PAIRS=all` asks for every pair. */
const most = process.env.PASSERELLE_PAIRS === 'all' ? Number.POSITIVE_INFINITY : 30;
const thinned = (schema: z.ZodType, rows: unknown[]) => {
  const again = seen.has(schema);
  seen.add(schema);
  return rows.slice(0, again ? 6 : most);
};
const rowsOf = (schema: z.ZodType | undefined) =>
  schema
    ? thinned(
        schema,
        pairwise((choose) => valueFor(schema, choose, texts)),
      )
    : [];
const casesOf = (operation: Operation): Case[] => {
  const all = [
    ...rowsOf(operation.query).map((query) => ({ operation, query })),
    ...rowsOf(closer[operation.name] ?? operation.body).map((body) => ({ operation, body })),
  ];
  return all.length > 0 ? all : [{ operation }];
};

/** Whoever may do it; nobody where anybody may. */
const personFor = ({ action }: Operation): string | undefined => {
  const allowed: Partial<Record<Role, readonly string[]>> = authorisation[action];
  if (allowed.anyone) return undefined;
  const role = (['operator', 'verifier', 'buyer'] as const).find((one) => allowed[one]);
  return allowed.person && action !== 'session.end' ? first.person : staff[role ?? 'operator'];
};

/** A connection that was closed for being idle, just as it was used again, is no answer. */
const patiently = async (address: string, request: RequestInit, tries = 3): Promise<Response> => {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (tries === 0) throw error;
    return patiently(address, request, tries - 1);
  }
};

type Sent = {
  status: number;
  type: string;
  problem: { type?: string; title?: string; errors?: { field: string; message: string }[] };
  headers: Headers;
  body: Record<string, unknown>;
  empty: boolean;
};
const send = async (
  method: string,
  path: string,
  person: string | undefined,
  body?: unknown,
  more = {},
): Promise<Sent> => {
  const response = await patiently(`${network.runtime.apiUrl}${path}`, {
    method,
    headers: {
      ...(person && { authorization: `Bearer ${tokens.get(person)}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'idempotency-key': crypto.randomUUID(),
      ...more,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  const parsed = type.includes('json') && text ? JSON.parse(text) : {};
  return {
    status: response.status,
    type,
    problem: parsed,
    headers: response.headers,
    body: parsed,
    empty: text === '',
  };
};

/** A draft of its own for every few changes: what is done to it fills it, or ends it. */
let draft: { submission: string; left: number } | undefined;
const draftFor = async (): Promise<string> => {
  if (draft && draft.left-- > 0) return draft.submission;
  const api = network.as(first.person);
  const { body } = await api(createSupplier, { body: { name: 'Essai', language: 'fr' } });
  const made = await api(createSubmission, { params: { supplier: body.supplier }, body: { kind: 'first' } });
  draft = { submission: made.body.submission, left: 20 };
  return draft.submission;
};
const paramsFor = async (operation: Operation): Promise<Record<string, string>> => {
  if (!operation.path.includes('{submission}')) return there;
  if (operation.path.startsWith('/v1/cases'))
    return { ...there, submission: /decide|Second/.test(operation.name) ? cases.decided : cases.asked };
  return /edit|submit|withdraw|add/.test(operation.action) ? { ...there, submission: await draftFor() } : there;
};
const pathOf = (path: string, params: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'));

/** Where the version to name is read: at the record itself, or at the nearest above it that can be read. */
const readAt = ({ name, path }: Operation): string => {
  if (name === 'publishDraft') return '/v1/definitions/{definition}/draft';
  for (let at = path; at.length > 1; at = at.slice(0, at.lastIndexOf('/')))
    if (operations.some((one) => one.method === 'GET' && one.path === at)) return at;
  throw new Error(`nothing can be read of what ${name} changes`);
};
const versionOf = async (operation: Operation, params: Record<string, string>, person: string | undefined) =>
  (await send('GET', pathOf(readAt(operation), params), person)).headers.get('etag') ?? '"0"';

const acknowledged = new Map<string, number>();
const faults: string[] = [];

const play = async ({ operation, query, body }: Case): Promise<void> => {
  const { name, method, ifMatch, params: inPath } = operation;
  const person = personFor(operation);
  const given = inPath ? await paramsFor(operation) : {};
  const path = pathOf(operation.path, given);
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]));
  const answer = await send(method, query ? `${path}?${search}` : path, person, body, {
    ...(ifMatch && { 'if-match': await versionOf(operation, given, person) }),
  });
  const { status, type, problem } = answer;
  const undocumented = documented(operation, answer);
  const fault = (what: string) =>
    faults.push(`${what}: ${status} ${name} ${JSON.stringify(query ?? body)} ${JSON.stringify(problem)}`.slice(0, 600));
  if (undocumented) fault(undocumented);
  if (status < 400) {
    acknowledged.set(name, (acknowledged.get(name) ?? 0) + 1);
    for (const [key, value] of Object.entries(answer.body))
      if (typeof value === 'string' && operations.some((one) => one.path.includes(`{${key}}`))) there[key] ??= value;
    // What was taken can be read.
    if (method !== 'GET') {
      const read = await send('GET', path, person);
      if (read.status >= 500) fault('cannot be read afterwards');
    }
    return;
  }
  if (status >= 500) fault('our fault');
  if (!type.startsWith('application/problem+json') || !problem.title) fault('no problem');
  if (
    problem.type === '/problems/invalid' &&
    !(problem.errors?.length && problem.errors.every((one) => one.field && one.message))
  )
    fault('no field is named');
};

/** What takes something comes first, then what is only asked for, then what ends what the others need. */
const turnOf = ({ name, query, body }: Operation): number => {
  if (/^(claim|issue|reinstate)/.test(name)) return 0;
  if (/Closing$|^endSessions/.test(name)) return 3;
  if (/^(declareConflict|releaseCase|withdraw|remove|close|revoke|disable|takeRole)/.test(name)) return 2;
  return query || body ? 0 : 1;
};
const ordered = [...operations].sort((a, b) => turnOf(a) - turnOf(b));

describe('every operation', () => {
  it('answers as documented to every two choices that its contract leaves, and refuses by naming the field', async () => {
    for (const operation of ordered) for (const one of casesOf(operation)) await play(one);
    expect(faults).toEqual([]);
  }, 300_000);

  it('was not only refused', () => {
    const excused = Object.values(outOfReach).flat();
    const never = operations.map(({ name }) => name).filter((name) => !acknowledged.has(name));
    expect(never.filter((name) => !excused.includes(name))).toEqual([]);
  });

  it('leaves its entries in the audit log, with every value that was given for them', async () => {
    const api = network.as(staff.operator);
    const entries: AuditLine['entry'][] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await api(listAudit, { query: { limit: 100, cursor } });
      entries.push(...body.lines.map(({ entry }) => entry));
      cursor = body.next;
      more = cursor !== undefined;
    }
    expect(entries.filter((one) => JSON.stringify(one).includes(notACode))).toEqual([]);
    const made = entries.filter(({ operation }) => operation === 'makeClient');
    expect(made).toHaveLength(acknowledged.get('makeClient')!);
    expect(made.map(({ codes }) => codes.scopes)).toContainEqual(['feed.read', 'feed.replay']);
  });

  it('leaves nothing at the identity provider that the network does not know', async () => {
    const pool = network.runtime.stack
      .ofType('AWS::Cognito::UserPool')
      .find(({ logicalId }) => /Staff/.test(logicalId))!;
    const { accessKeyId, secretAccessKey } = network.runtime.credentials;
    const client = new CognitoIdentityProviderClient({
      region: network.runtime.region,
      endpoint: network.runtime.awsEndpoint,
      credentials: { accessKeyId, secretAccessKey },
    });
    const made: string[] = [];
    for await (const page of paginateListUserPoolClients({ client }, { UserPoolId: pool.ref, MaxResults: 60 }))
      made.push(...(page.UserPoolClients ?? []).flatMap(({ ClientId }) => ClientId ?? []));
    client.destroy();
    const { body } = await network.as(staff.buyer)(listClients, { params: { institution } });
    const known = body.clients.map((one) => one.client).filter((one) => !one.endsWith('-system'));
    expect(made.sort()).toEqual(known.sort());
    expect(made).toHaveLength(acknowledged.get('makeClient') ?? 0);
  });
});
