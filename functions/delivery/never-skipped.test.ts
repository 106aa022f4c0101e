import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDelivery, replayFeed, resendParked, resumeDelivery, testEndpoint } from '#schemas/api/delivery.ts';
import { type EndpointWorld, type OpenEndpoint, startEndpointWorld } from '#test/support/endpoint-world.ts';

let world: EndpointWorld;
beforeAll(async () => {
  world = await startEndpointWorld();
}, 30_000);
afterAll(() => world.stop());

const moods = { well: () => 204, failing: () => 503, gone: () => 410, refusing: () => 422 };
const share = { min: 0, max: 100 };
/** What a person or a system can press, or what happens to an endpoint by itself. */
const press = fc.oneof(
  fc.record({ press: fc.constant('replay' as const), share: fc.integer({ min: 0, max: 150 }) }),
  fc.record({ press: fc.constant('replaySince' as const), share: fc.integer({ min: 0, max: 150 }) }),
  fc.record({ press: fc.constant('resend' as const), share: fc.integer(share) }),
  fc.record({ press: fc.constantFrom('test', 'resume', 'disable', 'activate') }),
  fc.record({
    press: fc.constant('moveTo' as const),
    path: fc.constantFrom('a', 'b'),
    from: fc.constantFrom('start' as const, 'now' as const),
  }),
);
type Press = Parameters<Parameters<typeof press.map>[0]>[0];
const deliver = fc.record({
  deliver: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...(Object.keys(moods) as (keyof typeof moods)[])) },
    { weight: 3, arbitrary: fc.integer({ min: 2, max: 3 }) },
  ),
  /** Whether the time of the next try has come. */
  later: fc.boolean(),
  kill: fc.option(fc.record({ after: fc.nat({ max: 3 }), written: fc.boolean() }), { nil: undefined, freq: 3 }),
  during: fc.option(press, { nil: undefined, freq: 3 }),
});
const now = (mood: keyof typeof moods | number) => ({
  ...{ deliver: mood, later: true, kill: undefined, during: undefined },
});
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ add: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: deliver },
  { weight: 4, arbitrary: press },
);

/** Presses; what is not possible at the moment is refused as such, and changes nothing. */
const doPress = async (open: OpenEndpoint, pressed: Press): Promise<void> => {
  const { call, params } = open;
  const orRefused = async (work: Promise<unknown>) => {
    await work.catch(async (error: { problem?: { status: number } }) => {
      expect([404, 409, 503], String(error)).toContain(error.problem?.status);
    });
  };
  const at = 'share' in pressed ? Math.floor((open.head() * pressed.share) / 100) : 0;
  switch (pressed.press) {
    case 'replay':
      return orRefused(call(replayFeed, { params, body: { after: at } }));
    case 'replaySince':
      return orRefused(call(replayFeed, { params, body: { since: open.instantOf(at) } }));
    case 'resend': {
      const parked = await open.parked();
      const sequence = parked[Math.floor((parked.length * at) / (open.head() + 1))]?.sequence ?? 1;
      return orRefused(call(resendParked, { params: { ...params, sequence } }));
    }
    case 'test':
      await orRefused(call(testEndpoint, { params }));
      return open.sendTest();
    case 'resume':
      return orRefused(call(resumeDelivery, { params }));
    case 'disable':
      return open.disable();
    case 'activate':
      return open.activate();
    case 'moveTo':
      return open.activate({ url: open.url(pressed.path), from: pressed.from });
  }
};

