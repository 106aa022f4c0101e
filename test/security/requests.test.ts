import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownership } from '#definitions/testing/build.ts';
import { type AnyRoute, api } from '#platform/api.ts';
import { sha256Hex } from '#platform/ids.ts';
import { log } from '#platform/log.ts';
import { inviteMember } from '#schemas/api/members.ts';
import { answerObservation, askExport, makeObservation, recordIncident } from '#schemas/api/rights.ts';
import { allows, type Relation, type Role } from '#schemas/authorisation.ts';
import { networkKey } from '#schemas/network-records.ts';
import { definitionOf, institutionOf } from '#test/support/builders.ts';
import { fillQueue } from '#test/support/queue.ts';
import { everyRoute } from '#test/support/rooms.ts';
import { soundAnswers } from '#test/support/supplier.ts';
import { startTrust, type TrustWorld } from '#test/support/trust.ts';
import { canonical } from '../../functions/trust/canonical.ts';
import { startIssuer } from './intruders.ts';

/** What the other firm said of itself, and what only the network's operators and another institution know. */
const ofBob = ['Secret de Bob', 'bob@secret.example', 'Zoltan Bobsecret'];
const ofNetwork = ['INCIDENT-SENTINEL', 'OBSERVATION-SENTINEL', 'hook.secret.example', 'DRAFT-SENTINEL', 'isabelle'];

type Who = 'ada' | 'eve' | 'marie' | 'buyer' | 'system' | 'nobody';
const rolesOf: Record<Who, readonly Role[]> = {
  ada: ['anyone', 'person'],
  eve: ['anyone', 'person'],
  marie: ['anyone', 'person', 'verifier'],
  buyer: ['anyone', 'person', 'buyer'],
  system: ['anyone', 'system'],
  nobody: ['anyone'],
};

type Asked = {
  route: AnyRoute;
  who: Who;
  authorization: string | undefined;
  params: Record<string, string>;
  query: Record<string, string>;
};
type Got = { status: number; body: string };

let world: TrustWorld;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let routes: readonly AnyRoute[];
let call: (asked: Omit<Asked, 'who'>) => Promise<Got>;
let pools: Record<string, { own: string[]; others: string[] }>;
let cursors: string[];
let authorizations: Record<Exclude<Who, 'nobody'>, string>;
let broken: fc.Arbitrary<string | undefined>;

const operator = () => world.as('isabelle', ['operator']);
const ask = async (
  name: string,
  authorization: string,
  params: Record<string, string>,
  query: Record<string, string>,
) => {
  const route = routes.find(({ operation }) => operation.name === name)!;
  const { status, body } = await call({ route, authorization, params, query });
  if (status !== 200) throw new Error(`${name}: ${status} ${body}`);
  return JSON.parse(JSON.parse(body)[1]);
};

