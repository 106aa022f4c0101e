import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerRequest,
  appealDecision,
  createSubmission,
  readSubmission,
  saveAnswers,
  submitSubmission,
  withdrawSubmission,
} from '#schemas/api/intake.ts';
import {
  claimCase,
  decideCase,
  readCase,
  readSecond,
  recordFindings,
  requestInformation,
} from '#schemas/api/review.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { draftOf, soundAnswers, soundPapers, submittedBy } from '#test/support/supplier.ts';
import { caseOf, claimed } from '#test/support/verifier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

const stateOf = async (client: ReturnType<Casework['as']>, at: ReturnType<typeof caseOf>) =>
  (await client(readSubmission, at)).body.state;
const mailsAbout = ({ submission }: { submission: string }) =>
  world.mails().filter((mail) => mail.includes(submission));
const statusOf = async (submission: string, round: number) => {
  const { DescribeExecutionCommand } = await import('@aws-sdk/client-sfn');
  const executionArn = `${world.machine.replace(':stateMachine:', ':execution:')}:${submission}-${round}`;
  return (await world.outbox.workflows.send(new DescribeExecutionCommand({ executionArn }))).status;
};

describe('a request for information', () => {
  it('asks for exactly what is missing, keeps what was accepted, and goes on with the answer', async () => {
    const begun = await submittedBy(world, 'sup-info');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier'], 'en');
    const met = await claimed(verifier, at);
    const asked = await verifier(requestInformation, {
      ...at,
      body: {
        findings: {
          ...met,
          'certificate:wbe-canada': { outcome: 'more-information', reason: 'document-unreadable', note: 'Page 2.' },
        },
      },
    });
    expect(asked.body.items).toEqual([
      { line: 'certificate:wbe-canada', reason: 'document-unreadable', note: 'Page 2.' },
    ]);
    await world.settle();

    const seen = await begun.client(readSubmission, at);
    expect(seen.body.state).toBe('information-requested');
    expect(seen.body.request?.items[0]?.words).toContain('illisible');
    const refusal = await refusalOf(
      begun.client(saveAnswers, { ...at, body: { revenueCad: 1 }, ifMatch: seen.revision }),
    );
    expect(refusal.errors?.[0]).toMatchObject({ field: 'revenueCad', code: 'not-asked' });

    await begun.client(saveAnswers, {
      ...at,
      body: { certificates: [{ certification: 'wbe-canada', number: 'W-1', expiresOn: '2027-07-31' }] },
      ifMatch: seen.revision,
    });
    await begun.client(answerRequest, at);
    await world.settle();
    const again = await verifier(readCase, at);
    expect(again.body.round).toBe(2);
    const open = again.body.checklist.filter(({ finding }) => finding?.outcome !== 'met').map(({ id }) => id);
    expect(open).toEqual(['certificate:wbe-canada']);
    await verifier(claimCase, at);
    await verifier(decideCase, {
      ...at,
      body: { decision: 'approved', findings: { 'certificate:wbe-canada': { outcome: 'met' } } },
    });
    await world.settle();
    expect(await stateOf(begun.client, at)).toBe('approved');
    expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');
  });

  it('refuses an answer that changes a claim nobody asked about', async () => {
    const begun = await submittedBy(world, 'sup-sly');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(requestInformation, {
      ...at,
      body: { findings: { ...met, 'owner:a-1': { outcome: 'more-information', reason: 'membership-not-shown' } } },
    });
    await world.settle();
    const seen = await begun.client(readSubmission, at);
    const owners = soundAnswers().owners.map((owner) => ({ ...owner, bp: 5000 }));
    await begun.client(saveAnswers, { ...at, body: { owners }, ifMatch: seen.revision });
    const refusal = await refusalOf(begun.client(answerRequest, at));
    expect(refusal.errors).toEqual([expect.objectContaining({ field: 'answers.ownership', code: 'not-asked' })]);
  });

  it('reminds before its deadline and lapses after it', async () => {
    const begun = await submittedBy(world, 'sup-late');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(requestInformation, {
      ...at,
      body: { findings: { ...met, attestation: { outcome: 'more-information', reason: 'attestation-incomplete' } } },
    });
    await world.settle();
    await world.advance(40);
    expect(await stateOf(begun.client, at)).toBe('lapsed');
    const told = mailsAbout(begun);
    expect(told.filter((mail) => mail.includes('attend encore ceci'))).toHaveLength(1);
    expect(told.filter((mail) => mail.includes('Ce n’est pas un refus'))).toHaveLength(1);
    expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');
    expect((await refusalOf(begun.client(answerRequest, at))).detail).toContain('caduque');
  });
});

