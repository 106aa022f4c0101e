import { setTimeout as sleep } from 'node:timers/promises';
import type { TestNetwork } from './network.ts';

/** Until everything that is published has been compared, which nobody who publishes waits for. */
export const untilCompared = async (network: Pick<TestNetwork, 'call'>, seconds = 60): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const { body } = await network.call('GET', '/v1/comparison/matrix');
    const { relations } = body as { relations: string[][] };
    if (relations.length > 0 && !relations.flat().includes('pending')) return;
    if (Date.now() > end) throw new Error(`not compared within ${seconds} s`);
    await sleep(100);
  }
};
