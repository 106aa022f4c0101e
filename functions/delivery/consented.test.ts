import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayFeed } from '#schemas/api/delivery.ts';
import { eventExamples } from '#schemas/events/examples.ts';
import { vendorEvent } from '#schemas/events/v1.ts';
import { feedKey, type VerdictRecord } from '#schemas/feed-records.ts';
import { type EndpointWorld, startEndpointWorld } from '#test/support/endpoint-world.ts';

let world: EndpointWorld;
beforeAll(async () => {
  world = await startEndpointWorld();
}, 30_000);
afterAll(() => world.stop());

it('a replay sends the criteria of who consents, and no longer those of who withdrew', async () => {
  const open = await world.open({ batch: 2 });
  const example = eventExamples.find(({ data }) => data.criteria !== undefined)!;
  expect(example.data.disclosure).toBe('criteria');
  const vendors = ['sup_00000000000000000000000001', 'sup_00000000000000000000000002'] as const;
  for (const vendor of vendors) await open.addEvent({ ...example, subject: vendor });
  const consents = async (vendor: string, disclosure: VerdictRecord['disclosure']) =>
    world.db.send(
      new PutCommand({
        TableName: world.feeds,
        Item: {
          ...feedKey.verdict(open.institution, vendor),
          ...{ vendor, vendorVersion: 1, generation: 1, on: '2026-06-01', definition: 'city', definitionVersion: 1 },
          ...{ outcome: 'qualifies', assurance: 'verified', validUntil: null, recognised: true, disclosure },
        },
      }),
    );
  const bodies: string[] = [];
  const deliver = async () => {
    bodies.length = 0;
    world.receiver.behave((_, response, body) => {
      bodies.push(...(JSON.parse(body) as object[]).map((one) => JSON.stringify(one)));
      response.writeHead(204).end();
    });
    expect(await open.deliver()).toBe('caught-up');
    return bodies.map((body) => vendorEvent.parse(JSON.parse(body)));
  };
  for (const vendor of vendors) await consents(vendor, 'criteria');
  const first = await deliver();
  expect(first.map(({ data }) => data.criteria)).toEqual([example.data.criteria, example.data.criteria]);

  await consents(vendors[0], 'withdrawn');
  await open.call(replayFeed, { params: open.params, body: { after: 0 } });
  const again = await deliver();
  expect(again.map(({ data }) => [data.disclosure, data.criteria !== undefined])).toEqual([
    ['withdrawn', false],
    ['criteria', true],
  ]);
  expect(again.map(({ id, sequence }) => [id, sequence])).toEqual(first.map(({ id, sequence }) => [id, sequence]));
});
