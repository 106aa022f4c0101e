import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#platform/clock.ts';
import { type ApiClient, ApiRefusal } from '#schemas/api/client.ts';
import {
  answerRequest,
  appealDecision,
  createSubmission,
  createSupplier,
  readSubmission,
  readSupplier,
  saveAnswers,
  submitSubmission,
  withdrawSubmission,
} from '#schemas/api/intake.ts';
import { claimCase, decideCase, requestInformation } from '#schemas/api/review.ts';
import { cancelClosing, closeSupplier } from '#schemas/api/rights.ts';
import { giveConsent, withdrawConsent } from '#schemas/api/trust.ts';
import { caseworkKey, memberPath } from '#schemas/records.ts';
import { dieAt, meanwhile } from '#test/support/meanwhile.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { type Begun, putDocument, soundAnswers, soundPapers, submittedBy } from '#test/support/supplier.ts';
import { startTrust, type TrustWorld } from '#test/support/trust.ts';
import { approve, caseOf } from '#test/support/verifier.ts';
import { closedStates } from '#workflows/certification-review/transitions.ts';
import { withdrawAll } from '../../functions/review/account/withdraw.ts';

let world: TrustWorld;
beforeAll(async () => {
  world = await startTrust();
});
afterAll(() => world.stop());

type Sub = `sub_${string}`;
type Sup = `sup_${string}`;
const first = { kind: 'first' as const };
const renewal = { kind: 'renewal' as const };

const firmOf = async (person: string): Promise<{ supplier: Sup; client: ApiClient }> => {
  const client = world.as(person);
  const { body } = await client(createSupplier, { body: { name: 'Imprimerie Raman', language: 'fr' } });
  return { supplier: body.supplier, client };
};
/** Makes somebody else an owner of the firm, as an accepted invitation does. */
const secondOwner = async (supplier: Sup, person: string, language: 'fr' | 'en' = 'fr') => {
  const Item = { ...caseworkKey.member(supplier, person), supplier, person, role: 'owner' };
  await world.db.send(
    new PutCommand({ TableName: world.casework, Item: { ...Item, ...memberPath(person, supplier) } }),
  );
  return world.as(person, [], language);
};
const beginning = (client: ApiClient, supplier: Sup, body: typeof first | typeof renewal = first) =>
  client(createSubmission, { params: { supplier }, body });

let numbers = 0;
const fill = async (client: ApiClient, supplier: Sup, submission: Sub) => {
  numbers += 1;
  const { identity, ...rest } = soundAnswers();
  const neq = `22${String(numbers).padStart(8, '0')}`;
  const answers = {
    ...rest,
    identity: { legalName: identity.legalName, email: identity.email, neq },
    attestation: { ...rest.attestation, signedOn: dayOf(world.clock()) },
    certificates: [{ certification: 'wbe-canada', number: 'W-1', expiresOn: '2035-06-30' }],
  };
  const there = await world.itemsOf(world.casework, `SUBMISSION#${submission}`);
  const papers = there.flatMap(({ sk, evidenceType }) => (String(sk).startsWith('DOCUMENT#') ? [evidenceType] : []));
  for (const paper of soundPapers)
    if (!papers.includes(paper.evidenceType)) await putDocument(world, submission, supplier, paper);
  const { revision } = await client(readSubmission, { params: { submission } });
  await client(saveAnswers, { params: { submission }, body: JSON.parse(JSON.stringify(answers)), ifMatch: revision });
};
const openOf = async (supplier: Sup): Promise<string[]> => {
  const items = await world.itemsOf(world.casework, `SUPPLIER#${supplier}`);
  const found = items.find(({ sk }) => sk === 'SUBMISSIONS')?.open;
  return [...((found as Set<string> | undefined) ?? [])];
};
const statesOf = async (client: ApiClient, supplier: Sup) =>
  (await client(readSupplier, { params: { supplier } })).body.submissions;
const rejected = async (begun: Pick<Begun, 'submission'>, person = 'marie') => {
  const verifier = world.as(person, ['verifier']);
  await verifier(claimCase, caseOf(begun));
  await verifier(decideCase, { ...caseOf(begun), body: { decision: 'rejected', summary: 'Hors du champ.' } });
  await world.settle();
};
const appealing = ({ client, submission }: Pick<Begun, 'client' | 'submission'>) =>
  client(appealDecision, { ...caseOf({ submission }), body: { grounds: 'Relisez.' } });

