import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitSubmission, withdrawSubmission } from '#schemas/api/intake.ts';
import { decideCase, readServiceLevels, requestInformation } from '#schemas/api/review.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { draftOf, submittedBy } from '#test/support/supplier.ts';
import { caseOf, claimed } from '#test/support/verifier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

it('service levels count every case that was opened, also those that were withdrawn or lapsed', async () => {
  const verifier = world.as('marie', ['verifier']);
  const incomplete = { outcome: 'more-information' as const, reason: 'attestation-incomplete' as const };
  const [approved, withdrawn, lapsed] = [
    await submittedBy(world, 'sup-yes'),
    await submittedBy(world, 'sup-gone'),
    await submittedBy(world, 'sup-late'),
  ];
  await submittedBy(world, 'sup-open');
  const hasty = await draftOf(world, 'sup-hasty');
  await hasty.client(submitSubmission, caseOf(hasty));
  await hasty.client(withdrawSubmission, caseOf(hasty));
  await verifier(decideCase, {
    ...caseOf(approved),
    body: { decision: 'approved', findings: await claimed(verifier, caseOf(approved)) },
  });
  await verifier(requestInformation, {
    ...caseOf(lapsed),
    body: { findings: { ...(await claimed(verifier, caseOf(lapsed))), attestation: incomplete } },
  });
  await withdrawn.client(withdrawSubmission, caseOf(withdrawn));
  // Never submitted: nobody's case.
  const draft = await draftOf(world, 'sup-draft');
  await draft.client(withdrawSubmission, caseOf(draft));
  await world.settle();
  await world.advance(40);

  const { body } = await world.as('isabelle', ['operator'])(readServiceLevels, { query: { weeks: 12 } });
  const all = (name: 'submitted' | 'approved' | 'rejected' | 'ended') =>
    body.weeks.reduce((sum, week) => sum + week[name], 0);
  expect({ submitted: all('submitted'), approved: all('approved'), rejected: all('rejected') }).toEqual({
    submitted: 5,
    approved: 1,
    rejected: 0,
  });
  expect(body.weeks.map(({ ended }) => ended).filter(Boolean)).toEqual([2, 1]);
  expect([body.decided, body.open, body.waiting]).toEqual([1, 1, 0]);
});