describe('a rejection', () => {
  it('says why, can be appealed once, and is heard by someone else', async () => {
    const begun = await submittedBy(world, 'sup-no');
    const at = caseOf(begun);
    const first = world.as('marie', ['verifier']);
    await first(claimCase, at);
    expect((await refusalOf(first(decideCase, { ...at, body: { decision: 'rejected' } }))).errors?.[0]?.code).toBe(
      'reason-missing',
    );
    await first(decideCase, {
      ...at,
      body: {
        decision: 'rejected',
        findings: { ownership: { outcome: 'not-met', reason: 'shares-not-shown', note: 'Le registre date de 2019.' } },
      },
    });
    await world.settle();
    const seen = await begun.client(readSubmission, at);
    expect(seen.body.reasons?.lines).toEqual([
      expect.objectContaining({ line: 'ownership', note: 'Le registre date de 2019.' }),
    ]);
    expect(seen.body.reasons?.appealBy).toBeDefined();
    expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');

    await begun.client(appealDecision, { ...at, body: { grounds: 'Le registre est celui en vigueur.' } });
    await world.settle();
    expect((await refusalOf(first(claimCase, at))).status).toBe(403);
    const other = world.as('sylvie', ['verifier']);
    const met = await claimed(other, at);
    expect((await other(readCase, at)).body.grounds).toBe('Le registre est celui en vigueur.');
    await other(decideCase, {
      ...at,
      body: {
        decision: 'rejected',
        summary: 'Refus confirmé.',
        findings: { ...met, ownership: { outcome: 'not-met', reason: 'shares-not-shown' } },
      },
    });
    await world.settle();
    expect((await begun.client(readSubmission, at)).body.reasons?.appealBy).toBeUndefined();
    const refusal = await refusalOf(begun.client(appealDecision, { ...at, body: { grounds: 'Encore.' } }));
    expect(refusal).toMatchObject({ status: 409, detail: expect.stringContaining('qu’une fois') });
    expect(await statusOf(begun.submission, 2)).toBe('SUCCEEDED');
  });

  it('cannot be appealed after its time', async () => {
    const begun = await submittedBy(world, 'sup-slow');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    await verifier(claimCase, at);
    await verifier(decideCase, { ...at, body: { decision: 'rejected', summary: 'Hors du champ.' } });
    await world.settle();
    await world.advance(62);
    const refusal = await refusalOf(begun.client(appealDecision, { ...at, body: { grounds: 'Trop tard.' } }));
    expect(refusal.detail).toContain('écoulé');
  });
});

describe('a withdrawal', () => {
  it.each(['draft', 'in-review', 'information-requested', 'second-reading'] as const)(
    'ends a submission that is %s',
    async (state) => {
      const person = `sup-withdraw-${state}`;
      const indigenous = { owners: soundAnswers().owners.map((owner) => ({ ...owner, groups: ['indigenous'] })) };
      const more = state === 'second-reading' ? { answers: indigenous } : {};
      const begun = state === 'draft' ? await draftOf(world, person) : await submittedBy(world, person, more);
      const at = caseOf(begun);
      const verifier = world.as('marie', ['verifier']);
      if (state === 'information-requested' || state === 'second-reading') {
        const met = await claimed(verifier, at);
        if (state === 'second-reading')
          await verifier(decideCase, { ...at, body: { decision: 'approved', findings: met } });
        else
          await verifier(requestInformation, {
            ...at,
            body: { findings: { identity: { outcome: 'more-information', reason: 'names-differ' } } },
          });
        await world.settle();
      }
      expect(await stateOf(begun.client, at)).toBe(state);
      await begun.client(withdrawSubmission, at);
      await world.settle();
      expect(await stateOf(begun.client, at)).toBe('withdrawn');
      if (state !== 'draft') expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');
      expect((await refusalOf(begun.client(withdrawSubmission, at))).status).toBe(409);
    },
  );
});

