import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiRefusal } from '#schemas/api/client.ts';
import { claimCase, declareConflict, listCases, readCase, releaseCase } from '#schemas/api/review.ts';
import { caseworkKey } from '#schemas/records.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { fillQueue } from '#test/support/queue.ts';
import { submittedBy } from '#test/support/supplier.ts';
import { caseOf } from '#test/support/verifier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

const statusOf = (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 200,
    (error: ApiRefusal) => error.problem.status,
  );
const seen = async (
  client: ReturnType<Casework['as']>,
  view: 'unclaimed' | 'mine' | 'due-soon' | 'overdue' | 'waiting',
) => (await client(listCases, { query: { view } })).body.cases.map(({ submission }) => submission);

describe('the queue', () => {
  it('offers a case until someone claims it, and again when the hold ends', async () => {
    const begun = await submittedBy(world, 'sup-hold');
    const at = caseOf(begun);
    const marie = world.as('marie', ['verifier']);
    const daniel = world.as('daniel', ['verifier']);
    await marie(claimCase, at);
    expect(await seen(marie, 'mine')).toEqual([begun.submission]);
    expect(await seen(daniel, 'unclaimed')).not.toContain(begun.submission);
    expect(await statusOf(daniel(claimCase, at))).toBe(409);
    await world.skip(61 / 1440);
    expect(await seen(marie, 'mine')).toEqual([]);
    expect(await seen(daniel, 'unclaimed')).toContain(begun.submission);
    await daniel(claimCase, at);
    await daniel(releaseCase, at);
    expect(await seen(marie, 'unclaimed')).toContain(begun.submission);
  });

  it('hides a case from who declared a conflict with its supplier, also the next one', async () => {
    const begun = await submittedBy(world, 'sup-cousin');
    const at = caseOf(begun);
    const cousin = world.as('cousin', ['verifier']);
    await cousin(claimCase, at);
    await cousin(declareConflict, at);
    expect(await statusOf(cousin(readCase, at))).toBe(404);
    expect(await statusOf(cousin(claimCase, at))).toBe(404);
    expect(await seen(cousin, 'unclaimed')).not.toContain(begun.submission);
    expect(await seen(world.as('marie', ['verifier']), 'unclaimed')).toContain(begun.submission);
  });

  it('is not for a verifier’s own firm, nor for anyone who is not a verifier', async () => {
    const begun = await submittedBy(world, 'both');
    const at = caseOf(begun);
    expect(await statusOf(world.as('both', ['verifier'])(claimCase, at))).toBe(403);
    expect(await statusOf(world.as('nosy')(listCases, { query: {} }))).toBe(403);
    expect(await statusOf(world.as('nosy')(readCase, at))).toBe(404);
  });

  it('shows what is due soon and what is overdue, by the clock', async () => {
    const begun = await submittedBy(world, 'sup-due');
    const marie = world.as('marie', ['verifier']);
    expect(await seen(marie, 'due-soon')).not.toContain(begun.submission);
    await world.skip(14);
    expect(await seen(marie, 'due-soon')).toContain(begun.submission);
    await world.skip(7);
    expect(await seen(marie, 'overdue')).toContain(begun.submission);
  });

  it('pages through every open case without missing or repeating one', async () => {
    const marie = world.as('fresh', ['verifier']);
    const before = (await seen(marie, 'unclaimed')).length;
    const count = 500;
    await fillQueue(world, 0, count);
    const found = new Set<string>();
    let repeated = 0;
    for (let cursor: string | undefined; ; ) {
      const { body } = await marie(listCases, { query: { view: 'unclaimed', limit: 40, cursor } });
      for (const { submission } of body.cases)
        if (found.has(submission)) repeated++;
        else found.add(submission);
      cursor = body.next;
      if (!cursor) break;
    }
    expect(repeated).toBe(0);
    expect(found.size).toBe(count + before);
  });

  it('refuses a cursor of another view, of someone else, or made up', async () => {
    const marie = world.as('marie', ['verifier']);
    const { body } = await marie(listCases, { query: { view: 'unclaimed', limit: 5 } });
    const cursor = body.next ?? '';
    expect(await statusOf(marie(listCases, { query: { view: 'overdue', cursor } }))).toBe(400);
    expect(await statusOf(world.as('daniel', ['verifier'])(listCases, { query: { view: 'unclaimed', cursor } }))).toBe(
      400,
    );
    const altered = Buffer.from(
      JSON.stringify({ view: 'unclaimed', by: 'marie', key: { pk: 'x', sk: 'y', queuePk: 'WAITING', queueSk: 'z' } }),
    ).toString('base64url');
    expect(await statusOf(marie(listCases, { query: { view: 'unclaimed', cursor: altered } }))).toBe(400);
    expect(await statusOf(marie(listCases, { query: { view: 'unclaimed', cursor: 'nonsense' } }))).toBe(400);
  });
});

describe('a possible duplicate', () => {
  it('names the other firm to whoever may read its case, and to nobody else', async () => {
    const answers = { identity: { legalName: 'Raman', email: 'priya@example.ca', neq: '1199990001' } };
    const before = await submittedBy(world, 'sup-before', { answers });
    const after = await submittedBy(world, 'sup-after', { answers });
    const otherIn = async (person: string) => {
      const { body } = await world.as(person, ['verifier'])(readCase, caseOf(after));
      const found = body.checklist.flatMap(({ automatic }) => automatic).filter((one) => one.supplier);
      return found.map(({ supplier, other }) => ({ supplier, other }));
    };
    const { supplier, submission } = before;
    expect(await otherIn('marie')).toEqual([{ supplier, other: { name: 'Raman', submission } }]);
    await world.as('cousin-of-before', ['verifier'])(declareConflict, caseOf(before));
    expect(await otherIn('cousin-of-before')).toEqual([{ supplier, other: undefined }]);
    expect(await otherIn('sup-before')).toEqual([{ supplier, other: undefined }]);
    // Declared in another case of the same firm.
    const conflict = { ...caseworkKey.conflict(supplier, 'daniel'), person: 'daniel' };
    await world.db.send(new PutCommand({ TableName: world.casework, Item: conflict }));
    expect(await otherIn('daniel')).toEqual([{ supplier, other: undefined }]);
  });
});