describe('a firm has one submission open at a time', () => {
  it('leads the second person to the first one’s, in both languages', async () => {
    const { supplier, client } = await firmOf('two-a');
    const other = await secondOwner(supplier, 'two-b', 'en');
    const { body } = await beginning(client, supplier);
    const refusal = await refusalOf(beginning(other, supplier));
    expect(refusal).toMatchObject({ status: 409, type: '/problems/submission-open', submission: body.submission });
    expect(refusal.title).toBe('This firm already has a submission in progress.');
    const again = await refusalOf(beginning(client, supplier));
    expect(again).toMatchObject({ submission: body.submission, title: expect.stringContaining('déjà une demande') });
    expect(await statesOf(client, supplier)).toHaveLength(1);
  });

  it('also where both begin at the same moment', async () => {
    const { supplier, client } = await firmOf('race-a');
    const other = await secondOwner(supplier, 'race-b');
    let won: string | undefined;
    meanwhile(world.db, async () => {
      won = (await beginning(other, supplier)).body.submission;
    });
    expect(await refusalOf(beginning(client, supplier))).toMatchObject({ status: 409, submission: won });
    expect(await openOf(supplier)).toEqual([won]);
  });

  it('sends one of two drafts that an earlier network let begin, and lets the other be withdrawn', async () => {
    const { supplier, client } = await firmOf('old-a');
    const { submission: one } = (await beginning(client, supplier)).body;
    await fill(client, supplier, one);
    const forget = { ...caseworkKey.submissions(supplier) };
    await world.db.send(new PutCommand({ TableName: world.casework, Item: forget }));
    const { submission: two } = (await beginning(client, supplier)).body;
    await fill(client, supplier, two);
    await world.db.send(new PutCommand({ TableName: world.casework, Item: forget }));

    meanwhile(world.db, () => client(submitSubmission, { params: { submission: two } }));
    const refusal = await refusalOf(client(submitSubmission, { params: { submission: one } }));
    expect(refusal).toMatchObject({ type: '/problems/submission-open', submission: two });
    await client(withdrawSubmission, { params: { submission: one } });
    expect(await openOf(supplier)).toEqual([two]);
    await world.settle();
  });

  it('begins once under one key, wherever whoever begins dies', async () => {
    for (const when of ['before', 'after'] as const) {
      const { supplier, client } = await firmOf(`dies-${when}`);
      const call = { params: { supplier }, body: first, idempotencyKey: `begin-${when}` };
      dieAt(world.db, when);
      // Where it died after it had written, its own repeat finds what was written, and answers.
      const begun = await client(createSubmission, call).catch((refusal) => refusal);
      const { body } = await client(createSubmission, call);
      if (when === 'before') expect(begun.problem).toMatchObject({ status: 500 });
      else expect(begun.body).toEqual(body);
      expect(await openOf(supplier)).toEqual([body.submission]);
      expect(await statesOf(client, supplier)).toHaveLength(1);
    }
  });
});

describe('an appeal', () => {
  it('is the firm’s open submission: nothing begins beside it, and it not beside another', async () => {
    const begun = await submittedBy(world, 'appeal-a');
    await rejected(begun);
    const { body: next } = await beginning(begun.client, begun.supplier);
    expect(await refusalOf(appealing(begun))).toMatchObject({
      type: '/problems/submission-open',
      submission: next.submission,
    });
    await begun.client(withdrawSubmission, caseOf(next));
    await appealing(begun);
    expect(await refusalOf(beginning(begun.client, begun.supplier))).toMatchObject({ submission: begun.submission });
    await world.settle();
    await rejected(begun, 'sylvie');
    expect(await openOf(begun.supplier)).toEqual([]);
  });

  it('stands alone: of two rejections one is read again at a time', async () => {
    const begun = await submittedBy(world, 'appeal-two');
    await rejected(begun);
    const { submission } = (await beginning(begun.client, begun.supplier)).body;
    await fill(begun.client, begun.supplier, submission);
    await begun.client(submitSubmission, { params: { submission } });
    await world.settle();
    await rejected({ submission });
    await appealing(begun);
    expect(await refusalOf(appealing({ ...begun, submission }))).toMatchObject({ submission: begun.submission });
    await world.settle();
  });

  it('does not bring older answers back over what was approved since', async () => {
    const begun = await submittedBy(world, 'appeal-late');
    await rejected(begun);
    world.skip(1);
    const { submission } = (await beginning(begun.client, begun.supplier)).body;
    await fill(begun.client, begun.supplier, submission);
    await begun.client(submitSubmission, { params: { submission } });
    await world.settle();
    await approve(world, { submission });
    const refusal = await refusalOf(appealing(begun));
    expect(refusal).toMatchObject({ status: 409, detail: expect.stringContaining('approuvée depuis ce refus') });
  });
});

