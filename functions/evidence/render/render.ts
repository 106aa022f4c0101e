import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '#platform/log.ts';
import type { Change } from '#platform/stream.ts';
import { caseworkKey, type DocumentRecord, documentRecord } from '#schemas/records.ts';
import { TooCostly } from '../inspection.ts';
import { acceptedKey, pageKey, textKey } from '../keys.ts';
import type { Dependencies } from './deps.ts';
import { proposedExpiry } from './expiry.ts';

/**
 * Makes the page images and the text of a document that was just accepted, so that verifiers never open the file itself.
 * Runs again harmlessly: the same pages are written over themselves.
 */
export const renderAccepted = async (deps: Dependencies, change: Change): Promise<void> => {
  const parsed = documentRecord.safeParse(change.after);
  if (!parsed.success || parsed.data.state !== 'accepted' || parsed.data.viewable) return;
  const document = parsed.data;
  const { Body } = await deps.s3.send(new GetObjectCommand({ Bucket: deps.evidence, Key: acceptedKey(document) }));
  const bytes = await Body?.transformToByteArray();
  if (!bytes) throw new Error('accepted file has no content');
  const texts: string[] = [];
  for (let page = 1; page <= document.pages; page++) {
    const view = await viewOf(deps, document, bytes, page);
    if (!view) break;
    texts.push(view.text);
    await deps.s3.send(
      new PutObjectCommand({
        Bucket: deps.views,
        Key: pageKey(document, page),
        Body: view.image,
        ContentType: 'image/webp',
      }),
    );
  }
  await deps.s3.send(
    new PutObjectCommand({
      Bucket: deps.views,
      Key: textKey(document),
      Body: JSON.stringify(texts),
      ContentType: 'application/json',
    }),
  );
  await record(deps, document, texts.length, proposedExpiry(texts.join('\n')));
};

const viewOf = async (deps: Dependencies, document: DocumentRecord, bytes: Uint8Array, page: number) => {
  try {
    const reply = await deps.inspector.ask({ ask: 'page', mediaType: document.mediaType, bytes, page });
    if ('view' in reply) return reply.view;
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
  }
  log.warn('page-not-rendered', { document: document.document, page });
  return undefined;
};

const record = async (
  deps: Dependencies,
  document: DocumentRecord,
  viewable: number,
  expiry: string | undefined,
): Promise<void> => {
  try {
    await deps.db.send(
      new UpdateCommand({
        TableName: deps.casework,
        Key: caseworkKey.document(document.submission, document.document),
        UpdateExpression: `SET viewable = :viewable${expiry ? ', expiryProposed = :expiry' : ''}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':viewable': viewable, ...(expiry && { ':expiry': expiry }) },
      }),
    );
  } catch (error) {
    // The supplier removed the document meanwhile.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
