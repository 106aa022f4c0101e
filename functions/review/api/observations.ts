import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toSupplier } from '#platform/relations.ts';
import { KeyDestroyed } from '#platform/sealed.ts';
import { answerObservation, listObservations, listSupplierObservations, makeObservation } from '#schemas/api/rights.ts';
import {
  type ObservationRecord,
  observationId,
  observationKey,
  observationPath,
  observationRecord,
  observationText,
} from '#schemas/observation.ts';
import { caseworkKey, type SupplierRecord, supplierRecord } from '#schemas/records.ts';
import { setting } from '#workflows/certification-review/step.ts';
import { decidedOn } from './decided.ts';
import type { Dependencies } from './deps.ts';

const alreadyOpen = new Problem('already-exists', {
  detail: {
    fr: 'Vos observations sur cette décision attendent déjà une réponse.',
    en: 'Your observations on this decision are already waiting for an answer.',
  },
});
const alreadyAnswered = new Problem('wrong-state', {
  detail: { fr: 'Ces observations ont déjà une réponse.', en: 'These observations already have an answer.' },
});

const newestFirst = (a: ObservationRecord, b: ObservationRecord): number => (a.madeAt > b.madeAt ? -1 : 1);

/** What suppliers say to decisions that no person made, and what a person answers. */
export const observing = (deps: Dependencies) => {
  const { db, casework: table, seals } = deps;
  const subject = async ({ params, caller }: { params: { supplier: string }; caller: Caller }) => {
    const record: SupplierRecord | undefined = await readRecord(
      db,
      table,
      caseworkKey.supplier(params.supplier),
      supplierRecord,
    );
    return record && { relation: await toSupplier(deps, caller, params.supplier), record };
  };
  const opened = async (supplier: string, box: ObservationRecord['answer']): Promise<string | undefined> => {
    if (!box) return undefined;
    try {
      return String(await seals.open(supplier, box));
    } catch (error) {
      if (error instanceof KeyDestroyed) return undefined;
      throw error;
    }
  };
  const told = async (record: ObservationRecord) => {
    const { madeBy: _, answeredBy: __, said, answer, ...rest } = record;
    const [saidText, answerText] = await Promise.all([opened(record.supplier, said), opened(record.supplier, answer)]);
    return { ...rest, said: saidText, answer: answerText };
  };
  const allOf = async (supplier: string): Promise<ObservationRecord[]> => {
    const { pk, sk } = observationKey(supplier, '');
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 100,
      }),
    );
    return Items.map((item) => observationRecord.parse(item)).sort(newestFirst);
  };

  return [
    route(makeObservation, {
      subject,
      handle: async ({ record: { supplier, name, language }, body: { about, text }, caller, at }) => {
        const decided = await decidedOn(deps, supplier, about);
        const same = JSON.stringify(about);
        const waiting = (await allOf(supplier)).filter(({ state }) => state === 'open');
        if (waiting.some((one) => JSON.stringify(one.about) === same)) throw alreadyOpen;
        const observation = observationId.parse(newId('obs', at));
        const made: ObservationRecord = {
          ...{ observation, supplier, supplierName: name, about, decided, language },
          ...{ state: 'open', madeAt: at.toISOString(), madeBy: caller.id },
          said: await seals.seal(supplier, observationText, text),
        };
        return {
          body: await told(made),
          audit: { subjects: [observation], codes: { about: about.kind, outcome: decided.outcome } },
          writes: [
            {
              Put: {
                TableName: table,
                Item: {
                  ...observationKey(supplier, observation),
                  ...made,
                  queuePk: observationPath,
                  queueSk: `${made.madeAt}#${observation}`,
                },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        };
      },
    }),
    route(listSupplierObservations, {
      subject,
      handle: async ({ params }) => ({
        body: { observations: await Promise.all((await allOf(params.supplier)).map(told)) },
      }),
    }),
    route(listObservations, {
      subject: async () => ({ relation: 'none', record: undefined }),
      handle: async ({ query: { limit, cursor } }) => {
        // A place in the list as text, and nothing else, so that no cursor leads out of the list.
        if (cursor !== undefined && !/^\d{4}-[\dT:.-]+Z#obs_[0-9a-z]{26}$/.test(cursor))
          throw new Problem('invalid-cursor');
        const { Items = [], LastEvaluatedKey } = await db.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'queue',
            KeyConditionExpression: 'queuePk = :path AND queueSk > :after',
            ExpressionAttributeValues: { ':path': observationPath, ':after': cursor ?? '0' },
            Limit: limit,
          }),
        );
        const observations = Items.map((item) => {
          const { observation, supplier, supplierName, about, decided, language, madeAt } =
            observationRecord.parse(item);
          return { observation, supplier, supplierName, about, decided, language, madeAt };
        });
        return { body: { observations, ...(LastEvaluatedKey && { next: String(LastEvaluatedKey.queueSk) }) } };
      },
    }),
    route(answerObservation, {
      subject,
      handle: async ({ params: { supplier, observation }, body: { outcome, text }, caller, at }) => {
        const key = observationKey(supplier, observation);
        const found = await readRecord(db, table, key, observationRecord);
        if (!found) throw new Problem('not-found');
        if (found.state === 'answered') throw alreadyAnswered;
        const answered = {
          ...{ state: 'answered' as const, outcome, answeredAt: at.toISOString(), answeredBy: caller.id },
          answer: await seals.seal(supplier, observationText, text),
        };
        const { UpdateExpression, ...names } = setting(answered);
        return {
          body: await told({ ...found, ...answered }),
          audit: { codes: { about: found.about.kind, outcome } },
          writes: [
            {
              Update: {
                TableName: table,
                Key: key,
                ...names,
                UpdateExpression: `${UpdateExpression} REMOVE queuePk, queueSk`,
                ConditionExpression: 'queuePk = :open',
                ExpressionAttributeValues: { ...names.ExpressionAttributeValues, ':open': observationPath },
              },
              orElse: alreadyAnswered,
            },
          ],
        };
      },
    }),
  ];
};
