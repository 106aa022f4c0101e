import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';

const hourly = (requests: number) => ({ requests, seconds: 3600 });
const narrow = {
  byRole: { person: hourly(40), anyone: hourly(60) },
  byAction: { 'member.accept': hourly(3) },
  refusedToken: hourly(5),
  page: hourly(24),
  signIn: hourly(4),
};
let network: TestNetwork;

beforeAll(async () => {
  network = await startTestNetwork({ environment: { LIMITS: JSON.stringify(narrow) } });
}, 180_000);
afterAll(() => network?.stop());

/** Asks so often; how many were answered, and the first refusal. */
const ask = async (times: number, once: () => Promise<{ status: number; headers: Headers; body: unknown }>) => {
  const answers = [];
  for (let i = 0; i < times; i++) answers.push(await once());
  const refused = answers.filter(({ status }) => status === 429);
  return { answered: times - refused.length, refused: refused[0] };
};

describe('limits, in the running network', () => {
  it('hold for one person over all functions, and say in both languages when to come back', async () => {
    const french = { headers: { 'accept-language': 'fr' }, as: 'person-1' };
    const first = await ask(25, () => network.call('GET', '/v1/suppliers', french));
    // Another function, the same count.
    const second = await ask(25, () => network.call('GET', '/v1/institutions', french));
    // What one function took and did not use is lost to the other: a twentieth at most.
    expect(first.answered + second.answered).toBeGreaterThanOrEqual(38);
    expect(first.answered + second.answered).toBeLessThanOrEqual(40);
    expect(second.refused?.body).toMatchObject({
      type: '/problems/too-many-requests',
      status: 429,
      title: 'Trop de requêtes : attendez un instant.',
    });
    expect(Number(second.refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const english = await network.call('GET', '/v1/institutions', { as: 'person-1' });
    expect(english.body).toMatchObject({ title: 'Too many requests: wait a moment.' });
    // An operator is somebody else.
    expect((await network.call('GET', '/v1/cases', { as: 'operator-1' })).status).toBe(200);
  });

  it('hold for one address, whatever it claims to be', async () => {
    let i = 0;
    const anyone = await ask(70, () =>
      network.call('GET', '/v1/institutions', { headers: { 'x-forwarded-for': `10.0.0.${i++}` } }),
    );
    expect(anyone.answered).toBe(60);
    const forged = await ask(8, () =>
      network.call('GET', '/v1/suppliers', { headers: { authorization: 'Bearer a.b.c' } }),
    );
    expect(forged.answered).toBe(5);
  });

  it('hold at the portal, which shows a page', async () => {
    const page = async () => {
      const response = await fetch(`${network.runtime.apiUrl}/fr/help`, { redirect: 'manual' });
      return { status: response.status, headers: response.headers, body: await response.text() };
    };
    const signIn = await ask(6, async () => {
      const response = await fetch(`${network.runtime.apiUrl}/en/sign-in`, { redirect: 'manual' });
      return { status: response.status, headers: response.headers, body: await response.text() };
    });
    expect(signIn.answered).toBe(4);
    const { answered, refused } = await ask(28, page);
    // Beginning to sign in is a page too.
    expect(answered).toBe(20);
    expect(refused?.body).toContain('Un instant');
    expect(refused?.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

it('counting is one write, which takes little', async () => {
  const times: number[] = [];
  for (let i = 0; i < 300; i++) {
    const started = performance.now();
    await network.db.send(
      new UpdateCommand({
        TableName: network.tables.Door,
        Key: { pk: `COUNT#bench${i % 10}` },
        UpdateExpression: 'ADD used :add',
        ExpressionAttributeValues: { ':add': 1 },
      }),
    );
    times.push(performance.now() - started);
  }
  const median = times.sort((a, b) => a - b)[150]!;
  console.log(`a counter is written in ${median.toFixed(2)} ms (median of 300)`);
  expect(median).toBeLessThan(20);
}, 120_000);