describe('a second reading', () => {
  const indigenous = { owners: soundAnswers().owners.map((owner) => ({ ...owner, groups: ['indigenous'] })) };
  it('is asked for where the policy says so, and belongs to someone else', async () => {
    const begun = await submittedBy(world, 'sup-two', { answers: indigenous });
    const at = caseOf(begun);
    const first = world.as('marie', ['verifier']);
    const second = world.as('sylvie', ['verifier']);
    const met = await claimed(first, at);
    expect((await first(decideCase, { ...at, body: { decision: 'approved', findings: met } })).body.state).toBe(
      'second-reading',
    );
    await world.settle();
    expect((await refusalOf(first(claimCase, at))).status).toBe(403);
    await second(claimCase, at);
    expect((await refusalOf(second(readSecond, { ...at, body: { agrees: false } }))).errors?.[0]?.field).toBe('note');
    await second(readSecond, { ...at, body: { agrees: false, note: 'La lettre n’est pas signée.' } });
    await world.settle();
    expect(await stateOf(begun.client, at)).toBe('in-review');
    expect((await refusalOf(second(claimCase, at))).status).toBe(403);
    await first(claimCase, at);
    await first(decideCase, { ...at, body: { decision: 'approved' } });
    await world.settle();
    const third = world.as('daniel', ['verifier']);
    await third(claimCase, at);
    await third(readSecond, { ...at, body: { agrees: true } });
    await world.settle();
    expect(await stateOf(begun.client, at)).toBe('approved');
    expect(await world.itemsOf(world.registry, `VENDOR#${begun.supplier}`)).toHaveLength(2);
  });
});

describe('a service level', () => {
  it('reminds, escalates once, and the case can still be decided', async () => {
    const begun = await submittedBy(world, 'sup-wait');
    const at = caseOf(begun);
    await world.advance(25);
    const told = mailsAbout(begun).filter((mail) => mail.includes('To: operators@'));
    expect(told.map((mail) => /attend une décision/.test(mail))).toEqual([true, true]);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(decideCase, { ...at, body: { decision: 'approved', findings: met } });
    await world.settle();
    expect(await stateOf(begun.client, at)).toBe('approved');
  });
});

describe('whatever the order in which messages come', () => {
  it('a decision made before the token is kept is not lost', async () => {
    const release = world.holdWaits('verifier');
    const begun = await submittedBy(world, 'sup-early');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(decideCase, { ...at, body: { decision: 'approved', findings: met } });
    await world.deliver();
    expect(await statusOf(begun.submission, 1)).toBe('RUNNING');
    release();
    await world.settle();
    expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');
  });

  it('messages that come three times do no more than once', async () => {
    const begun = await draftOf(world, 'sup-thrice');
    const at = caseOf(begun);
    await begun.client(submitSubmission, at);
    await world.settle(3);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(decideCase, { ...at, body: { decision: 'approved', findings: met } });
    await world.settle(3);
    expect(await world.itemsOf(world.registry, `VENDOR#${begun.supplier}`)).toHaveLength(2);
    const own = world.mails().filter((mail) => mail.includes(begun.submission));
    expect(own).toHaveLength(2);
  });

  it('a consumer that comes back late finds everything', async () => {
    const begun = await submittedBy(world, 'sup-silence');
    const at = caseOf(begun);
    world.setListening(false);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(requestInformation, {
      ...at,
      body: { findings: { ...met, identity: { outcome: 'more-information', reason: 'names-differ' } } },
    });
    const seen = await begun.client(readSubmission, at);
    await begun.client(saveAnswers, {
      ...at,
      body: { attestation: { signedOn: '2026-11-24' } },
      ifMatch: seen.revision,
    });
    await begun.client(answerRequest, at);
    world.setListening(true);
    await world.settle();
    expect(await stateOf(begun.client, at)).toBe('in-review');
    await verifier(claimCase, at);
    await verifier(decideCase, {
      ...at,
      body: { decision: 'approved', findings: { identity: { outcome: 'met' }, attestation: { outcome: 'met' } } },
    });
    await world.settle();
    expect(await statusOf(begun.submission, 1)).toBe('SUCCEEDED');
  });
});

