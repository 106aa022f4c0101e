import { randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { feedKey } from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { type Behaviour, type Receiver, startReceiver } from '#test/support/receiver.ts';
import { cursorStore } from '../cursor.ts';
import { retrySeconds } from '../retry.ts';
import { signingKey } from '../sign.ts';
import { transportTo } from '../transport.ts';
import { type SendDependencies, send } from './send.ts';

let database: TestDatabase;
let receiver: Receiver;
let table: string;
let audit: string;
let deps: SendDependencies;
let now: number;
let endpoint: Endpoint;
let count = 0;
let institution = '';
const secret = `whsec_${randomBytes(32).toString('base64')}`;

beforeAll(async () => {
  database = await startTestDatabase();
  table = await database.table('feeds', ['due']);
  audit = await database.table('audit');
  receiver = await startReceiver();
  receiver.secrets.push(secret);
});
afterAll(async () => {
  deps.transport.close();
  await receiver.close();
  await database.stop();
});

/** A feed of so many events, an endpoint, and a cursor at its start. */
const prepare = async (events: number, more: Partial<Endpoint> = {}) => {
  institution = `city-${++count}`;
  now = Math.floor(Date.now() / 1000) * 1000;
  endpoint = {
    institution,
    url: receiver.url,
    state: 'active',
    signature: 'hmac-sha256',
    batch: 1,
    from: 'start',
    contact: 'it@city.example',
    revision: 1,
    updatedAt: new Date(now).toISOString(),
    ...more,
  };
  const target = async () => ({ endpoint, keys: [signingKey(secret)] });
  deps = {
    cursors: cursorStore(database.db, table),
    targets: { recent: target, now: target },
    transport: transportTo({ loopback: true }, { timeout: 300 }),
    heads: { above: async () => false },
    clock: () => new Date(now),
    random: () => 0,
    audit,
  };
  const put = (item: object) => database.db.send(new PutCommand({ TableName: table, Item: item }));
  for (let sequence = 1; sequence <= events; sequence++) {
    const [id, type, vendor] = [
      `evt_${institution}_${sequence}`,
      'vendor.qualified.v1',
      'sup_00000000000000000000000001',
    ];
    const body = JSON.stringify({ id, type, subject: vendor, sequence: String(sequence) });
    const at = new Date(now).toISOString();
    await put({ ...feedKey.entry(institution, sequence), sequence, id, type, vendor, at, body });
  }
  await put({ ...feedKey.head(institution), sequence: events, at: new Date(now).toISOString() });
  await put({
    ...feedKey.cursor(institution),
    ...{ sequence: 0, state: 'active', run: 1, running: false, wake: false },
    ...{ failures: 0, refusals: 0, endpointRevision: 1 },
  });
};
const sendNow = (run = 1, round = 0) => send(deps, { institution, run, round });
const cursor = async () => (await deps.cursors.read(institution))!;
const sequences = () => receiver.received.map(({ sequence }) => sequence);
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    response.writeHead(code, headers).end();
  };

beforeEach(() => {
  receiver.behave(undefined);
  receiver.received.length = 0;
  receiver.requests = 0;
  receiver.verify = true;
});

describe('sending a feed', () => {
  it('delivers every event once, in order, signed, and ends the run', async () => {
    await prepare(5);
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(sequences()).toEqual([1, 2, 3, 4, 5]);
    expect(receiver.unverified).toBe(0);
    expect(await cursor()).toMatchObject({ sequence: 5, run: 2, running: false, failures: 0 });
  });

  it('sends in batches to who asks for them, the same ones with the same id', async () => {
    await prepare(7, { batch: 3 });
    const ids: unknown[] = [];
    receiver.behave((request, response) => {
      ids.push(request.headers['webhook-id'], request.headers['content-type']);
      response.writeHead(204).end();
    });
    await sendNow();
    expect(receiver.requests).toBe(3);
    expect(ids[1]).toBe('application/cloudevents-batch+json; charset=utf-8');
    expect(await cursor()).toMatchObject({ sequence: 7 });
  });

  it('does nothing for a run that is not the cursor’s any more', async () => {
    await prepare(2);
    expect(await sendNow(7)).toMatchObject({ outcome: 'superseded' });
    expect(receiver.requests).toBe(0);
  });

  it('stops when the cursor is given to another run while it sends', async () => {
    await prepare(2);
    receiver.behave(async (_, response) => {
      const taken = { ...(await cursor()), run: 9 };
      await database.db.send(new PutCommand({ TableName: table, Item: { ...feedKey.cursor(institution), ...taken } }));
      response.writeHead(204).end();
    });
    expect(await sendNow()).toMatchObject({ outcome: 'superseded' });
    expect(await cursor()).toMatchObject({ run: 9, sequence: 0 });
  });

  it('is not turned off by what was read of the endpoint before it was proven', async () => {
    await prepare(1);
    const proven = await deps.targets.now(institution);
    const recent = async () => ({ ...proven!, endpoint: { ...endpoint, state: 'unproven' as const } });
    deps = { ...deps, targets: { recent, now: async () => proven } };
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(sequences()).toEqual([1]);
  });

  it('hands over to a new execution long before its history is full', async () => {
    await prepare(1);
    expect(await sendNow(1, 1_000)).toMatchObject({ outcome: 'handed-over' });
    expect(await cursor()).toMatchObject({ run: 2, running: false, wake: true });
  });
});

