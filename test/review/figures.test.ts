import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawSubmission } from '#schemas/api/intake.ts';
import { claimCase, decideCase, readCase, readServiceLevels, requestInformation } from '#schemas/api/review.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { draftOf, submittedBy } from '#test/support/supplier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

const caseOf = ({ submission }: { submission: string }) => ({ params: { submission: submission as `sub_${string}` } });

it('service levels count every case that was opened, also those that were withdrawn or lapsed', async () => {
  const verifier = world.as('marie', ['verifier']);
  const found = async (submission: { submission: string }, outcome: 'met' | 'more-information') => {
    await verifier(claimCase, caseOf(submission));
    const { body } = await verifier(readCase, caseOf(submission));
    const findings = Object.fromEntries(body.checklist.map(({ id }) => [id, { outcome: 'met' as const }]));
    return outcome === 'met'
      ? findings
      : { ...findings, attestation: { outcome, reason: 'attestation-incomplete' as const } };
  };
  const [approved, withdrawn, lapsed] = [
    await submittedBy(world, 'sup-yes'),
    await submittedBy(world, 'sup-gone'),
    await submittedBy(world, 'sup-late'),
  ];
  await submittedBy(world, 'sup-open');
  await verifier(decideCase, {
    ...caseOf(approved),
    body: { decision: 'approved', findings: await found(approved, 'met') },
  });
  await verifier(requestInformation, {
    ...caseOf(lapsed),
    body: { findings: await found(lapsed, 'more-information') },
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
    submitted: 4,
    approved: 1,
    rejected: 0,
  });
  expect(body.weeks.map(({ ended }) => ended).filter(Boolean)).toEqual([1, 1]);
  expect([body.decided, body.open, body.waiting]).toEqual([1, 1, 0]);
});
