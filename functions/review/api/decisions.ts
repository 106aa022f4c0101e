import type * as z from 'zod';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { toSubmission } from '#platform/relations.ts';
import type { Item, Write } from '#platform/tables.ts';
import { decideCase, readSecond, recordFindings, requestInformation } from '#schemas/api/review.ts';
import { caseworkKey } from '#schemas/records.ts';
import { type Casework, caseworkPurpose, type SavedFindings } from '#schemas/review.ts';
import { addBusinessDays, endOf } from '#workflows/certification-review/calendar.ts';
import { after, illegal, type Step, stepWrites } from '#workflows/certification-review/step.ts';
import { stepOf } from '#workflows/certification-review/transitions.ts';
import { missingOf, needsSecondReader, refuseUnfounded, withFindings } from '../decide.ts';
import { openCase } from '../open.ts';
import { othersSeenBy } from '../others.ts';
import { holderPath } from '../queue.ts';
import { caseViewOf, type OpenedCase } from '../view.ts';
import type { Dependencies } from './deps.ts';

const noteNeeded = new Problem('invalid', {
  fields: [
    {
      field: 'note',
      code: 'reason-missing',
      message: {
        fr: 'Dites pourquoi vous renvoyez la décision proposée.',
        en: 'Say why you return the proposed decision.',
      },
    },
  ],
});
const gone = new Problem('not-found');
const changed = new Problem('wrong-state', {
  detail: {
    fr: 'Le dossier vient de changer : relisez-le avant de continuer.',
    en: 'The case has just changed: read it again before going on.',
  },
});

type FindingsInput = z.output<NonNullable<typeof recordFindings.body>>['findings'];

/** A finding is one statement: another last day or another note is another finding. */
const statedIn = ({ outcome, reason, note, until }: FindingsInput[string]): string =>
  JSON.stringify([outcome, reason, note, until]);

/**
 * Whoever says which version they saw is refused where it is not the newest; whoever does not may add findings to a
 * decision, and put none in the place of another.
 */
const refuseStale = ({ case: held, work }: OpenedCase, ifMatch: number, found: FindingsInput = {}): void => {
  if (ifMatch === held.revision) return;
  if (ifMatch !== 0) throw new Problem('stale-version');
  const replaced = Object.entries(found).some(([line, now]) => {
    const before = work.findings[line];
    return before && statedIn(before) !== statedIn(now);
  });
  if (replaced) throw new Problem('if-match-required');
};

