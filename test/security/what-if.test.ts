import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Pack } from '#definitions/bulk/pack.ts';
import { whatIf } from '#definitions/bulk/what-if.ts';
import { all, any, factsOf, known, located, ownerIn, ownership } from '#definitions/testing/build.ts';
import type { Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { registryKey, vendorFacts } from '#schemas/records.ts';
import { outcomes } from '#schemas/verdict.ts';
import { definitionOf, institutionOf, recordOf, vendorIdOf } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { portalVisitor } from '#test/support/portal-visitor.ts';
import { recordVendor } from '#test/support/vendors.ts';
import { type Answer, type Ask, isolate, track } from './what-if-attacker.ts';

const groups = ['women', 'indigenous', 'racialized', 'lgbtq2'];
const town = 'CA-ON-ottawa';
/** The firm that is looked for, alone in its town, and a crowd elsewhere in the province. */
const firm = (shares: Record<string, number>, region = town): Facts =>
  factsOf({
    owners: Object.entries({ ...shares, '': 100 - Object.values(shares).reduce((sum, n) => sum + n, 0) }).map(
      ([group, percent]) => ownerIn(percent * 100, Object.fromEntries(groups.map((one) => [one, one === group]))),
    ),
    places: [known({ region, head: true })],
    placesComplete: known(true),
    foundedOn: known('2015-01-01'),
  });
const truth = { racialized: 40, lgbtq2: 30 };
const crowd = Array.from({ length: 29 }, (_, n) => firm({ [groups[n % 4]!]: 20 + n }, 'CA-ON-toronto'));
const registry = [firm(truth), ...crowd];
const definitionNow = definitionOf('toronto', {
  rule: ownership({ groups: ['women'], bp: 9900, label: { fr: 'Part', en: 'Share' } }),
});

/** The rule of counting that was: exact numbers of the real facts, and those under five hidden. */
const askRealFacts: Ask = async (rule) => {
  const pack = new Pack();
  for (const facts of registry) pack.add(facts);
  const { moves } = whatIf(pack, definitionNow, { ...definitionNow, rule }, '2026-11-30');
  const cells = outcomes.flatMap((from) => outcomes.map((to) => ({ from, to, vendors: moves[from][to] })));
  return {
    changes: cells
      .filter(({ vendors }) => vendors > 0)
      .map((one) => ({ ...one, vendors: one.vendors < 5 ? null : one.vendors })),
  };
};

it('whoever may ask the real facts reads one firm: the attackers can win', async () => {
  expect(await isolate(askRealFacts, town, groups)).toEqual(truth);
  expect(await track(askRealFacts, town, 'CA-ON', groups)).toEqual(['racialized', 'lgbtq2']);
});

describe('a buyer over HTTP', () => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await startTestNetwork({ buyers: ['toronto', 'york'] });
    await network.call('POST', '/v1/network/import', {
      as: 'operator-1',
      headers: { 'idempotency-key': 'import-1' },
      body: {
        vocabulary: {
          groups: Object.fromEntries(groups.map((one) => [one, { fr: one, en: one }])),
          flags: {},
          certifications: {},
        },
        institutions: [institutionOf('toronto'), institutionOf('york')],
        definitions: [definitionNow],
      },
    });
    await Promise.all(
      registry.map((facts, n) => recordVendor(network, recordOf({ vendor: vendorIdOf(n + 1) }), facts)),
    );
  }, 120_000);
  afterAll(() => network?.stop());

  let asked = 0;
  const start = (rule: Rule, key = `attack-${asked++}`, as = 'buyer-toronto') => {
    const { institution, label, effective, source } = definitionNow;
    return network.call('POST', '/v1/definitions/never-published/what-if', {
      as,
      headers: { 'idempotency-key': key },
      body: { institution, label, effective, source, rule },
    });
  };
  const ended = async (rollout: string): Promise<Answer> => {
    for (;;) {
      const path = `/v1/institutions/toronto/rollouts/${rollout}`;
      const { body } = await network.call('GET', path, { as: 'buyer-toronto' });
      if ((body as { state: string }).state === 'finished') return body as Answer;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  /** Tries a rule under an id that was never published, and reads the answer once there is one. */
  const ask: Ask = async (rule) => {
    const { status, body } = await start(rule);
    expect(status).toBe(202);
    return ended((body as { rollout: string }).rollout);
  };

  it('who isolates a firm by what anybody can look up learns neither groups nor shares', async () => {
    expect(await isolate(ask, town, groups)).toEqual({});
  }, 120_000);

  it('who compares a crowd with and without the firm learns nothing', async () => {
    expect(await track(ask, town, 'CA-ON', groups)).toEqual([]);
  }, 120_000);

  it('has one trial at a time: another is refused with the one that runs, the same is the same', async () => {
    const rule = all(definitionNow.rule, located({ id: 'r', anyOf: ['CA-ON'], scope: 'head', assurance: 'declared' }));
    const first = await Promise.all([start(rule, 'one'), start(rule, 'two'), start(rule, 'three')]);
    const begun = first.filter(({ status }) => status === 202);
    expect(begun).toHaveLength(1);
    const { rollout } = begun[0]!.body as { rollout: string };
    const keys = ['one', 'two', 'three'];
    const again = await start(rule, keys[first.indexOf(begun[0]!)]);
    expect([again.status, again.body]).toEqual([202, { rollout }]);
    const other = await start(rule, 'four', 'operator-1');
    if (other.status !== 202) {
      expect(other).toMatchObject({ status: 409, body: { type: '/problems/trial-running' } });
      expect((other.body as { detail: string }).detail).toContain(rollout);
      expect(other.headers.get('location')).toBe(`/v1/institutions/toronto/rollouts/${rollout}`);
    }
    await ended(rollout);
    await vi.waitFor(async () => expect((await start(rule, `five-${asked++}`)).status).toBe(202), { timeout: 20_000 });
  });

  /** Everything that counts, as an institution and as an operator: whole answers, without ids and instants of their own. */
  const everything = async (turn: string): Promise<Record<string, string>> => {
    const region = located({ id: 'r', anyOf: ['CA-ON-toronto'], scope: 'head', assurance: 'declared' });
    const majority = (group: string) => ownership({ id: group, groups: [group], assurance: 'declared' });
    const trials: [string, string, Rule][] = [
      ['toronto', 'own', all(definitionNow.rule, region)],
      ['toronto', 'none', ownership({ groups: ['lgbtq2'], bp: 1, assurance: 'declared' })],
      ['york', 'open', region],
      ['york', 'statistics', majority('racialized')],
      ['york', 'statistics', any(all(region, majority('women')), majority('indigenous'))],
      ['york', 'statistics', all(located({ id: 'o', anyOf: [town], scope: 'head' }), majority('racialized'))],
    ];
    const found: Record<string, string> = {};
    const keep = (name: string, status: number, headers: Headers, body: unknown) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      found[name] = `${status} ${headers.get('content-type')} ${text}`
        .replaceAll(/what-if-[a-z0-9]+/g, 'TRIAL')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
        .replaceAll(/(name="(?:form-token|key)" value=")[^"]*/g, '$1')
        .replaceAll(/\d{1,2}:\d\d(?::\d\d)?[\s\u202f]?[ap]\.m\./g, 'TIME');
    };
    const visitors = new Map<string, ReturnType<typeof portalVisitor>>();
    for (const one of ['buyer-toronto', 'buyer-york', 'operator-1']) {
      const visitor = portalVisitor(network.runtime.apiUrl);
      await visitor.signIn('/en/account', one);
      visitors.set(one, visitor);
    }
    for (const [n, [institution, basis, rule]] of trials.entries()) {
      const { id: _, version: __, ...draft } = definitionOf(institution, { rule });
      const { body } = await network.call('POST', `/v1/definitions/trial-${n}/what-if`, {
        as: `buyer-${institution}`,
        headers: { 'idempotency-key': `same-${turn}-${n}` },
        body: draft,
      });
      const { rollout } = body as { rollout: string };
      const path = `/v1/institutions/${institution}/rollouts/${rollout}`;
      await vi.waitFor(
        async () => {
          const { body } = await network.call('GET', path, { as: 'operator-1' });
          expect(body).toMatchObject({ state: 'finished', basis });
        },
        { timeout: 20_000, interval: 30 },
      );
      for (const as of [`buyer-${institution}`, 'operator-1']) {
        const answer = await network.call('GET', path, { as });
        keep(`trial ${n} as ${as}`, answer.status, answer.headers, answer.body);
      }
      const page = await visitors.get(`buyer-${institution}`)!.go(`/en/vendors/definition/trials/${rollout}`);
      keep(`page of trial ${n}`, page.status, page.headers, page.text);
    }
    const routes = ['rollouts?', 'vendors?', 'verdicts?'].map((one) => `/v1/institutions/toronto/${one.slice(0, -1)}`);
    const public_ = ['/v1/comparison/matrix', '/v1/comparison/common-core', '/v1/recognition', '/v1/service-levels'];
    for (const path of [...routes, ...public_])
      for (const as of ['buyer-toronto', 'operator-1']) {
        const { status, headers, body } = await network.call('GET', path, { as });
        // Trials of the turn before are listed too.
        const rollouts = (body as { rollouts?: unknown[] }).rollouts?.slice(0, 2);
        keep(`${path} as ${as}`, status, headers, rollouts ?? body);
      }
    for (const [as, pages] of [
      ['buyer-toronto', ['/en/vendors', '/en/vendors/delivery', '/en/alignment']],
      ['operator-1', ['/en/network', '/en/network/institutions']],
    ] as const)
      for (const path of pages) {
        const page = await visitors.get(as)!.go(path);
        expect([path, page.status]).toEqual([path, 200]);
        keep(path, page.status, page.headers, page.text);
      }
    return found;
  };

  it('no answer of anything that counts depends on a protected fact', async () => {
    const before = await everything('before');
    expect(before['trial 0 as buyer-toronto']).toContain('"basis":"own"');
    expect(before['trial 3 as buyer-york']).toContain('"sources"');
    expect(before['trial 5 as buyer-york']).toContain('"tooFew":true');
    // Every owner of every firm changes; what institutions were told stays, as of these very versions.
    for (const [n, facts] of registry.entries()) {
      const record = recordOf({ vendor: vendorIdOf(n + 1) });
      const other = { ...firm({ [groups[(n + 1) % 4]!]: 100 - n }), places: facts.places };
      const sealed = await network.seals.seal(record.vendor, vendorFacts, other);
      await network.db.send(
        new UpdateCommand({
          TableName: network.tables.Registry!,
          Key: registryKey.current(record.vendor),
          UpdateExpression: 'SET sealed = :sealed',
          ExpressionAttributeValues: { ':sealed': sealed },
        }),
      );
    }
    expect(await everything('after')).toEqual(before);
  }, 180_000);
});
