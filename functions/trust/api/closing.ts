import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { cancelClosing, closeSupplier, readClosing } from '#schemas/api/rights.ts';
import { type ClosingRecord, closingKey, closingPath, closingRecord } from '#schemas/closing.ts';
import { addMonths } from '#workflows/certification-review/term.ts';
import { currentConsents, saveConsents } from './consents.ts';
import type { Dependencies } from './deps.ts';
import { ofSupplier } from './standing.ts';

const alreadyAsked = new Problem('already-exists', {
  detail: {
    fr: 'La fermeture de ce compte est déjà demandée.',
    en: 'The closing of this account has already been asked for.',
  },
});
const tooLate = new Problem('wrong-state', {
  detail: {
    fr: 'Le délai pour annuler la fermeture est écoulé : le compte reste lisible jusqu’à son effacement.',
    en: 'The time to undo the closing has passed: the account stays readable until it is erased.',
  },
});

const said = ({ askedBy: _, revision: __, ...closing }: ClosingRecord) => closing;

/** Closing an account, and undoing it in time. What follows is done by the rooms that own it, from the stream. */
export const closingRoutes = (deps: Dependencies) => {
  const { db, casework: table, policy } = deps;
  const subject = ofSupplier(deps);
  const find = (supplier: string) => readRecord(db, table, closingKey(supplier), closingRecord);
  const put = (closing: ClosingRecord, before: ClosingRecord | undefined, orElse: Problem): Write => ({
    Put: {
      TableName: table,
      Item: {
        ...closingKey(closing.supplier),
        ...closing,
        ...(closing.state === 'asked' && { queuePk: closingPath, queueSk: `${closing.eraseOn}#${closing.supplier}` }),
      },
      ...(before
        ? { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': before.revision } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
    orElse,
  });

  return [
    route(closeSupplier, {
      subject,
      handle: async ({ record: { supplier }, caller, at }) => {
        const before = await find(supplier);
        if (before && before.state !== 'cancelled') throw alreadyAsked;
        const grace = policy.closingGraceDays * 86_400_000;
        const asked: ClosingRecord = {
          ...{ supplier, state: 'asked', askedBy: caller.id, askedAt: at.toISOString() },
          cancelUntil: new Date(at.getTime() + grace).toISOString(),
          eraseOn: addMonths(dayOf(at), policy.retentionMonths),
          revision: (before?.revision ?? 0) + 1,
        };
        const { consents, revision } = await currentConsents(deps, supplier);
        return {
          body: said(asked),
          audit: { codes: { 'erase-on': asked.eraseOn, consents: consents.length } },
          writes: [
            put(asked, before, alreadyAsked),
            ...(consents.length > 0 ? [saveConsents(table, supplier, [], revision, at)] : []),
          ],
        };
      },
    }),
    route(readClosing, {
      subject,
      handle: async ({ params }) => {
        const found = await find(params.supplier);
        if (!found) throw new Problem('not-found');
        return { body: said(found) };
      },
    }),
    route(cancelClosing, {
      subject,
      handle: async ({ params, at }) => {
        const asked = await find(params.supplier);
        if (!asked) throw new Problem('not-found');
        if (asked.state === 'cancelled') return { body: said(asked) };
        if (asked.state !== 'asked' || at.toISOString() > asked.cancelUntil) throw tooLate;
        const cancelled: ClosingRecord = {
          ...asked,
          state: 'cancelled',
          cancelledAt: at.toISOString(),
          revision: asked.revision + 1,
        };
        return { body: said(cancelled), writes: [put(cancelled, asked, new Problem('stale-version'))] };
      },
    }),
  ];
};