describe('a feed of which a part is no longer kept', () => {
  const forget = async (...gone: number[]) => {
    for (const sequence of gone)
      await database.db.send(new DeleteCommand({ TableName: table, Key: feedKey.entry(institution, sequence) }));
  };

  it('goes on with what is kept, and says what was never sent', async () => {
    await prepare(6, { batch: 4 });
    await forget(1, 2, 4);
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(sequences()).toEqual([3, 5, 6]);
    expect(await cursor()).toMatchObject({ sequence: 6, trimmed: { from: 1, to: 4 } });
  });

  it('ends too when nothing of it is kept', async () => {
    await prepare(3);
    await forget(1, 2, 3);
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(await cursor()).toMatchObject({ sequence: 3, running: false, trimmed: { from: 1, to: 3 } });
  });
});

describe('an endpoint that fails', () => {
  // The clock of these tests runs days ahead, where no receiver would take a signature for recent.
  beforeEach(() => {
    receiver.verify = false;
  });

  it('is tried again by the schedule and disabled after the last try', async () => {
    await prepare(1);
    receiver.behave(status(500));
    const waits: number[] = [];
    for (;;) {
      const result = await sendNow();
      if (result.outcome === 'disabled') {
        expect(result.because).toBe('exhausted');
        break;
      }
      expect(result.outcome).toBe('wait');
      waits.push(result.seconds);
      now += result.seconds * 1000;
    }
    expect(waits).toEqual([...retrySeconds]);
    expect(receiver.requests).toBe(retrySeconds.length + 1);
    expect(await cursor()).toMatchObject({ state: 'disabled', disabledBecause: 'exhausted', sequence: 0 });
    // Asked again after a crash, it says the same, so that the institution is surely told.
    expect(await sendNow()).toMatchObject({ outcome: 'disabled', because: 'exhausted' });
  });

  it('is not asked before its time, whoever starts the execution', async () => {
    await prepare(1);
    receiver.behave(status(503));
    await sendNow();
    now += 2_000;
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 3 });
    expect(receiver.requests).toBe(1);
  });

  it('is left alone for as long as it asks', async () => {
    await prepare(1);
    receiver.behave(status(429, { 'retry-after': '120' }));
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 120 });
    await prepare(1);
    receiver.behave(status(503, { 'retry-after': new Date(now + 90_000).toUTCString() }));
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 90 });
  });

  it('is disabled at once when it says that it is gone', async () => {
    await prepare(1);
    receiver.behave(status(410));
    expect(await sendNow()).toMatchObject({ outcome: 'disabled', because: 'gone' });
    expect(await cursor()).toMatchObject({ state: 'disabled', disabledBecause: 'gone' });
  });

  it('begins the schedule anew once it has taken something', async () => {
    await prepare(3);
    receiver.behave(status(500));
    const first = await sendNow();
    now += first.seconds * 1000;
    await sendNow();
    now += 300_000;
    let answered = 0;
    receiver.behave((_, response) => {
      response.writeHead(++answered === 1 ? 204 : 500).end();
    });
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 5 });
    expect(await cursor()).toMatchObject({ sequence: 1, failures: 1 });
  });

  it.each<[string, Behaviour, string]>([
    ['never answers', () => {}, 'timed-out'],
    ['redirects', status(302, { location: 'http://127.0.0.1:1/elsewhere' }), 'http-302'],
    ['breaks the connection', (request) => void request.socket.destroy(), 'connection-failed'],
    ['answers with nonsense', (request) => void request.socket.end('nonsense\r\n\r\n'), 'connection-failed'],
    ['is not allowed to be asked', status(401), 'http-401'],
  ])('that %s costs one try and says why', async (_, behaviour, reason) => {
    await prepare(2);
    receiver.behave(behaviour);
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 5 });
    expect(receiver.requests).toBe(1);
    expect(await cursor()).toMatchObject({ lastFailure: { reason } });
  });

  it('cannot hold us with an answer without end', async () => {
    await prepare(1);
    receiver.behave((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'.repeat(1024)), 1);
      response.on('close', () => clearInterval(drip));
    });
    const started = performance.now();
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('an event that is refused', () => {
  it('is set aside while the rest go on, and can be sent again', async () => {
    await prepare(3);
    const answer: Behaviour = (request, response) => {
      response.writeHead(String(request.headers['webhook-id']).endsWith('_2') ? 422 : 204).end();
    };
    receiver.behave(answer);
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(await cursor()).toMatchObject({ sequence: 3, refusals: 0 });
    await deps.cursors.commit([
      deps.cursors.park(institution, {
        ...{ sequence: 2, id: `evt_${institution}_2`, type: 'vendor.qualified.v1', status: 422, tries: 1 },
        ...{ vendor: 'sup_00000000000000000000000001', parkedAt: new Date(now).toISOString(), state: 'queued' },
      }),
      deps.cursors.update(institution, 2, { run: 3, wake: true }, []),
    ]);
    receiver.behave(undefined);
    expect(await sendNow(3)).toMatchObject({ outcome: 'caught-up' });
    expect(sequences()).toEqual([2]);
    expect(await deps.cursors.parked(institution)).toEqual([]);
    expect(await cursor()).toMatchObject({ sequence: 3, wake: false });
  });

  it('inside a batch is found by sending the batch one by one', async () => {
    await prepare(4, { batch: 4 });
    receiver.behave((request, response) => {
      const id = String(request.headers['webhook-id']);
      response.writeHead(id.startsWith('bat_') || id.endsWith('_3') ? 400 : 204).end();
    });
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(receiver.requests).toBe(5);
    expect(await cursor()).toMatchObject({ sequence: 4 });
  });

  it('ten times in a row speaks of the endpoint: the eleventh waits instead', async () => {
    await prepare(20);
    receiver.behave(status(400));
    expect(await sendNow()).toMatchObject({ outcome: 'wait', seconds: 5 });
    expect(await cursor()).toMatchObject({ sequence: 10, refusals: 10 });
  });

  it('and refused again when it is sent at a wish, says nothing of the endpoint and holds up nothing', async () => {
    await prepare(12);
    receiver.behave(status(400));
    await sendNow();
    const [first] = await deps.cursors.parked(institution);
    await deps.cursors.commit([
      deps.cursors.park(institution, { ...first!, state: 'queued' }),
      deps.cursors.update(institution, 1, { run: 2, wake: true }, ['nextTryAt']),
    ]);
    receiver.behave((request, response) => {
      response.writeHead(String(request.headers['webhook-id']).endsWith('_1') ? 400 : 204).end();
    });
    expect(await sendNow(2)).toMatchObject({ outcome: 'caught-up' });
    expect(await cursor()).toMatchObject({ sequence: 12, refusals: 0 });
    expect(await deps.cursors.parked(institution)).toContainEqual(
      expect.objectContaining({ sequence: 1, state: 'parked', tries: 2 }),
    );
  });

  it('is no longer set aside once a replay has delivered it, however many they are', async () => {
    await prepare(130, { batch: 100 });
    for (let sequence = 1; sequence <= 120; sequence++)
      await deps.cursors.commit([
        deps.cursors.park(institution, {
          ...{ sequence, id: `evt_${institution}_${sequence}`, type: 'vendor.qualified.v1', status: 422, tries: 1 },
          ...{ vendor: 'sup_00000000000000000000000001', parkedAt: new Date(now).toISOString(), state: 'parked' },
        }),
      ]);
    expect(await sendNow()).toMatchObject({ outcome: 'caught-up' });
    expect(await deps.cursors.parked(institution)).toEqual([]);
  });

  it('is looked for no longer than a call lasts: a slow endpoint that refuses batches is not sent the same ones for ever', async () => {
    await prepare(30, { batch: 30 });
    receiver.behave((request, response) => {
      const isBatch = String(request.headers['webhook-id']).startsWith('bat_');
      if (!isBatch) now += 6_000;
      response.writeHead(isBatch ? 400 : 204).end();
    });
    expect(await sendNow()).toMatchObject({ outcome: 'more' });
    expect(await cursor()).toMatchObject({ sequence: 4, run: 1 });
    expect(await sendNow(1, 1)).toMatchObject({ outcome: 'more' });
    expect(await cursor()).toMatchObject({ sequence: 8, run: 1 });
  });

  it('sends nothing more to an address that was changed, though it read it a moment ago', async () => {
    await prepare(3);
    const before = endpoint;
    const after: Endpoint = { ...before, url: `${receiver.url}/moved`, revision: 3 };
    const keys = [signingKey(secret)];
    deps.targets = { recent: async () => ({ endpoint: before, keys }), now: async () => ({ endpoint: after, keys }) };
    await deps.cursors.activate(institution, after);
    const paths: (string | undefined)[] = [];
    receiver.behave((request, response) => {
      paths.push(request.url);
      response.writeHead(204).end();
    });
    expect(await sendNow(2)).toMatchObject({ outcome: 'caught-up' });
    expect(paths).toEqual(['/events/moved', '/events/moved', '/events/moved']);
  });

  it('goes on to an endpoint that was proven while an older change of it was still being followed', async () => {
    await prepare(2);
    await deps.cursors.activate(institution, { ...endpoint, revision: 3 });
    await deps.cursors.stop(institution, { ...endpoint, state: 'unproven', revision: 2 });
    expect(await cursor()).toMatchObject({ state: 'active', run: 2 });
    await deps.cursors.stop(institution, { ...endpoint, state: 'disabled', revision: 4 });
    expect(await cursor()).toMatchObject({ state: 'disabled', run: 3 });
  });
});
