import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningS3, startS3 } from '#local/s3/testing.ts';
import { apiClient } from '#schemas/api/client.ts';
import { exportAudit, proveConsistency, proveInclusion, readAuditHead } from '#schemas/api/trust.ts';
import { auditKey } from '#schemas/audit.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { callerSaid, fetchFrom } from '#test/support/http.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { auditRoutes } from './api/audit.ts';
import type { Dependencies } from './api/deps.ts';
import { appendEntries, readState } from './append.ts';
import { type HeadDependencies, sealHour } from './heads.ts';
import { checkLog } from './monitor.ts';
import type { Signer } from './signer.ts';
import { entryNumber, localSigner } from './testing.ts';
import { verifyExport } from './verify.ts';

let database: TestDatabase;
let files: RunningS3;
let log: HeadDependencies;
let count = 0;
let signatures = 0;
const signer = localSigner();
const counting: Signer = {
  ...signer,
  sign: (header, payload) => {
    signatures++;
    return signer.sign(header, payload);
  },
};
const bucketOf = (n: number) => `heads-${n}`;
const buckets = Array.from({ length: 40 }, (_, n) => bucketOf(n + 1));

beforeAll(async () => {
  database = await startTestDatabase();
  files = await startS3(Object.fromEntries(buckets.map((name) => [name, { versioning: true }])));
}, 30_000);
afterAll(async () => {
  await files.stop();
  await database.stop();
});
/** A log of its own, with 40 entries under the head of 13 h and 20 more under that of 14 h, then 5 that nothing covers yet. */
beforeEach(async () => {
  count++;
  signatures = 0;
  log = {
    db: database.db,
    table: await database.table(`audit-${count}`),
    signer: counting,
    log: 'https://example.org/v1/audit',
  };
  await append(0, 40);
  await seal('13');
  await append(40, 60);
  await seal('14');
  await append(60, 65);
}, 30_000);

const append = (from: number, to: number) =>
  appendEntries(
    log,
    Array.from({ length: to - from }, (_, i) => entryNumber(from + i)),
  );
const seal = (hour: string) =>
  sealHour({ ...log, s3: files.client, bucket: bucketOf(count) }, new Date(`2026-11-22T${hour}:00:01Z`));
const call = () => {
  const deps = { log, signers: [counting] } as unknown as Dependencies;
  const base = { db: database.db, clock: () => new Date('2026-11-22T14:30:00Z'), callerOf: callerSaid };
  const fetch = fetchFrom(auditRoutes(deps), { ...base, idempotencyTable: log.table, auditTable: log.table });
  return apiClient({ baseUrl: 'http://api.test', language: 'en', token: 'olivia anyone person operator', fetch });
};
const wholeExport = async (cursor?: string) => {
  let text = '';
  for (let next = cursor; ; ) {
    const { body } = await call()(exportAudit, { query: next ? { cursor: next } : {} });
    text += body.text;
    next = body.next;
    if (!next) return text;
  }
};
const verify = async (text: string) => verifyExport(text, [await signer.publicKey()]);
const update = (key: object, expression: string, values: Record<string, unknown>, names?: Record<string, string>) =>
  database.db.send(
    new UpdateCommand({
      TableName: log.table,
      Key: key,
      UpdateExpression: expression,
      ExpressionAttributeValues: values,
      ...(names && { ExpressionAttributeNames: names }),
    }),
  );

describe('an export of the log', () => {
  it('ends at the last public head, holds every head before it, and nothing is signed for it', async () => {
    expect(signatures).toBe(2);
    expect(await verify(await wholeExport())).toMatchObject({
      entries: 60,
      heads: 2,
      findings: [],
      last: { size: 60 },
    });
    expect(signatures).toBe(2);
  });

  it('is of the head that it began at, whatever was signed since', async () => {
    const { body } = await call()(exportAudit, { query: {} });
    await seal('15');
    expect(await verify(body.text + (await wholeExport(body.next)))).toMatchObject({
      entries: 60,
      heads: 2,
      findings: [],
    });
    expect(await verify(await wholeExport())).toMatchObject({ entries: 65, heads: 3, findings: [] });
  });

  it.each([
    '30.0',
    '30.30',
    '2026-11-22T14.61',
    '2026-11-22T12.0',
    '2026-11-22T99.0',
    '2026-11-22T14.60.2026-11-22T14',
  ])('cannot be made to end elsewhere: %s is no place in it', async (cursor) => {
    expect(await refusalOf(call()(exportAudit, { query: { cursor } }))).toMatchObject({
      type: '/problems/invalid-cursor',
    });
  });

  it('of an earlier public head is as old as that head says', async () => {
    const text = await wholeExport('2026-11-22T13.0');
    expect(await verify(text)).toMatchObject({ entries: 40, findings: [], last: { at: '2026-11-22T13:00:01.000Z' } });
  });

  it('and a proof wait for the head that covers them', async () => {
    expect(await refusalOf(call()(proveInclusion, { params: { index: 62 } }))).toMatchObject({ status: 409 });
    await seal('15');
    expect((await call()(proveInclusion, { params: { index: 62 } })).body.head.size).toBe(65);
    log = { ...log, table: await database.table(`audit-new-${count}`) };
    expect(await refusalOf(call()(exportAudit, { query: {} }))).toMatchObject({ status: 409 });
  });

  it('betrays a record of the table that was touched; a proof of it is refused', async () => {
    await update(auditKey.line(12), 'SET entry.actor.id = :other', { ':other': 'p-99' });
    expect((await verify(await wholeExport())).findings).toContainEqual({ at: 'entry 12', code: 'chain-broken' });
    expect(await refusalOf(call()(proveInclusion, { params: { index: 12 } }))).toMatchObject({ status: 500 });
  });
});

