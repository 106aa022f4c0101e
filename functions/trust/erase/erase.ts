import type { S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { auditWrite } from '#platform/audit.ts';
import { type Clock, dayOf } from '#platform/clock.ts';
import { destroyKey } from '#platform/destroy.ts';
import { derivedId } from '#platform/ids.ts';
import { log } from '#platform/log.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { type ClosingRecord, closingKey, closingPath, closingRecord } from '#schemas/closing.ts';
import { eraseObjects } from './files.ts';
import { eraseCasework } from './records.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  s3: S3Client;
  clock: Clock;
  casework: string;
  audit: string;
  keysTable: string;
  /** Buckets that hold objects of suppliers, each under the supplier's id: accepted files, page images, exports. */
  buckets: readonly string[];
};

const dayAfter = (at: Date): string => dayOf(new Date(at.getTime() + 86_400_000));

/** Moves a closing on, if nobody did meanwhile, with its entry; `waits`: the day on which there is more to do. */
const move = async (
  deps: Dependencies,
  before: ClosingRecord,
  next: ClosingRecord,
  { action, waits }: { action: string; waits: string | undefined },
): Promise<void> => {
  await commit(deps.db, [
    {
      Put: {
        TableName: deps.casework,
        Item: {
          ...closingKey(next.supplier),
          ...next,
          ...(waits && { queuePk: closingPath, queueSk: `${waits}#${next.supplier}` }),
        },
        ConditionExpression: 'revision = :seen',
        ExpressionAttributeValues: { ':seen': before.revision },
      },
    },
    auditWrite(deps.audit, {
      id: `aud_${derivedId('closing', next.supplier, next.revision)}`,
      at: deps.clock().toISOString(),
      actor: { kind: 'network', id: 'trust' },
      action,
      operation: 'eraseSupplier',
      subjects: [next.supplier],
      codes: { state: next.state, ...(next.filesUntil && { 'files-until': next.filesUntil }) },
    }),
  ]);
};

const filesLeft = async (deps: Dependencies, supplier: string, at: Date): Promise<string | undefined> => {
  const ends = await Promise.all(deps.buckets.map((bucket) => eraseObjects({ s3: deps.s3, bucket }, supplier, at)));
  const first = ends.filter((end) => end !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
  return first && dayAfter(first);
};

/**
 * Erases one supplier, step by step; every step can be repeated, and the closing's record says when all are done. The key
 * goes first: whatever else fails, facts and words are unreadable from then on. The registry takes names out of its own
 * records when it sees the state.
 */
export const eraseSupplier = async (deps: Dependencies, supplier: string): Promise<void> => {
  const at = deps.clock();
  const found = await readRecord(deps.db, deps.casework, closingKey(supplier), closingRecord);
  if (found?.state === 'asked' && found.eraseOn <= dayOf(at)) {
    const begun: ClosingRecord = { ...found, state: 'erasing', revision: found.revision + 1 };
    await move(deps, found, begun, { action: 'supplier.erasing', waits: found.eraseOn });
    return eraseSupplier(deps, supplier);
  }
  if (found?.state === 'erasing') {
    await destroyKey(deps, supplier, at);
    await eraseCasework(deps, supplier);
  } else if (found?.state !== 'erased' || !found.filesUntil || found.filesUntil > dayOf(at)) return;
  const waits = await filesLeft(deps, supplier, at);
  const { askedBy: _, filesUntil: __, ...rest } = found;
  const done: ClosingRecord = {
    ...rest,
    state: 'erased',
    erasedAt: found.erasedAt ?? at.toISOString(),
    ...(waits && { filesUntil: waits }),
    revision: found.revision + 1,
  };
  await move(deps, found, done, { action: waits ? 'supplier.erased' : 'supplier.files-erased', waits });
};

/** Erases whatever is due, of every closed account. A day that was missed is made up for; what fails is tried again. */
export const eraseDue = async (deps: Dependencies): Promise<{ erased: number; failed: number }> => {
  const due: string[] = [];
  const pages = paginateQuery(
    { client: deps.db },
    {
      TableName: deps.casework,
      IndexName: 'queue',
      KeyConditionExpression: 'queuePk = :path AND queueSk < :tomorrow',
      ExpressionAttributeValues: { ':path': closingPath, ':tomorrow': `${dayOf(deps.clock())}~` },
    },
  );
  for await (const { Items = [] } of pages) due.push(...Items.map(({ supplier }) => String(supplier)));
  let failed = 0;
  for (const supplier of due)
    try {
      await eraseSupplier(deps, supplier);
    } catch (error) {
      // Another run did it, or the closing was undone: the next one looks again.
      if (error instanceof ConditionFailed) continue;
      failed++;
      log.error('erasure-failed', { supplier, cause: error instanceof Error ? error.name : 'unknown' });
    }
  log.info('erasures', { count: due.length, failed });
  if (failed > 0) throw new Error('some accounts could not be erased');
  return { erased: due.length, failed };
};
