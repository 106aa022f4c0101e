import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Count, limiter } from './limiter.ts';

const start = Date.parse('2026-11-22T12:00:00Z');

/** A counter that all instances share, and a clock that can be moved. */
const shared = () => {
  const totals = new Map<string, number>();
  const world = { now: start, writes: 0, broken: false, failures: 0, totals };
  const count: Count = async (counter, add) => {
    world.writes += 1;
    await sleep(0);
    if (world.broken) throw new Error('away');
    totals.set(counter, (totals.get(counter) ?? 0) + add);
    return totals.get(counter)!;
  };
  const instance = () =>
    limiter({
      count,
      clock: () => new Date(world.now),
      failed: () => {
        world.failures += 1;
      },
    });
  return { world, instance };
};

describe('a limit', () => {
  it('lets exactly as many through as it says, and tells the others how long to wait', async () => {
    const { world, instance } = shared();
    const ask = instance();
    world.now = start + 15_000;
    const waits = await Promise.all(
      Array.from({ length: 130 }, () => ask('person', 'ada', { requests: 100, seconds: 60 })),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
    expect(waits.filter((wait) => wait === 45)).toHaveLength(30);
    world.now = start + 60_000;
    expect(await ask('person', 'ada', { requests: 100, seconds: 60 })).toBe(0);
  });

  it('counts each person and each kind by itself', async () => {
    const { instance } = shared();
    const ask = instance();
    const one = { requests: 1, seconds: 60 };
    expect(await ask('person', 'ada', one)).toBe(0);
    expect(await ask('person', 'ada', one)).toBeGreaterThan(0);
    expect(await ask('person', 'ben', one)).toBe(0);
    expect(await ask('invite', 'ada', one)).toBe(0);
  });

  it('writes once in many requests, and no more once it is spent', async () => {
    const { world, instance } = shared();
    const ask = instance();
    for (let i = 0; i < 600; i++) await ask('person', 'ada', { requests: 600, seconds: 60 });
    expect(world.writes).toBe(20);
    for (let i = 0; i < 50; i++) await ask('person', 'ada', { requests: 600, seconds: 60 });
    expect(world.writes).toBe(21);
  });

  it('names nobody in its counters', async () => {
    const { world, instance } = shared();
    await instance()('anyone', '203.0.113.7', { requests: 10, seconds: 60 });
    expect([...world.totals.keys()].join()).not.toContain('203.0.113');
  });

  it('never lets more through in a period, however many instances share it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(4), { maxLength: 150 }),
        async (requests, instances, order) => {
          const { instance } = shared();
          const asks = Array.from({ length: instances }, instance);
          const waits = await Promise.all(
            order.map((at) => asks[at % instances]!('person', 'ada', { requests, seconds: 60 })),
          );
          const through = waits.filter((wait) => wait === 0).length;
          const lost = (instances - 1) * Math.floor(requests / 20);
          return through <= requests && through >= Math.min(order.length, requests) - lost;
        },
      ),
      { numRuns: 100 },
    );
  });

  it('that cannot be counted turns nobody away but who asks too often here, and asks again later', async () => {
    const { world, instance } = shared();
    const ask = instance();
    world.broken = true;
    const limit = { requests: 40, seconds: 60 };
    const waits: number[] = [];
    for (let i = 0; i < 45; i++) waits.push(await ask('person', 'ada', limit));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(40);
    expect([world.writes, world.failures]).toEqual([1, 1]);
    world.broken = false;
    world.now += 6_000;
    expect(await ask('person', 'ben', limit)).toBe(0);
    expect(world.totals.size).toBe(1);
  });
});
