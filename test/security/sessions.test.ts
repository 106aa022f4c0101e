import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { portalVisitor } from '#test/support/portal-visitor.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await startTestNetwork();
}, 180_000);
afterAll(() => network?.stop());

/** Sign-ins are told apart by the second. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100 - (Date.now() % 1_000)));

it('signing out everywhere ends the session in another browser too, and what was typed there is not lost', async () => {
  const [phone, computer] = [portalVisitor(network.runtime.apiUrl), portalVisitor(network.runtime.apiUrl)];
  await phone.signIn('/en/account', 'person-1');
  const open = await computer.signIn('/en/account', 'person-1');
  expect(open.text).toContain('You are signed in as Person');
  const leaving = await phone.go('/en/account');
  const out = await phone.go('/en/sign-out', { 'form-token': phone.token(leaving), everywhere: 'yes' });
  expect(out.text).toContain('You are signed out');

  const typed = {
    'form-token': computer.token(open),
    name: 'Traiteur Osei',
    language: 'fr',
    once: crypto.randomUUID(),
  };
  const ended = await computer.go('/en/supplier/new', typed);
  expect(ended.text).toContain('What you typed on the last page is kept');
  await nextSecond();
  const again = await computer.signIn('/en/supplier/new', 'person-1');
  expect(again.url).toContain('/en/supplier/new');
  expect(again.text).toContain('value="Traiteur Osei"');
}, 120_000);

it('a person ends their own sessions and an operator anybody’s, and nobody else', async () => {
  const person = { as: 'person-1' };
  expect((await network.call('DELETE', '/v1/people/operator-1/sessions', person)).status).toBe(404);
  expect((await network.call('DELETE', '/v1/people/person-1/sessions', { as: 'operator-1' })).status).toBe(204);
});
