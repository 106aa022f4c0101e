import { institutionCount, latencies, names, quantile, startWorld, type World } from './delivery/world.ts';
import type { Section } from './figure.ts';

const perSecond = Number(process.env.BENCH_APPROVALS ?? 20);
const seconds = Number(process.env.BENCH_SECONDS ?? 10);

/** In each round another endpoint falls silent and another one fails; the others are never touched. */
const rounds = [names.slice(0, 2), names.slice(2, 4), names.slice(4, 6)] as const;
const others = names.slice(6);

/**
 * Approvals at a steady pace, everybody well. Then in turns, so that whatever else the machine does weighs on both alike:
 * everybody else well, and with one endpoint silent and one failing.
 */
const latency = async (world: World): Promise<Section> => {
  await world.certify(5, 2);
  const all = await latencies(world, await world.certify(perSecond, seconds), names);
  const [calm, disturbed]: [number[], number[]] = [[], []];
  for (const [silent, failing] of rounds) {
    calm.push(...(await latencies(world, await world.certify(perSecond, seconds / 2), others)));
    world.receivers.moods.set(silent!, 'silent');
    world.receivers.moods.set(failing!, 'failing');
    disturbed.push(...(await latencies(world, await world.certify(perSecond, seconds / 2), others)));
  }
  world.receivers.moods.clear();
  const missing = [...all, ...calm, ...disturbed].filter((one) => one === Number.POSITIVE_INFINITY).length;
  const p99 = quantile(calm, 0.99);
  const p99Disturbed = quantile(disturbed, 0.99);
  return {
    title: `vendor recorded → webhook received, ${perSecond} a second, ${institutionCount} institutions, ${seconds} s`,
    figures: [
      { name: 'p50', value: quantile(all, 0.5), unit: 'ms', atMost: 150 },
      { name: 'p99', value: quantile(all, 0.99), unit: 'ms', atMost: 600 },
      { name: `p99 of ${others.length}, the others well`, value: p99, unit: 'ms' },
      {
        name: `p99 of ${others.length}, one more silent and one more failing each time`,
        value: p99Disturbed,
        unit: 'ms',
      },
      { name: 'the second beside the first', value: p99Disturbed / p99, unit: '×', atMost: 1.5 },
    ],
    wrong: missing > 0 ? [`${missing} events never arrived`] : [],
  };
};

/** Every feed sent again from its start, again and again, until so many events have arrived. */
const replayed = async (world: World, events: number): Promise<{ perSecond: number; late: number }> => {
  const { network, receivers } = world;
  const before = receivers.count();
  const began = performance.now();
  let last = began;
  for (let round = 0; receivers.count() - before < events; round++) {
    const at = receivers.count();
    let expected = 0;
    await Promise.all(
      names.map(async (name) => {
        const { status, body } = await network.call('POST', `/v1/feeds/${name}/replay`, {
          as: 'operator-1',
          headers: { 'idempotency-key': `replay-${name}-${began}-${round}` },
          body: { after: 0 },
        });
        if (status !== 202) throw new Error(`replay of ${name}: ${status} ${JSON.stringify(body)}`);
        expected += (body as { head: number }).head;
      }),
    );
    const until = performance.now() + 120_000;
    while (receivers.count() - at < expected && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 5));
    last = performance.now();
    if (receivers.count() - at < expected) return { perSecond: 0, late: expected - (receivers.count() - at) };
  }
  return { perSecond: ((receivers.count() - before) / (last - began)) * 1000, late: 0 };
};

const fanOut = async (world: World): Promise<Section> => {
  // What the two endpoints in trouble missed is theirs again once they are active again.
  await world.setBatch(1);
  const singly = await replayed(world, 5_000);
  await world.setBatch(100);
  const batched = await replayed(world, 20_000);
  const start = process.memoryUsage().rss;
  const more = await replayed(world, Number(process.env.BENCH_EVENTS ?? 200_000));
  const late = singly.late + batched.late + more.late;
  return {
    title: `feeds sent to ${institutionCount} endpoints from their start`,
    figures: [
      { name: 'singly', value: singly.perSecond, unit: 'events/s', atLeast: 1_000 },
      { name: 'in batches of 100', value: batched.perSecond, unit: 'events/s', atLeast: 5_000 },
      { name: 'memory after, beside before', value: process.memoryUsage().rss / start, unit: '×', atMost: 1.3 },
    ],
    wrong: late > 0 ? [`${late} events never arrived`] : [],
  };
};

export async function* run(): AsyncGenerator<Section> {
  const world = await startWorld();
  try {
    yield await latency(world);
    yield await fanOut(world);
  } finally {
    await world.stop();
  }
}
