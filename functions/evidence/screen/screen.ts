import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '#platform/log.ts';
import { readRecord } from '#platform/relations.ts';
import type { Document } from '#schemas/evidence.ts';
import { caseworkKey, documentRecord } from '#schemas/records.ts';
import { acceptedKey, placedAt } from '../keys.ts';
import type { Dependencies } from './deps.ts';
import { type Inspection, inspect, isRefused } from './inspect.ts';

/**
 * Screens one file that arrived in quarantine. Every step can be repeated: the copy overwrites itself, the record moves
 * on only from a state before its end, and the quarantined file goes last.
 */
export const screen = async (deps: Dependencies, key: string): Promise<void> => {
  const leave = () => deps.s3.send(new DeleteObjectCommand({ Bucket: deps.quarantine, Key: key }));
  const placed = placedAt(key);
  const document =
    placed &&
    (await readRecord(
      deps.db,
      deps.casework,
      caseworkKey.document(placed.submission, placed.document),
      documentRecord,
    ));
  // Removed meanwhile, or sent again on a permit that has done its work: nothing waits for it.
  if (!document || document.state === 'accepted' || document.state === 'refused') {
    await leave();
    return;
  }
  const bytes = await read(deps, key);
  if (!bytes) return;
  const inspection = await inspect(bytes, document);
  const refused = isRefused(inspection);
  if (!refused) await promote(deps, document, key);
  await record(deps, document, inspection, refused ? 'refused' : 'accepted');
  await leave();
  log.info('document-screened', { document: document.document, state: refused ? 'refused' : 'accepted' });
};

const read = async (deps: Dependencies, key: string): Promise<Uint8Array | undefined> => {
  try {
    const { Body } = await deps.s3.send(new GetObjectCommand({ Bucket: deps.quarantine, Key: key }));
    return await Body?.transformToByteArray();
  } catch (error) {
    // An earlier run of the same notification has finished with it.
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

const promote = (deps: Dependencies, document: Document, key: string) =>
  deps.s3.send(
    new CopyObjectCommand({
      Bucket: deps.evidence,
      Key: acceptedKey(document),
      CopySource: `${deps.quarantine}/${key}`,
      ChecksumAlgorithm: 'SHA256',
    }),
  );

const record = async (
  deps: Dependencies,
  document: Document,
  { findings, pages }: Inspection,
  state: Document['state'],
): Promise<void> => {
  try {
    await deps.db.send(
      new UpdateCommand({
        TableName: deps.casework,
        Key: caseworkKey.document(document.submission, document.document),
        UpdateExpression: 'SET #state = :state, findings = :findings, pages = :pages, receivedAt = :at',
        ConditionExpression: '#state IN (:awaiting, :screening)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':state': state,
          ':findings': findings,
          ':pages': pages,
          ':at': deps.clock().toISOString(),
          ':awaiting': 'awaiting-upload',
          ':screening': 'screening',
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