describe('submitting', () => {
  it('is refused with every reason and field, in the caller’s language', async () => {
    const begun = await draftOf(world, 'sup-wrong', {
      language: 'en',
      papers: soundPapers.filter(({ evidenceType }) => evidenceType !== 'certificate'),
      answers: {
        identity: { legalName: 'X', email: 'x@example.ca' },
        owners: [
          { id: 'a-1', name: 'A', bp: 10_000, groups: [], manages: true, controls: true },
          { id: 'b-2', name: 'B', bp: 1, groups: [], manages: true, controls: true },
        ],
        attestation: { signedBy: 'A', title: 'CEO', signedOn: '2030-01-01', accepted: true },
      },
    });
    const refusal = await refusalOf(begun.client(submitSubmission, caseOf(begun)));
    expect(refusal.errors?.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'answers.attestation.signedOn date-in-future',
      'answers.identity.businessNumber number-missing',
      'answers.owners shares-above-100',
      'evidence.certificate:wbe-canada evidence-missing',
    ]);
    expect(refusal.errors?.find(({ code }) => code === 'number-missing')?.message).toContain('one of the two');
  });

  it('answers the same key with the same receipt, and another key with the state it is in', async () => {
    const begun = await draftOf(world, 'sup-key');
    const at = caseOf(begun);
    const first = await begun.client(submitSubmission, { ...at, idempotencyKey: 'k-1' });
    const again = await begun.client(submitSubmission, { ...at, idempotencyKey: 'k-1' });
    expect(again.body).toEqual(first.body);
    expect(first.body.documents.map(({ sha256 }) => sha256)).toHaveLength(4);
    expect((await refusalOf(begun.client(submitSubmission, { ...at, idempotencyKey: 'k-2' }))).status).toBe(409);
    await world.settle();
  });

  it('keeps whatever was typed, and says beside it what is wrong', async () => {
    const begun = await draftOf(world, 'sup-typing', {
      only: true,
      answers: { revenueCad: 'beaucoup', owners: [{ bp: 'x' }] },
    });
    const seen = await begun.client(readSubmission, caseOf(begun));
    expect(seen.body.answers).toEqual({ revenueCad: 'beaucoup', owners: [{ bp: 'x' }] });
    expect(seen.body.problems.map(({ field }) => field)).toContain('answers.revenueCad');
    expect(seen.body.missing).toContain('identity');
  });
});

describe('a renewal', () => {
  it('is prefilled, and asks only for what changed', async () => {
    const begun = await submittedBy(world, 'sup-again');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    const met = await claimed(verifier, at);
    await verifier(decideCase, { ...at, body: { decision: 'approved', findings: met } });
    await world.settle();
    const renewal = await begun.client(createSubmission, {
      params: { supplier: begun.supplier },
      body: { kind: 'renewal' },
    });
    expect(renewal.body.missing).toEqual(['attestation']);
    const next = caseOf(renewal.body);
    const { putDocument } = await import('#test/support/supplier.ts');
    await putDocument(world, renewal.body.submission, begun.supplier, {
      evidenceType: 'signed-attestation',
      supports: ['attestation'],
    });
    const signedOn = world.clock().toISOString().slice(0, 10);
    await begun.client(saveAnswers, {
      ...next,
      body: { attestation: { signedBy: 'P', title: 'P', signedOn, accepted: true }, revenueCad: 950_000 },
      ifMatch: renewal.revision,
    });
    await begun.client(submitSubmission, next);
    await world.settle();
    const opened = await verifier(readCase, next);
    const open = opened.body.checklist.filter(({ finding }) => !finding).map(({ id }) => id);
    expect(open.sort()).toEqual(['attestation', 'revenue']);
    await verifier(claimCase, next);
    await verifier(decideCase, {
      ...next,
      body: { decision: 'approved', findings: { attestation: { outcome: 'met' }, revenue: { outcome: 'met' } } },
    });
    await world.settle();
    const items = await world.itemsOf(world.registry, `VENDOR#${begun.supplier}`);
    expect(items.find(({ sk }) => sk === 'CURRENT')).toMatchObject({ version: 2, submission: renewal.body.submission });
  });
});

describe('working on a case', () => {
  it('needs the version that the verifier saw', async () => {
    const begun = await submittedBy(world, 'sup-stale');
    const at = caseOf(begun);
    const verifier = world.as('marie', ['verifier']);
    await verifier(claimCase, at);
    const opened = await verifier(readCase, at);
    const body = { findings: { identity: { outcome: 'met' as const } } };
    await verifier(recordFindings, { ...at, body, ifMatch: opened.revision });
    expect((await refusalOf(verifier(recordFindings, { ...at, body, ifMatch: opened.revision }))).status).toBe(412);
  });
});
