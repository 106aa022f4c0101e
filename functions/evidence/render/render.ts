import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '#platform/log.ts';
import type { Change } from '#platform/stream.ts';
import { caseworkKey, type DocumentRecord, documentRecord } from '#schemas/records.ts';
import { TooCostly } from '../inspection.ts';
import { flags } from '../inspector/protocol.ts';
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
  const { texts, undrawn } = await drawPages(deps, document, bytes);
  await deps.s3.send(
    new PutObjectCommand({
      Bucket: deps.views,
      Key: textKey(document),
      Body: JSON.stringify(texts),
      ContentType: 'application/json',
    }),
  );
  await record(deps, document, undrawn, proposedExpiry(texts.join('\n')));
};

/** How long one document may take, in ms: well under what the function has, which does one at a time. */
const documentTime = 200_000;
/** After so many pages that cannot be drawn, the others are not tried any more. */
const maximumUndrawn = 5;

/** Draws every page that can be drawn, also those behind one that cannot; the text of that one is empty. */
const drawPages = async (deps: Dependencies, document: DocumentRecord, bytes: Uint8Array) => {
  const until = performance.now() + documentTime;
  const texts: string[] = [];
  const undrawn: number[] = [];
  for (let page = 1; page <= document.pages; page++) {
    const isTried = undrawn.length < maximumUndrawn && performance.now() < until;
    const view = isTried ? await viewOf(deps, document, bytes, page) : undefined;
    texts.push(view?.text ?? '');
    if (!view) undrawn.push(page);
    else
      await deps.s3.send(
        new PutObjectCommand({
          Bucket: deps.views,
          Key: pageKey(document, page),
          Body: view.image,
          ContentType: 'image/webp',
        }),
      );
  }
  return { texts, undrawn };
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

/** Pages as people name them; the same in both languages, and cut where there are very many. */
const named = (pages: readonly number[]): string =>
  `page ${pages.slice(0, 20).join(', ')}${pages.length > 20 ? '…' : ''}`;

const record = async (
  deps: Dependencies,
  document: DocumentRecord,
  undrawn: readonly number[],
  expiry: string | undefined,
): Promise<void> => {
  const findings =
    undrawn.length > 0 ? [...document.findings, flags('pages-not-drawn', named(undrawn))] : document.findings;
  try {
    await deps.db.send(
      new UpdateCommand({
        TableName: deps.casework,
        Key: caseworkKey.document(document.submission, document.document),
        UpdateExpression: `SET viewable = :viewable, undrawn = :undrawn, findings = :findings${expiry ? ', expiryProposed = :expiry' : ''}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: {
          ':viewable': document.pages,
          ':undrawn': undrawn,
          ':findings': findings,
          ...(expiry && { ':expiry': expiry }),
        },
      }),
    );
  } catch (error) {
    // The supplier removed the document meanwhile.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
