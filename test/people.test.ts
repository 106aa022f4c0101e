import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['city'] });
}, 120_000);
afterAll(() => network?.stop());

const institution = {
  institution: 'city',
  name: { fr: 'Ville', en: 'City' },
  kind: 'city',
  level: 1,
  language: 'fr',
  sample: true,
  definition: 'city',
  digest: { email: 'achats@example.org', every: 'week' },
};
const give = (body: object, as = 'operator-1') =>
  network.call('POST', '/v1/people/roles', { as, body, headers: { 'idempotency-key': crypto.randomUUID() } });
const holders = async (role: string) => {
  const { body } = await network.call('GET', `/v1/people?role=${role}`, { as: 'operator-1' });
  return (body as { people: { person: string }[] }).people.map(({ person }) => person);
};
const seesTheQueue = async () => (await network.call('GET', '/v1/cases?view=unclaimed', { as: 'person-1' })).status;

test('a role that is given counts from the next token, and one that is taken ends with it; both are in the audit log', async () => {
  expect(await seesTheQueue()).toBe(403);
  expect((await give({ email: 'PERSON@example.org', role: 'verifier' })).status).toBe(202);
  await vi.waitFor(async () => expect(await holders('verifier')).toEqual(['person-1']), 20_000);
  expect(await seesTheQueue()).toBe(200);
  const { body } = await network.call('GET', '/v1/verifiers', { as: 'person-1' });
  expect(body).toEqual({ verifiers: [{ person: 'person-1', name: 'Person' }] });

  const taken = await network.call('DELETE', '/v1/people/person-1/roles/verifier', { as: 'operator-1' });
  expect(taken.status).toBe(202);
  await vi.waitFor(async () => expect(await holders('verifier')).toEqual([]), 20_000);
  expect(await seesTheQueue()).toBe(403);

  await vi.waitFor(async () => {
    const log = await network.call('GET', '/v1/audit/entries?subject=person-1', { as: 'operator-1' });
    const { lines } = log.body as { lines: { entry: { operation: string; codes: object } }[] };
    expect(lines.map(({ entry }) => [entry.operation, entry.codes])).toEqual([
      ['takeRole', expect.objectContaining({ group: 'verifier', holds: 0 })],
      ['giveRole', expect.objectContaining({ group: 'verifier', holds: 1 })],
    ]);
  }, 20_000);
});

test('nobody takes their own role, and only operators see to roles', async () => {
  const own = await network.call('DELETE', '/v1/people/operator-1/roles/operator', { as: 'operator-1' });
  expect(own.status).toBe(403);
  expect(await holders('operator')).toEqual(['operator-1']);
  expect((await give({ email: 'person@example.org', role: 'operator' }, 'person-1')).status).toBe(403);
});

test('somebody new is invited, and has the role when they come', async () => {
  const asked = await give({ email: 'new@example.org', name: 'New', role: 'operator' });
  expect(asked).toMatchObject({ status: 202, body: { invited: true, role: 'operator' } });
  await vi.waitFor(async () => expect(await holders('operator')).toHaveLength(2), 20_000);
});

test('an institution that is not there is told at its field', async () => {
  const nowhere = await give({ email: 'person@example.org', role: 'buyer', institution: 'nowhere' });
  expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ field: 'institution' }] } });
});

test('the digest outlives a change of the institution that does not name it, and ends where its connection says so', async () => {
  const { digest: _, institution: __, ...profile } = institution;
  const made = await network.call('POST', '/v1/institutions', {
    as: 'operator-1',
    body: institution,
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(made.status).toBe(201);
  const change = (path: string, revision: number, body: object) =>
    network.call('PUT', `/v1/institutions/city${path}`, {
      as: 'operator-1',
      body,
      headers: { 'if-match': `"${revision}"` },
    });
  const connection = async () =>
    (await network.call('GET', '/v1/institutions/city/connection', { as: 'buyer-city' })).body;

  expect((await change('', 1, { ...profile, level: 2 })).status).toBe(200);
  expect(await connection()).toEqual({ level: 2, digest: institution.digest });
  expect((await change('/connection', 2, { level: 1 })).body).toMatchObject({ errors: [{ code: 'digest-needed' }] });
  expect((await change('/connection', 2, { level: 0 })).status).toBe(200);
  expect(await connection()).toEqual({ level: 0 });
});
