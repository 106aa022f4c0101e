import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubmission } from '#schemas/api/intake.ts';
import { claimCase, decideCase, listCases, readCase } from '#schemas/api/review.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { submittedBy } from '#test/support/supplier.ts';
import { allMet } from '#test/support/verifier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

describe('the way of a submission', () => {
  it('leads from the form to a vendor in the registry', async () => {
    const { client, submission, supplier } = await submittedBy(world, 'priya');
    const verifier = world.as('marie', ['verifier']);
    const queue = await verifier(listCases, { query: { view: 'unclaimed' } });
    expect(queue.body.cases.map((one) => one.submission)).toEqual([submission]);
    const params = { submission };
    const opened = await verifier(readCase, { params });
    await verifier(claimCase, { params });
    const decided = await verifier(decideCase, {
      params,
      body: { decision: 'approved', findings: allMet(opened.body.checklist) },
    });
    expect(decided.body.state).toBe('approved');
    await world.settle();
    const seen = await client(readSubmission, { params });
    expect(seen.body.timeline.map(({ event }) => event)).toEqual(['submit', 'check', 'approve']);
    const items = await world.itemsOf(world.registry, `VENDOR#${supplier}`);
    expect(items.map(({ sk }) => sk)).toEqual(['CURRENT', 'VERSION#000001']);
    expect(world.mails()).toHaveLength(2);
  });
});
