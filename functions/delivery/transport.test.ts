import { afterEach, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '#test/support/receiver.ts';
import { type Transport, transportTo } from './transport.ts';

let receiver: Receiver;
let transport: Transport;
afterEach(async () => {
  transport.close();
  await receiver.close();
});

describe('endpoints of several institutions on one host', () => {
  it('do not wait for one another: those that never answer leave the last one as quick as the first', async () => {
    receiver = await startReceiver();
    receiver.verify = false;
    receiver.behave((request, response) => {
      if (request.url === '/well') response.writeHead(204).end();
    });
    transport = transportTo({ loopback: true }, { timeout: 2_000 });
    const silent = Array.from({ length: 30 }, (_, n) => transport.post(`${receiver.url}/silent-${n}`, {}, '{}'));
    const well = await transport.post(new URL('/well', receiver.url).href, {}, '{}');
    expect(well).toMatchObject({ kind: 'answered', status: 204 });
    expect(well.milliseconds).toBeLessThan(1_000);
    expect(await Promise.all(silent)).toEqual(
      silent.map(() => ({ kind: 'failed', reason: 'timed-out', milliseconds: expect.any(Number) })),
    );
  });
});
