import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readRecord } from '#platform/relations.ts';
import { type AuditLine, auditKey, auditLine, linesPerPage } from '#schemas/audit.ts';
import type { LogStore } from './append.ts';

const line = auditLine.strip();

export const readLine = ({ db, table }: LogStore, index: number): Promise<AuditLine | undefined> =>
  readRecord(db, table, auditKey.line(index), line);

const query = async (
  { db, table }: LogStore,
  pk: string,
  range: { from: string; to: string; newest: boolean; limit: number },
) => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': range.from, ':to': range.to },
      ScanIndexForward: !range.newest,
      Limit: range.limit,
    }),
  );
  return Items.map((item) => line.parse(item));
};

/** Lines before a place, newest first: of one subject, or of all (then from one partition at a time, perhaps fewer). */
export const linesBefore = async (
  store: LogStore,
  { before, limit, subject }: { before: number; limit: number; subject?: string | undefined },
): Promise<AuditLine[]> => {
  if (before <= 0) return [];
  const last = before - 1;
  if (subject !== undefined) {
    const [low, high] = [auditKey.subject(subject, 0), auditKey.subject(subject, last)];
    return query(store, low.pk, { from: low.sk, to: high.sk, newest: true, limit });
  }
  const [low, high] = [auditKey.line(last - (last % linesPerPage)), auditKey.line(last)];
  return query(store, low.pk, { from: low.sk, to: high.sk, newest: true, limit });
};

/** Lines from a place on, in order, of those below a size: as many as one read gives. */
export const linesFrom = async (store: LogStore, index: number, size: number): Promise<AuditLine[]> => {
  const low = auditKey.line(index);
  const high = auditKey.line(Math.min(size, index - (index % linesPerPage) + linesPerPage) - 1);
  const some = await query(store, low.pk, { from: low.sk, to: high.sk, newest: false, limit: 500 });
  if (some.length === 0) throw new Error(`line ${index} is missing`);
  return some;
};

/** Every line of the log up to a size, in order, read page by page. */
export async function* allLines(store: LogStore, size: number): AsyncGenerator<AuditLine> {
  for (let index = 0; index < size; ) {
    const some = await linesFrom(store, index, size);
    yield* some;
    index += some.length;
  }
}