describe('a submission after another', () => {
  const answersOf = async (client: ApiClient, submission: Sub) =>
    (await client(readSubmission, { params: { submission } })).body.answers;
  const papersOf = async (submission: Sub) =>
    (await world.itemsOf(world.casework, `SUBMISSION#${submission}`))
      .flatMap(({ sk, document }) => (String(sk).startsWith('DOCUMENT#') ? [String(document)] : []))
      .sort();

  it.each(['withdrawn', 'rejected'] as const)('starts from the last, which was %s', async (how) => {
    const begun = await submittedBy(world, `again-${how}`);
    if (how === 'rejected') await rejected(begun);
    else await begun.client(withdrawSubmission, caseOf(begun));
    await world.settle();
    world.skip(1);
    const { body: next } = await beginning(begun.client, begun.supplier);
    const { attestation: _, ...before } = await answersOf(begun.client, begun.submission);
    expect(next.answers).toEqual(before);
    expect(next.missing).toEqual(['attestation']);
    const signed = (await world.itemsOf(world.casework, `SUBMISSION#${begun.submission}`))
      .filter(({ evidenceType }) => evidenceType === 'signed-attestation')
      .map(({ document }) => document);
    expect(await papersOf(next.submission)).toEqual(
      (await papersOf(begun.submission)).filter((document) => !signed.includes(document)),
    );
    // And so on, from what was typed last.
    const at = { params: { submission: next.submission } };
    await begun.client(saveAnswers, { ...at, body: { revenueCad: 7 }, ifMatch: 1 });
    world.skip(1);
    await begun.client(withdrawSubmission, at);
    expect((await beginning(begun.client, begun.supplier)).body.answers.revenueCad).toBe(7);
  });

  it('never gives back a consent that was withdrawn since the last one', async () => {
    const { supplier, client } = await world.certified('consents-a', {
      answers: { consents: [{ institution: 'ville', purpose: 'criteria', grantedAt: '2026-11-01T10:00:00.000Z' }] },
    });
    const about = { params: { supplier, institution: 'ville' } };
    world.skip(1);
    const { body: draft } = await beginning(client, supplier, renewal);
    expect(draft.answers.consents).toHaveLength(1);
    // Withdrawn while the draft still has it: the older form does not win.
    await client(withdrawConsent, about);
    await fill(client, supplier, draft.submission);
    const { revision } = await client(readSubmission, caseOf(draft));
    await client(saveAnswers, { ...caseOf(draft), body: { consents: draft.answers.consents }, ifMatch: revision });
    world.skip(1);
    await client(submitSubmission, caseOf(draft));
    await world.settle();
    await approve(world, draft);
    const [current] = await world.itemsOf(world.registry, `VENDOR#${supplier}`);
    expect(current).toMatchObject({ sk: 'CURRENT', submission: draft.submission, consents: [] });

    world.skip(1);
    await client(giveConsent, { ...about, body: { purpose: 'criteria' } });
    expect((await beginning(client, supplier, renewal)).body.answers.consents).toHaveLength(1);
  });
});

/** Whether the account was closed, and too long ago to be opened again. */
const closedForGood = async (supplier: Sup): Promise<boolean> => {
  const items = await world.itemsOf(world.casework, `SUPPLIER#${supplier}`);
  return items.some(({ sk, state }) => sk === 'CLOSING' && state !== 'cancelled');
};

/** What may happen to a firm, in any order; most of it is refused at most times. */
const acts = [
  ...(['begin', 'begin', 'begin', 'renew', 'submit', 'submit', 'withdraw', 'appeal', 'close', 'reopen'] as const),
  ...(['check', 'check', 'ask', 'answer', 'lapse', 'approve', 'reject', 'reject'] as const),
] as const;
const step = fc.record({
  act: fc.constantFrom(...acts),
  which: fc.constantFrom(0, 0, 0, 1, 2),
  dies: fc.constantFrom(undefined, undefined, 'before' as const, 'after' as const),
});

/** Rejected, begun again, the first appealed beside it, withdrawn, appealed, closed in the middle, and opened again. */
const manyTurns = (
  [
    ['reject', 0],
    ['begin', 0, 'after'],
    ['appeal', 1],
    ['withdraw', 0, 'before'],
    ['appeal', 1, 'after'],
    ['begin', 0],
    ['close', 0],
    ['reopen', 0],
    ['begin', 0, 'before'],
  ] as const
).map(([act, which, dies]) => ({ act, which, dies }));

