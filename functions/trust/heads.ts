import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sha256Hex } from '#platform/ids.ts';
import { readRecord } from '#platform/relations.ts';
import { auditKey, emptyLog, type SignedHead, signedHead, type TreeHead } from '#schemas/audit.ts';
import { type LogStore, readState } from './append.ts';
import { canonical } from './canonical.ts';
import { readLine } from './lines.ts';
import { rootOf } from './merkle.ts';
import type { Signer } from './signer.ts';
import { nodesOf, tilesIn } from './tiles.ts';

export type HeadDependencies = LogStore & { signer: Signer; log: string };

/** `typ` of the JWS of a tree head. */
export const headType = 'passerelle-tree-head+jwt';

/** The hourly heads after an hour (`2026-11-22T14`), oldest first; or, `last`, only the newest of all. */
export const hourlyHeads = async ({ db, table }: LogStore, after: string, last = false): Promise<SignedHead[]> => {
  const heads: SignedHead[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': auditKey.head('').pk, ':after': after || '0' },
        ConsistentRead: true,
        ScanIndexForward: !last,
        ...(last && { Limit: 1 }),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    heads.push(...Items.map((item) => signedHead.strip().parse(item)));
    from = last ? undefined : LastEvaluatedKey;
  } while (from);
  return heads;
};

/** What the next head says of the one before it. */
export const digestOf = (head: SignedHead | undefined): string => (head ? sha256Hex(canonical(head)) : '0'.repeat(64));

const signed = async (
  deps: HeadDependencies,
  at: Date,
  size: number,
  chain: string,
  before: SignedHead | undefined,
) => {
  const root = await rootOf(nodesOf(tilesIn(deps)), size);
  const head: TreeHead = { log: deps.log, size, root, chain, previous: digestOf(before), at: at.toISOString() };
  return { ...head, jws: await deps.signer.sign({ typ: headType }, canonical(head)) };
};

/** Signs the log as it stands. */
export const signHead = async (deps: HeadDependencies, at: Date): Promise<SignedHead> => {
  const [before] = await hourlyHeads(deps, '', true);
  const { size, chain } = await readState(deps);
  return signed(deps, at, size, chain, before);
};

/** The heads that an export of this many lines ends with: the hourly ones that it reaches, and one signed for it. */
export const headsOfExport = async (deps: HeadDependencies, at: Date, size: number): Promise<SignedHead[]> => {
  const hourly = (await hourlyHeads(deps, '')).filter((head) => head.size <= size);
  const chain = size === 0 ? emptyLog.chain : (await readLine(deps, size - 1))?.chain;
  if (chain === undefined) throw new Error('the log is not that long');
  return [...hourly, await signed(deps, at, size, chain, hourly.at(-1))];
};

/**
 * The head of this hour: signed once, kept in the table for proofs and under object lock, where nobody can change or remove
 * it, for whoever doubts the table. A repeat stores the same head again.
 */
export const sealHour = async (
  deps: HeadDependencies & { s3: S3Client; bucket: string },
  at: Date,
): Promise<SignedHead> => {
  const hour = at.toISOString().slice(0, 13);
  const known = await readRecord(deps.db, deps.table, auditKey.head(hour), signedHead.strip());
  const head = known ?? (await signHead(deps, at));
  if (!known)
    await deps.db.send(
      new PutCommand({
        TableName: deps.table,
        Item: { ...auditKey.head(hour), ...head },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  await deps.s3.send(
    new PutObjectCommand({
      Bucket: deps.bucket,
      Key: `heads/${hour}.json`,
      Body: canonical(head),
      ContentType: 'application/json',
    }),
  );
  return head;
};
