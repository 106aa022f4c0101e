import type { S3Client } from '@aws-sdk/client-s3';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sha256Hex } from '#platform/ids.ts';
import { readRecord } from '#platform/relations.ts';
import { auditKey, type SignedHead, signedHead, type TreeHead } from '#schemas/audit.ts';
import { type LogStore, readState } from './append.ts';
import { archiveIn } from './archive.ts';
import { canonical } from './canonical.ts';
import { LogContradicted } from './contradiction.ts';
import { readLine } from './lines.ts';
import { rootOf } from './merkle.ts';
import { headType, isSigned } from './signed.ts';
import type { Signer } from './signer.ts';
import { nodesOf, tilesIn } from './tiles.ts';

export type HeadDependencies = LogStore & { signer: Signer; log: string };

const head = signedHead.strip();

/** Public heads after an hour (`2026-11-22T14`) and up to another, oldest first. */
export const headsBetween = async (
  { db, table }: LogStore,
  { after, upTo, limit }: { after: string; upTo: string; limit: number },
): Promise<{ heads: SignedHead[]; next: string | undefined }> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :upTo',
      ExpressionAttributeValues: { ':pk': auditKey.head('').pk, ':after': after || '0', ':upTo': upTo },
      ConsistentRead: true,
      Limit: limit + 1,
    }),
  );
  const found = Items.filter(({ sk }) => sk !== after).slice(0, limit);
  const last = found.at(-1)?.sk as string | undefined;
  return { heads: found.map((item) => head.parse(item)), next: last === upTo ? undefined : last };
};

/** The newest public head, and its hour. */
export const newestHead = async ({ db, table }: LogStore): Promise<{ hour: string; head: SignedHead } | undefined> => {
  const { Items: [newest] = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': auditKey.head('').pk },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return newest && { hour: String(newest.sk), head: head.parse(newest) };
};

/** The public head of an hour. */
export const headOfHour = ({ db, table }: LogStore, hour: string): Promise<SignedHead | undefined> =>
  readRecord(db, table, auditKey.head(hour), head);

/** What the next head says of the one before it. */
export const digestOf = (head: SignedHead | undefined): string => (head ? sha256Hex(canonical(head)) : '0'.repeat(64));

/**
 * The log as it stands, if it goes on from its last public head: no shorter, and the same up to there.
 * @throws LogContradicted where it does not; nothing is ever signed over that.
 */
const continued = async (deps: HeadDependencies, before: SignedHead | undefined) => {
  const { size, chain } = await readState(deps);
  const node = nodesOf(tilesIn(deps));
  const chainAt = async (length: number) => (length === 0 ? '0'.repeat(64) : (await readLine(deps, length - 1))?.chain);
  if ((await chainAt(size)) !== chain) throw new LogContradicted('state');
  if (before) {
    if (!(await isSigned(before, [await deps.signer.publicKey()]))) throw new LogContradicted('head-not-ours');
    if (size < before.size) throw new LogContradicted('shorter');
    if ((await chainAt(before.size)) !== before.chain) throw new LogContradicted('rewritten');
    if ((await rootOf(node, before.size)) !== before.root) throw new LogContradicted('rewritten');
  }
  return { size, chain, root: await rootOf(node, size) };
};

/**
 * The head of this hour, the only thing that is ever signed of the log: once, after the last public head, kept in the table
 * for proofs and under object lock, where nobody can change or remove it. A repeat stores the same head again.
 */
export const sealHour = async (
  deps: HeadDependencies & { s3: S3Client; bucket: string },
  at: Date,
): Promise<SignedHead> => {
  const archive = archiveIn(deps.s3, deps.bucket);
  const hour = at.toISOString().slice(0, 13);
  const newest = await newestHead(deps);
  // The table can be written by more than may write the archive: what the table has lost or changed is missed here.
  await archive.compare(newest);
  if (newest?.hour === hour) return newest.head;
  const before = newest?.head;
  if (before && before.at > at.toISOString()) throw new LogContradicted('time');
  const next: TreeHead = {
    log: deps.log,
    ...(await continued(deps, before)),
    previous: digestOf(before),
    at: at.toISOString(),
  };
  const signed = { ...next, jws: await deps.signer.sign({ typ: headType }, canonical(next)) };
  await deps.db.send(
    new PutCommand({
      TableName: deps.table,
      Item: { ...auditKey.head(hour), ...signed },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  await archive.store(hour, signed);
  return signed;
};