describe('whatever happens to a firm, in whatever order, and whoever dies in the middle', () => {
  it('names the one open submission, no other, and is free as soon as it is closed', async () => {
    let firms = 0;
    let submissions = 0;
    const run = async (steps: readonly { act: (typeof acts)[number]; which: number; dies?: 'before' | 'after' }[]) => {
      firms += 1;
      const { supplier, client } = await firmOf(`any-${firms}`);
      const verifiers = ['va', 'vb', 'vc'].map((name) => world.as(`${name}-${firms}`, ['verifier']));
      let key = 0;
      const listed = () => statesOf(client, supplier);
      const decide = async (submission: Sub, how: 'approve' | 'reject' | 'ask') => {
        const at = caseOf({ submission });
        for (const verifier of verifiers)
          try {
            await verifier(claimCase, at);
            if (how === 'ask')
              await verifier(requestInformation, {
                ...at,
                body: { findings: { identity: { outcome: 'more-information', reason: 'names-differ' } } },
              });
            else if (how === 'reject')
              await verifier(decideCase, { ...at, body: { decision: 'rejected', summary: 'Non.' } });
            else await approve(world, { submission });
            return;
          } catch (error) {
            if (!(error instanceof ApiRefusal)) throw error;
          }
      };
      const perform = async (act: (typeof acts)[number], submission: Sub | undefined, idempotencyKey: string) => {
        const params = { supplier };
        const at = { params: { submission: submission ?? ('sub_0000000000000000000000000x' as Sub) }, idempotencyKey };
        if (act === 'begin' || act === 'renew')
          await client(createSubmission, { params, body: act === 'begin' ? first : renewal, idempotencyKey });
        else if (act === 'close') {
          await client(closeSupplier, { params, idempotencyKey });
          await withdrawAll(world, supplier);
        } else if (act === 'reopen') await client(cancelClosing, { params, idempotencyKey });
        else if (act === 'withdraw') await client(withdrawSubmission, at);
        else if (act === 'appeal') await client(appealDecision, { ...at, body: { grounds: 'Relisez.' } });
        else if (submission && (act === 'submit' || act === 'answer')) {
          await fill(client, supplier, submission).catch(() => undefined);
          await client(act === 'submit' ? submitSubmission : answerRequest, at);
        } else if (submission && act === 'check') await world.settle();
        else if (act === 'lapse') await world.advance(35);
        else if (submission && (act === 'approve' || act === 'reject' || act === 'ask')) await decide(submission, act);
      };
      for (const { act, which, dies } of steps) {
        const before = await listed();
        const submission = before[which % Math.max(1, before.length)]?.submission;
        key += 1;
        const name = `k-${firms}-${key}`;
        const quick = !['check', 'lapse', 'approve', 'reject', 'ask'].includes(act);
        if (dies && quick) {
          dieAt(world.db, dies);
          await perform(act, submission, name).catch(() => undefined);
          world.db.middlewareStack.remove('meanwhile');
        }
        await perform(act, submission, name).catch((error: unknown) => {
          if (!(error instanceof ApiRefusal) || error.problem.status >= 500) throw error;
        });
        const open = (await listed()).filter(({ state }) => !closedStates.has(state));
        expect(open.length).toBeLessThanOrEqual(1);
        expect(await openOf(supplier)).toEqual(open.map((one) => one.submission));
      }
      // Never blocked for ever: whoever withdraws what is open, in an account that is open, begins anew.
      const gone = await client(cancelClosing, { params: { supplier } }).then(
        () => false,
        () => closedForGood(supplier),
      );
      for (const submission of await openOf(supplier))
        await client(withdrawSubmission, caseOf({ submission: submission as Sub }));
      submissions += (await listed()).length;
      if (!gone) expect((await beginning(client, supplier)).status).toBe(201);
      expect(await openOf(supplier)).toHaveLength(gone ? 0 : 1);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        // Most firms begin, are checked and decided: what follows is where it gets interesting.
        await run([{ act: 'begin', which: 0 }, { act: 'submit', which: 0 }, { act: 'check', which: 0 }, ...steps]);
      }),
      { numRuns: Number(process.env.PASSERELLE_FIRMS ?? 4), endOnFailure: true, examples: [[manyTurns]] },
    );
    expect(submissions).toBeGreaterThan(firms);
  }, 240_000);
});
