import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { caseworkKey, queuePath } from '#schemas/records.ts';
import type { Casework } from './casework.ts';

const entryOf = (i: number) => {
  const submission = `sub_${String(i).padStart(26, '0')}`;
  const dueAt = new Date(Date.parse('2027-01-01T00:00:00Z') + i * 60_000).toISOString();
  return {
    ...caseworkKey.queue(submission),
    submission,
    supplierName: `Entreprise ${i}`,
    kind: 'first',
    needs: 'review',
    openedAt: '2026-11-23T15:00:00.000Z',
    dueAt,
    readers: [],
    conflicts: [],
    possibleDuplicate: false,
    queuePk: queuePath.open,
    queueSk: `${dueAt}#${submission}`,
  };
};

/** Puts the open cases from `from` up to `to` into the queue. */
export const fillQueue = async ({ db, casework }: Pick<Casework, 'db' | 'casework'>, from: number, to: number) => {
  const size = 25;
  const starts = Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => from + i * size);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
        const entries = Array.from({ length: Math.min(size, to - start) }, (_, i) => entryOf((start ?? 0) + i));
        await db.send(
          new BatchWriteCommand({ RequestItems: { [casework]: entries.map((Item) => ({ PutRequest: { Item } })) } }),
        );
      }
    }),
  );
};
