import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit, type Write } from '#platform/tables.ts';
import { type AuditEntry, type AuditLine, auditKey, emptyLog, logState } from '#schemas/audit.ts';
import { chainAfter, leafOf } from './chain.ts';
import { growth } from './tiles.ts';

export type LogStore = { db: DynamoDBDocumentClient; table: string };

export const readState = async ({ db, table }: LogStore) =>
  (await readRecord(db, table, auditKey.state(), logState)) ?? emptyLog;

/** A transaction holds 100 writes; an entry takes its place, its line and up to eight subjects. */
const entriesPerTransaction = 9;
const tries = 10;

const withoutPlace = async ({ db, table }: LogStore, entries: readonly AuditEntry[]): Promise<AuditEntry[]> => {
  const first = new Map(entries.toReversed().map((entry) => [entry.id, entry]));
  const found = await readMany(db, table, [...first.keys()].map(auditKey.place), ['pk']);
  const placed = new Set(found.map(({ pk }) => pk));
  return entries.filter((entry) => first.get(entry.id) === entry && !placed.has(auditKey.place(entry.id).pk));
};

const place = async (store: LogStore, entries: readonly AuditEntry[]): Promise<void> => {
  const { table } = store;
  const fresh = await withoutPlace(store, entries);
  if (fresh.length === 0) return;
  const state = await readState(store);
  const leaves = fresh.map(leafOf);
  let chain = state.chain;
  const lines = fresh.map((entry, i): AuditLine => {
    chain = chainAfter(chain, leaves[i]!);
    return { index: state.size + i, entry, chain };
  });
  const put = (item: object): Write => ({
    Put: { TableName: table, Item: { ...item }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  await commit(store.db, [
    {
      Put: {
        TableName: table,
        Item: { ...auditKey.state(), size: state.size + fresh.length, chain },
        ConditionExpression: 'attribute_not_exists(pk) OR #size = :size',
        ExpressionAttributeNames: { '#size': 'size' },
        ExpressionAttributeValues: { ':size': state.size },
      },
    },
    ...(await growth(store, state.size, leaves)),
    ...lines.flatMap((line) => [
      put({ ...auditKey.place(line.entry.id), index: line.index }),
      put({ ...auditKey.line(line.index), ...line }),
      ...line.entry.subjects.map((subject) => put({ ...auditKey.subject(subject, line.index), ...line })),
    ]),
  ]);
};

/**
 * Gives entries their places, in the order given: one line each in the chain and one leaf in the tree, once, however often
 * they are told. Lines are only ever added.
 */
export const appendEntries = async (store: LogStore, entries: readonly AuditEntry[]): Promise<void> => {
  for (let i = 0; i < entries.length; i += entriesPerTransaction) {
    const some = entries.slice(i, i + entriesPerTransaction);
    for (let left = tries; ; left--)
      try {
        await place(store, some);
        break;
      } catch (error) {
        // Another shard's entries came first: these follow them.
        const lost = error instanceof ConditionFailed || (error instanceof Error && error.message === 'busy');
        if (!lost || left === 0) throw error;
      }
  }
};