beforeAll(async () => {
  world = await startTrust();
  issuer = await startIssuer();
  log.setLogLevel('CRITICAL');
  const built = everyRoute(world, issuer.callerOf);
  routes = built.routes;
  const handler = api(routes, built.deps);
  call = async ({ route: { operation }, authorization, params, query }) => {
    const path = operation.path.replace(/\{(\w+)}/g, (_: string, name: string) => params[name] ?? '');
    const event = {
      routeKey: `${operation.method} ${operation.path}`,
      rawPath: path,
      rawQueryString: new URLSearchParams(query).toString(),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `k-${Math.random()}`,
        'if-match': '"1"',
        ...(authorization !== undefined && { authorization }),
      },
      pathParameters: params,
      queryStringParameters: query,
      requestContext: { http: { sourceIp: '203.0.113.7' } },
      isBase64Encoded: false,
      ...(operation.body && { body: '{}' }),
    } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
    const { statusCode = 0, headers, body } = await handler(event, {} as Context);
    return { status: statusCode, body: JSON.stringify([headers, body]) };
  };

  const put = (TableName: string, Item: object) => world.db.send(new PutCommand({ TableName, Item: { ...Item } }));
  const village = institutionOf('village');
  await put(world.network, { ...networkKey.institution('village'), ...village, revision: 1 });
  const low = definitionOf('village', { rule: ownership({ bp: 3000 }) });
  const at = world.clock().toISOString();
  await put(world.network, { ...networkKey.definition(low.id, 1), ...low, publishedAt: at });
  const { version: _, id: __, ...draft } = { ...low, label: { fr: 'DRAFT-SENTINEL', en: 'DRAFT-SENTINEL' } };
  await put(world.network, { ...networkKey.draft(low.id), ...draft, revision: 1, updatedAt: at });
  await put(world.network, {
    ...networkKey.endpoint('village'),
    ...{ institution: 'village', url: 'https://hook.secret.example/', state: 'active', signature: 'hmac-sha256' },
    ...{ batch: 1, from: 'start', contact: 'it@hook.secret.example', revision: 1, updatedAt: at },
  });
  await put(world.network, { ...networkKey.generation(), generation: 2, affected: ['village'], at });

  const ada = await world.certified('ada');
  const [first, second] = soundAnswers().owners;
  const bob = await world.certified('bob', {
    answers: {
      identity: { legalName: 'Secret de Bob inc.', email: 'bob@secret.example', neq: '1166666666' },
      owners: [
        { ...first!, name: 'Zoltan Bobsecret', bp: 4000 },
        { ...second!, bp: 6000 },
      ],
    },
  });
  for (const person of ['carl', 'dina']) await world.certified(person);
  await fillQueue(world, 0, 6);
  const { exporting, observed, invited } = {
    exporting: [] as string[],
    observed: [] as string[],
    invited: [] as string[],
  };
  for (const [person, { supplier }] of [
    ['bob', bob],
    ['ada', ada],
  ] as const) {
    const client = world.as(person);
    exporting.push((await client(askExport, { params: { supplier } })).body.export);
    invited.push((await client(inviteMember, { params: { supplier }, body: { role: 'reader' } })).body.invitation);
  }
  for (const text of ['OBSERVATION-SENTINEL one', 'OBSERVATION-SENTINEL two']) {
    const about = { kind: 'verdict' as const, institution: 'ville' };
    const params = { supplier: bob.supplier };
    const { body } = await world.as('bob')(makeObservation, { params, body: { about, text } });
    observed.push(body.observation);
    if (observed.length === 1)
      await operator()(answerObservation, {
        params: { ...params, observation: body.observation },
        body: { outcome: 'stands', text: 'OBSERVATION-SENTINEL answered' },
      });
  }
  const incidents: string[] = [];
  for (const number of [1, 2])
    incidents.push(
      (
        await operator()(recordIncident, {
          body: {
            ...{ information: 'INCIDENT-SENTINEL', circumstances: 'x', awareOn: '2026-11-22', measures: 'x' },
            ...{ occurred: { from: '2026-11-22', approximate: false }, persons: { number, approximate: false } },
            ...{ suppliers: [], notices: [], risk: { serious: false, elements: 'x' }, state: 'open' },
          },
        })
      ).body.incident,
    );
  await world.settle();

  const documentsOf = async (submission: string) =>
    (await world.itemsOf(world.casework, `SUBMISSION#${submission}`)).flatMap(({ document }) =>
      document ? [String(document)] : [],
    );
  const suppliers = { own: [ada.supplier], others: [bob.supplier, `${bob.supplier} `, ada.supplier.toUpperCase()] };
  pools = {
    supplier: suppliers,
    vendor: suppliers,
    submission: { own: [ada.submission], others: [bob.submission, `${ada.submission}/../${bob.submission}`] },
    document: { own: await documentsOf(ada.submission), others: await documentsOf(bob.submission) },
    institution: { own: ['ville'], others: ['village', 'nowhere', 'VILLE'] },
    definition: { own: ['ville-definition'], others: ['village-definition'] },
    export: { own: exporting.slice(1), others: exporting.slice(0, 1) },
    invitation: { own: invited.slice(1), others: invited.slice(0, 1) },
    observation: { own: [], others: observed },
    incident: { own: [], others: incidents },
    person: { own: ['ada'], others: ['bob', 'marie'] },
    credential: { own: [], others: [`crd_${'0'.repeat(26)}`] },
  };
  authorizations = {
    ada: `Bearer ${issuer.honest}`,
    eve: `Bearer ${await issuer.token({ sub: 'eve' })}`,
    marie: `Bearer ${await issuer.token({ sub: 'marie', 'cognito:groups': ['verifier'] })}`,
    buyer: `Bearer ${await issuer.token({ sub: 'buyer-1', 'cognito:groups': ['institution.ville'] })}`,
    system: `Bearer ${await issuer.token({ sub: 'ville-system', client_id: 'ville-system', scope: 'passerelle/feed.read passerelle/feed.replay' })}`,
  };

  // Cursors as those get them who may: of every list that is longer than a page.
  const isabelle = `Bearer ${await issuer.token({ sub: 'isabelle', 'cognito:groups': ['operator'] })}`;
  const inVillage = `Bearer ${await issuer.token({ sub: 'b-2', 'cognito:groups': ['institution.village'] })}`;
  const one = { limit: '1' };
  const next = async (...asked: Parameters<typeof ask>): Promise<string> => {
    const answer = await ask(...asked);
    if (!answer.next) throw new Error(`${asked[0]} has no second page`);
    return String(answer.next);
  };
  cursors = [
    await next('listVendors', isabelle, {}, one),
    await next('listCases', isabelle, {}, one),
    await next('listAudit', isabelle, {}, one),
    await next('listAudit', isabelle, {}, { ...one, subject: bob.supplier }),
    await next('listIncidents', isabelle, {}, one),
    await next('listRecognisedVendors', inVillage, { institution: 'village' }, one),
    bob.supplier,
    '1',
    '0',
    '-1',
  ];
  // And keys of records elsewhere, in the form that cursors have.
  const key = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const of = { pk: `SUPPLIER#${bob.supplier}`, sk: 'SUPPLIER' };
  cursors.push(
    key({ ...of, expiryPk: 'EXPIRY', expirySk: '2026' }),
    key({ view: 'unclaimed', by: 'marie', key: { ...of, queuePk: 'OBSERVATIONS', queueSk: '2026' } }),
    key({ view: 'mine', by: 'marie', key: { ...of, personPk: 'PERSON#bob', personSk: '0' } }),
    key(of),
  );

  const { honest, wrong } = issuer;
  broken = fc.oneof(
    fc.constantFrom(...Object.values(wrong)).map((token) => `Bearer ${token}`),
    // Any one character of an honest token, changed, left out or doubled.
    fc.tuple(fc.nat(), fc.constantFrom('change', 'leave out', 'double'), fc.nat()).map(([i, how, by]) => {
      const place = i % honest.length;
      const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'[by % 65]!;
      const put = how === 'change' ? letter : how === 'double' ? honest[place]! + honest[place]! : '';
      return `Bearer ${honest.slice(0, place)}${put}${honest.slice(place + 1)}`;
    }),
    fc.constantFrom(undefined, '', 'Bearer', `Basic ${honest}`, `Bearer ${honest} x`),
  );
}, 120_000);
afterAll(() => world.stop());