it('a cursor passes what the endpoint acknowledged and what was set aside, and nothing else, whatever anyone presses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 3), fc.array(step, { minLength: 4, maxLength: 16 }), async (batch, steps) => {
      const open = await world.open({ batch });
      // Since the cursor last went back: what it may pass.
      const [taken, refusedOnes] = [new Set<number>(), new Set<number>()];
      let cursor = await open.cursor();
      const wentTo = async () => {
        const next = await open.cursor();
        if (next.sequence < cursor.sequence)
          for (const seen of [taken, refusedOnes])
            for (const sequence of seen) if (sequence > next.sequence) seen.delete(sequence);
        cursor = next;
      };
      const seen = (sequences: number[], status: number) => {
        for (const sequence of sequences)
          if (status === 204) taken.add(sequence);
          else if (status === 422 && sequences.length === 1) refusedOnes.add(sequence);
      };
      const lookAt = async (pressed: boolean) => {
        const before = cursor.sequence;
        await wentTo();
        if (pressed) expect(cursor.sequence).toBeLessThanOrEqual(before);
        const setAside = new Set((await open.parked()).map(({ sequence }) => sequence));
        for (let sequence = 1; sequence <= cursor.sequence; sequence++)
          expect(taken.has(sequence) || (refusedOnes.has(sequence) && setAside.has(sequence)), `${sequence}`).toBe(
            true,
          );
        expect(cursor).not.toHaveProperty('trimmed');
      };

      for (const one of steps) {
        if ('add' in one) await open.add(one.add);
        else if ('press' in one) {
          // Nothing but a test is sent at a press itself: an event that was passed already, and is no surprise.
          world.answer(moods.well, (sequences) => {
            expect(Math.max(...sequences)).toBeLessThanOrEqual(cursor.sequence);
          });
          await doPress(open, one);
          await lookAt(true);
        } else {
          const { deliver, later, kill } = one;
          let { during } = one;
          const acknowledged: number[] = [];
          if (later) open.pass(100_000);
          world.answer(
            typeof deliver === 'number' ? (sequence) => (sequence % deliver === 0 ? 422 : 204) : moods[deliver],
            async (sequences, status) => {
              const pressed = during;
              during = undefined;
              if (pressed) {
                await doPress(open, pressed);
                await wentTo();
              }
              seen(sequences, status);
              if (status === 204) acknowledged.push(...sequences);
            },
          );
          const outcome = await open.deliver(kill);
          await lookAt(false);
          // Whoever was not interrupted has noted all that was acknowledged.
          if (outcome !== 'killed' && !one.during)
            expect(Math.max(0, ...acknowledged)).toBeLessThanOrEqual(cursor.sequence);
        }
      }

      // In the end everything arrives, without anybody doing more than proving the endpoint and asking for what was set aside.
      world.answer(moods.well, seen);
      if (cursor.state === 'disabled') await open.activate();
      for (const { sequence } of await open.parked())
        await open.call(resendParked, { params: { ...open.params, sequence } });
      open.pass(100_000);
      for (let tries = 0; tries < 3 && (await open.deliver()) !== 'caught-up'; tries++);
      await lookAt(false);
      const { body } = await open.call(readDelivery, { params: open.params });
      expect(body).toMatchObject({ state: 'active', delivered: open.head(), lag: 0, parked: 0 });
      expect([...taken].sort((a, b) => a - b)).toEqual(Array.from({ length: open.head() }, (_, n) => n + 1));
    }),
    {
      numRuns: Number(process.env.PASSERELLE_PRESSES ?? 30),
      // What once went wrong, or nearly: seldom met by chance.
      examples: [
        [1, [{ add: 3 }, now('failing'), { press: 'replay', share: 67 }, now('well')]],
        [1, [{ add: 3 }, now('failing'), { press: 'replaySince', share: 150 }, now('well')]],
        [1, [{ add: 3 }, now(3), { press: 'replay', share: 0 }, { press: 'resend', share: 0 }, now('well')]],
        [1, [{ add: 3 }, now(3), { press: 'replay', share: 0 }, { press: 'resend', share: 0 }, now(3)]],
        [1, [{ add: 3 }, now('well'), { press: 'moveTo', path: 'a', from: 'start' }, now('well')]],
        [1, [{ add: 3 }, now('failing'), { press: 'moveTo', path: 'a', from: 'now' }, now('well')]],
      ],
    },
  );
}, 120_000);