/** What a verifier who holds a case finds, asks and decides. */
export const decisions = (deps: Dependencies) => {
  const subject = ({ params, caller, at }: { params: { submission: string }; caller: Caller; at: Date }) =>
    toSubmission(deps, caller, params.submission, at);
  const open = async (submission: string): Promise<OpenedCase> => {
    const opened = await openCase(deps, submission);
    if (!opened) throw gone;
    return opened;
  };

  /** Writes the case as worked on: only while the caller still holds it, and nobody wrote in between. */
  const keep = async (
    opened: OpenedCase,
    work: Casework,
    how: { me: string; at: Date; orElse: Problem; set?: Item; letGo?: boolean },
  ): Promise<Write> => {
    const { case: held } = opened;
    const set: Item = {
      ...how.set,
      work: await deps.seals.seal(held.supplier, caseworkPurpose, work),
      revision: held.revision + 1,
    };
    const names = Object.keys(set);
    return {
      Update: {
        TableName: deps.casework,
        Key: caseworkKey.case(held.submission),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${how.letGo ? ' REMOVE holder, heldUntil' : ''}`,
        ConditionExpression: '#revision = :before AND holder = :me AND heldUntil > :now',
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
          ':before': held.revision,
          ':me': how.me,
          ':now': how.at.toISOString(),
        },
      },
      orElse: how.orElse,
    };
  };

  /** What was found, for good: what was found before stands beside it. */
  const saved = async (opened: OpenedCase, found: FindingsInput = {}, by: string, at: Date): Promise<Write[]> => {
    if (Object.keys(found).length === 0) return [];
    const { submission, supplier, round, revision } = opened.case;
    const findings = await deps.seals.seal(supplier, caseworkPurpose, found);
    const entry: SavedFindings = { at: at.toISOString(), revision: revision + 1, round, by, findings };
    const key = caseworkKey.findings(submission, entry.at, entry.revision);
    return [
      {
        Put: { TableName: deps.casework, Item: { ...key, ...entry }, ConditionExpression: 'attribute_not_exists(pk)' },
      },
    ];
  };

  return [
    route(recordFindings, {
      subject,
      handle: async ({ params, body, caller, ifMatch, language, at }) => {
        const opened = await open(params.submission);
        const { case: held, submission } = opened;
        if (held.revision !== ifMatch) throw new Problem('stale-version');
        if (submission.state !== 'in-review') throw changed;
        const work = withFindings(opened, body.findings, caller.id, at);
        // Working on a case holds it for longer.
        const heldUntil = new Date(at.getTime() + deps.policy.holdMinutes * 60_000).toISOString();
        const orElse = new Problem('stale-version');
        const entry = { at: at.toISOString(), by: caller.id, round: held.round } as SavedFindings;
        const next = {
          ...opened,
          work,
          case: { ...held, heldUntil, revision: held.revision + 1 },
          saved: [...opened.saved, entry],
          findings: [...opened.findings, body.findings],
        };
        return {
          body: caseViewOf(next, caller.id, language, await othersSeenBy(deps, caller, held.automatic, at)),
          revision: held.revision + 1,
          writes: [
            await keep(opened, work, { me: caller.id, at, orElse, set: { heldUntil } }),
            ...(await saved(opened, body.findings, caller.id, at)),
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.queue(params.submission),
                UpdateExpression: 'SET heldUntil = :until, personPk = :path, personSk = :until',
                ExpressionAttributeValues: { ':until': heldUntil, ':path': holderPath(caller.id) },
              },
            },
          ],
        };
      },
    }),
    route(requestInformation, {
      subject,
      handle: async ({ params, body, caller, ifMatch, at }) => {
        const opened = await open(params.submission);
        refuseStale(opened, ifMatch, body.findings);
        const found = withFindings(opened, body.findings ?? {}, caller.id, at);
        const answerBy = endOf(addBusinessDays(dayOf(at), deps.policy.answerDays, deps.policy.province));
        const step: Step = {
          table: deps.casework,
          record: opened.submission,
          event: 'request-information',
          at,
          person: caller.id,
          queue: { needs: 'answer', queueSk: `${answerBy}#${params.submission}` },
        };
        after(step);
        const items = missingOf(found);
        const work = { ...found, request: items };
        return {
          body: { items, answerBy },
          writes: [
            ...stepWrites(step),
            await keep(opened, work, { me: caller.id, at, orElse: changed, set: { answerBy }, letGo: true }),
            ...(await saved(opened, body.findings, caller.id, at)),
          ],
        };
      },
    }),
    route(decideCase, {
      subject,
      handle: async ({ params, body, caller, ifMatch, at }) => {
        const opened = await open(params.submission);
        const { submission, case: held } = opened;
        if (!stepOf(submission.state, 'approve')) throw illegal(submission.state, 'approve');
        refuseStale(opened, ifMatch, body.findings);
        const found = withFindings(opened, body.findings ?? {}, caller.id, at);
        const work = { ...found, ...(body.summary && { summary: body.summary }) };
        refuseUnfounded(body.decision, work, opened.answers);
        const second = needsSecondReader(body.decision, opened, deps.policy);
        const readers = [...held.readers, caller.id];
        const dueAt = endOf(addBusinessDays(dayOf(at), deps.policy.secondReadingDays, deps.policy.province));
        const step: Step = {
          table: deps.casework,
          record: submission,
          event: second ? 'propose' : body.decision === 'approved' ? 'approve' : 'reject',
          at,
          person: caller.id,
          queue: second
            ? { needs: 'second-reading', readers, dueAt, queueSk: `${dueAt}#${params.submission}` }
            : { readers },
        };
        const set = { readers, proposed: body.decision, ...(second && { dueAt }) };
        return {
          body: { state: after(step).state, decidedOn: dayOf(at) },
          writes: [
            ...stepWrites(step),
            await keep(opened, work, { me: caller.id, at, orElse: changed, set, letGo: true }),
            ...(await saved(opened, body.findings, caller.id, at)),
          ],
        };
      },
    }),
    route(readSecond, {
      subject,
      handle: async ({ params, body, caller, ifMatch, at }) => {
        const opened = await open(params.submission);
        const { submission, case: held } = opened;
        if (submission.state !== 'second-reading') throw illegal(submission.state, 'confirm-approval');
        refuseStale(opened, ifMatch);
        if (!body.agrees && !body.note) throw noteNeeded;
        const confirmed = held.proposed === 'approved' ? ('confirm-approval' as const) : ('confirm-rejection' as const);
        // Who returned it may not decide in its place; who proposed it may think again.
        const readers = body.agrees ? [...held.readers, caller.id] : [...held.readers.slice(0, -1), caller.id];
        const dueAt = endOf(addBusinessDays(dayOf(at), deps.policy.secondReadingDays, deps.policy.province));
        const step: Step = {
          table: deps.casework,
          record: submission,
          event: body.agrees ? confirmed : 'return',
          at,
          person: caller.id,
          queue: body.agrees
            ? { readers }
            : {
                needs: submission.appeal ? 'appeal' : 'review',
                readers,
                dueAt,
                queueSk: `${dueAt}#${params.submission}`,
              },
        };
        const set = { readers, ...(!body.agrees && { dueAt, round: after(step).round }) };
        const work = { ...opened.work, ...(body.note && { secondNote: body.note }) };
        return {
          body: { state: after(step).state },
          writes: [
            ...stepWrites(step),
            await keep(opened, work, { me: caller.id, at, orElse: changed, set, letGo: true }),
          ],
        };
      },
    }),
  ];
};