/** How somebody stands to what a path names first, as this test set it up. */
const relationOf = (who: Who, params: Record<string, string>): Relation => {
  const [name] = Object.keys(params);
  const value = name && params[name];
  if (name === 'person') return value === who ? 'own' : 'none';
  const own = name !== undefined && pools[name]?.own.includes(value ?? '') === true;
  if (who === 'ada')
    return own && (name === 'supplier' || name === 'vendor' || name === 'submission') ? 'owner' : 'none';
  if (who === 'buyer' || who === 'system')
    return own && (name === 'institution' || name === 'definition') ? 'own' : 'none';
  return who === 'marie' && name === 'submission' ? 'free' : 'none';
};

/** The signature of a token has two bits to spare: changed, they are the same signature, and the token is Ada's. */
const isAdas = (authorization: string | undefined): boolean => {
  const parts = (text = '') => {
    const [header, payload, signature = ''] = text.replace(/^Bearer /, '').split('.');
    return [header, payload, Buffer.from(signature, 'base64url').toString('hex')].join();
  };
  return (
    authorization !== undefined && /^Bearer \S+$/.test(authorization) && parts(authorization) === parts(issuer.honest)
  );
};

const asked = (): fc.Arbitrary<Asked> => {
  const lists = routes.filter(({ operation }) => /^(?:list|export|readFeed)/.test(operation.name));
  return fc
    .tuple(
      // Whatever is read page by page is asked more often: that is where a cursor can lead astray.
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...routes) },
        { weight: 1, arbitrary: fc.constantFrom(...lists) },
      ),
      fc.constantFrom<Who>('ada', 'eve', 'marie', 'buyer', 'system', 'nobody', 'nobody'),
      broken,
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      fc.tuple(fc.constantFrom('cursor', 'after', 'subject', 'none'), fc.constantFrom(...cursors)),
      fc.string({ maxLength: 30 }),
    )
    .map(([route, wanted, token, picks, [name, cursor], noise]) => {
      const names = [...String(route.operation.path).matchAll(/{(\w+)\}/g)].map(([, one = '']) => one);
      const params = Object.fromEntries(
        names.map((one, i) => {
          const known = [...(pools[one]?.own ?? []), ...(pools[one]?.others ?? []), ...(pools[one] ? [] : ['1', '0'])];
          return [one, known[(picks[i] ?? 0) % (known.length + 1)] ?? noise];
        }),
      );
      const who = wanted === 'nobody' && isAdas(token) ? 'ada' : wanted;
      const authorization = who === 'nobody' ? token : wanted === 'nobody' ? token : authorizations[who];
      return { route, who, authorization, params, query: name === 'none' ? {} : { [name]: cursor } };
    });
};