describe('the head of an hour', () => {
  it('is signed once, whoever asks again', async () => {
    const head = await seal('15');
    expect(await seal('15')).toEqual(head);
    expect(signatures).toBe(3);
  });

  it('is stored under the lock after all, where it was not the first time', async () => {
    const { client } = files;
    const dead = { send: async () => Promise.reject(new Error('gone')) } as unknown as typeof client;
    const at = new Date('2026-11-22T15:00:01Z');
    let asked = 0;
    const once = {
      send: (command: never) => (asked++ < 2 ? client.send(command) : dead.send(command)),
    } as unknown as typeof client;
    await expect(sealHour({ ...log, s3: once, bucket: bucketOf(count) }, at)).rejects.toThrow('gone');
    const head = await seal('15');
    expect(head.size).toBe(65);
    expect((await seal('16')).previous).not.toBe('0'.repeat(64));
  });

  const headKey = (hour: string) => auditKey.head(`2026-11-22T${hour}`);
  it.each<[string, () => Promise<unknown>, string]>([
    ['is cut back', () => update(auditKey.state(), 'SET #size = :size', { ':size': 50 }, { '#size': 'size' }), 'state'],
    [
      'is cut back with care',
      async () => {
        const { Item } = await database.db.send(new GetCommand({ TableName: log.table, Key: auditKey.line(49) }));
        const values = { ':size': 50, ':chain': Item!.chain };
        await update(auditKey.state(), 'SET #size = :size, chain = :chain', values, { '#size': 'size' });
      },
      'shorter',
    ],
    [
      'has another tree',
      async () => {
        const { Item } = await database.db.send(new GetCommand({ TableName: log.table, Key: auditKey.tile(0, 0) }));
        await database.db.send(
          new PutCommand({ TableName: log.table, Item: { ...Item, hashes: Item!.hashes.with(3, 'a'.repeat(64)) } }),
        );
      },
      'rewritten',
    ],
    ['has another chain', () => update(auditKey.line(59), 'SET chain = :c', { ':c': 'b'.repeat(64) }), 'rewritten'],
    [
      'has lost its newest head',
      () => database.db.send(new DeleteCommand({ TableName: log.table, Key: headKey('14') })),
      'head-missing',
    ],
    [
      'has an older head, well signed, in the place of its newest',
      async () => {
        const { Item } = await database.db.send(new GetCommand({ TableName: log.table, Key: headKey('13') }));
        await database.db.send(new PutCommand({ TableName: log.table, Item: { ...Item, ...headKey('14') } }));
      },
      'head-changed',
    ],
  ])('is not signed over a log that %s', async (_, touch, code) => {
    await touch();
    await expect(seal('15')).rejects.toThrow(code);
    expect(signatures).toBe(2);
  });
});

describe('a monitor of the log', () => {
  const now = new Date('2026-11-22T15:30:00Z');
  const api = () => ({
    head: async () => (await call()(readAuditHead, {})).body,
    consistency: async (first: number, second: number) =>
      (await call()(proveConsistency, { query: { first, second } })).body.proof,
  });
  const keys = async () => [await signer.publicKey()];

  it('sees it go on from what it saw before', async () => {
    const { head, findings } = await checkLog(api(), await keys(), [], now);
    expect([head.size, findings]).toEqual([60, []]);
    expect((await checkLog(api(), await keys(), [head], now)).findings).toEqual([]);
    await seal('15');
    const next = await checkLog(api(), await keys(), [head], now);
    expect([next.head.size, next.findings]).toEqual([65, []]);
  });

  it('sees a log that became shorter, one that was written anew, one that stopped, and a head of somebody else', async () => {
    const { head: seen } = await checkLog(api(), await keys(), [], now);
    const codesOf = async (moment = now, by = keys()) =>
      (await checkLog(api(), await by, [seen], moment)).findings.map(({ code }) => code);
    expect(await codesOf(new Date('2026-11-22T17:00:00Z'))).toEqual(['stale']);
    expect(await codesOf(now, Promise.all([localSigner().publicKey()]))).toEqual(['signature']);

    // The operator begins again: the same key, the same name, another past.
    log = { ...log, table: await database.table(`audit-again-${count}`) };
    count++;
    await append(100, 130);
    await seal('14');
    expect(await codesOf()).toEqual(['behind']);
    await append(130, 200);
    await seal('15');
    expect(await codesOf()).toEqual(['fork']);
    expect((await readState(log)).size).toBe(100);
  });

  it('sees a head of an hour that has not come, after which no other need ever come, and one older than it saw', async () => {
    const { head: seen } = await checkLog(api(), await keys(), [], now);
    const codesOf = async (moment: string, before = [seen]) =>
      (await checkLog(api(), await keys(), before, new Date(moment))).findings.map(({ code }) => code);
    expect(await codesOf('2026-11-22T13:58:00Z')).toEqual([]);
    expect(await codesOf('2026-11-22T13:50:00Z')).toEqual(['early']);
    // Nothing was added, and the head of the hour after was seen: it is not the newest.
    const later = { ...seen, at: '2026-11-22T15:00:00.000Z' };
    expect(await codesOf('2026-11-22T15:30:00Z', [seen, later])).toEqual(['behind']);
  });
});
