import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suppliers } from '#samples/suppliers/index.ts';
import { type Consumer, once, startConsumer } from '../scripts/network/consumer.ts';
import { journey } from '../scripts/network/journey.ts';
import { type Network, openNetwork } from '../scripts/network/open.ts';
import { steps } from '../scripts/network/steps.ts';
import { prepare } from '../scripts/prepare.ts';

let dir: string;
let network: Network;
let consumer: Consumer;

beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-journey-'));
  consumer = await startConsumer();
  network = await openNetwork({ dir });
}, 180_000);
afterAll(async () => {
  await network?.runtime.stop();
  await consumer?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('one certification', () => {
  it('goes from an empty form to signed events at exactly the institutions that recognise the firm', async () => {
    const recorded = steps(() => undefined);
    const { events, verdicts } = await journey(network, consumer, recorded);
    expect(recorded.done.map(({ step }) => step)).toHaveLength(6);
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(Object.values(verdicts))).toContain('does-not-qualify');
  }, 120_000);

  it('goes on where it stopped when the network is started again, and repeats nothing', async () => {
    const before = once(consumer.received).length;
    await network.runtime.stop();
    network = await openNetwork({ dir });
    await journey(
      network,
      consumer,
      steps(() => undefined),
    );
    expect(once(consumer.received)).toHaveLength(before);
  }, 120_000);

  it('tells the supplier by e-mail, and leaves no name, number or share in any log', () => {
    const mails = readdirSync(join(dir, 'mail'));
    expect(mails.length).toBeGreaterThanOrEqual(2);
    const logs = readdirSync(join(dir, 'logs'))
      .map((file) => readFileSync(join(dir, 'logs', file), 'utf8'))
      .join('\n');
    const sample = suppliers.find(({ id }) => id === 'tran-translations')!;
    const { identity, owners } = sample.answers('2026-11-22');
    const secrets = [identity.legalName, identity.businessNumber, identity.email, ...owners.map(({ name }) => name)];
    expect(secrets.filter((secret) => secret && logs.includes(secret))).toEqual([]);
    expect(logs).toContain('document-screened');
  });
});