/** Who may, may: their own changes are not the point here, and would hide a change that is. */
const isTheirRight = ({ route: { operation }, who, params }: Asked): boolean =>
  allows(operation.action, rolesOf[who], relationOf(who, params));

/** Every record there is but those that note an answer, as a digest each. */
const everything = async (): Promise<Map<string, string>> => {
  const records = new Map<string, string>();
  for (const TableName of [world.casework, world.registry, world.network, world.feeds, world.keysTable]) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await world.db.send(new ScanCommand({ TableName, ...(from && { ExclusiveStartKey: from }) }));
      for (const item of page.Items ?? [])
        if (!String(item.pk).startsWith('IDEMPOTENCY#'))
          records.set(`${TableName} ${item.pk} ${item.sk ?? ''}`, sha256Hex(canonical(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return records;
};

const count = 10_000;

describe('generated requests', () => {
  it('with tampered tokens, ids of others and mixed-up cursors read and change nothing that is not theirs', async () => {
    const before = await everything();
    const requests = fc
      .sample(asked(), { numRuns: Math.ceil(count * 1.3) })
      .filter((one) => one.route.operation.method === 'GET' || !isTheirRight(one))
      .slice(0, count);
    expect(requests).toHaveLength(count);
    const [refusals, answers] = [new Map<number, number>(), new Set<string>()];
    const queue = requests.values();
    const wrong: unknown[][] = [];
    const work = async () => {
      for (const request of queue) {
        const { status, body } = await call(request);
        const { operation } = request.route;
        const mine = isTheirRight(request);
        refusals.set(status, (refusals.get(status) ?? 0) + 1);
        if (status < 300) answers.add(operation.name);
        const secrets = request.who === 'marie' ? ofNetwork : [...ofBob, ...ofNetwork];
        const leaked = secrets.filter((one) => body.includes(one));
        const expected = mine ? status < 500 : [400, 401, 403, 404, 422].includes(status);
        const untrusted = request.who === 'nobody' && !mine && ![401, 422].includes(status);
        if (!expected || untrusted || leaked.length > 0)
          wrong.push([operation.name, request.who, status, leaked, request.params, request.query]);
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: 12 }, work));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    expect([...new Map(wrong.map((one) => [one.slice(0, 3).join(), one])).values()]).toEqual([]);
    expect(await everything()).toEqual(before);
    // It was the real thing: most were refused, in every way there is, and many lists and records of their own were read.
    expect(answers.size).toBeGreaterThan(20);
    for (const status of [400, 401, 403, 404]) expect([status, refusals.get(status) ?? 0]).not.toEqual([status, 0]);
    console.log(
      `${count} requests in ${seconds} s: ${[...refusals]
        .sort()
        .map(([status, n]) => `${status} × ${n}`)
        .join(', ')}`,
    );
  }, 120_000);

  it('with each wrong token are told to sign in', async () => {
    const route = routes.find(({ operation }) => operation.name === 'listMembers')!;
    const params = { supplier: pools.supplier!.own[0]! };
    for (const [name, token] of Object.entries(issuer.wrong)) {
      const { status } = await call({ route, authorization: `Bearer ${token}`, params, query: {} });
      expect([name, status]).toEqual([name, 401]);
    }
    expect((await call({ route, authorization: authorizations.ada, params, query: {} })).status).toBe(200);
  });

  it('are delayed by less than a millisecond for the token, in the median', async () => {
    const times: number[] = [];
    for (let i = 0; i < 300; i++) {
      const started = performance.now();
      await issuer.callerOf(authorizations.ada);
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[150]!;
    console.log(`token verified in ${median.toFixed(3)} ms (median of 300)`);
    expect(median).toBeLessThan(1);
  });
});
