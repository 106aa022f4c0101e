import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { auditWrite } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import type { Change } from '#platform/stream.ts';
import { commit } from '#platform/tables.ts';
import { evidencePath } from '#schemas/evidence.ts';
import { exportKey, exportPath, exportRecord } from '#schemas/export.ts';
import type { DocumentRecord } from '#schemas/records.ts';
import { type CollectDependencies, collect } from './collect.ts';

export type Dependencies = CollectDependencies & {
  s3: S3Client;
  clock: Clock;
  evidence: string;
  exports: string;
  audit: string;
};

/** A name with all its letters that every system can unpack, and that no two files share. */
export const nameOf = ({
  submission,
  document,
  fileName,
}: Pick<DocumentRecord, 'submission' | 'document' | 'fileName'>) => {
  // What no file may be called on Windows, what cannot be seen, and halves of characters.
  const plain = fileName
    .toWellFormed()
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\ufffd]/gu, '_');
  return `files/${submission}/${document}-${plain.replace(/[. ]+$/, '')}`;
};

/**
 * Builds the export that was asked for: `data.json` with everything that is recorded, and every accepted file. A repeat
 * builds it again, the same.
 */
export const buildExport = async (deps: Dependencies, change: Change): Promise<void> => {
  if (!String(change.after?.sk).startsWith('EXPORT#')) return;
  const asked = exportRecord.parse(change.after);
  const { data, documents } = await collect(deps, asked.supplier);
  const files: Zippable = { 'data.json': strToU8(`${JSON.stringify(data, null, 2)}\n`) };
  for (const one of documents) {
    const { Body } = await deps.s3.send(new GetObjectCommand({ Bucket: deps.evidence, Key: evidencePath(one) }));
    // Files are compressed already.
    if (Body) files[nameOf(one)] = [await Body.transformToByteArray(), { level: 0 }];
  }
  const zip = zipSync(files);
  await deps.s3.send(
    new PutObjectCommand({
      Bucket: deps.exports,
      Key: exportPath(asked),
      Body: zip,
      ContentType: 'application/zip',
    }),
  );
  const at = deps.clock().toISOString();
  await commit(deps.db, [
    {
      Update: {
        TableName: deps.casework,
        Key: exportKey(asked.supplier, asked.export),
        UpdateExpression: 'SET #state = :ready, readyAt = :at, #bytes = :bytes',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#state': 'state', '#bytes': 'bytes' },
        ExpressionAttributeValues: { ':ready': 'ready', ':at': at, ':bytes': zip.length },
      },
    },
    auditWrite(deps.audit, {
      id: `aud_${derivedId('export', asked.export)}`,
      at,
      actor: { kind: 'network', id: 'trust' },
      action: 'export.built',
      operation: 'buildExport',
      subjects: [asked.supplier, asked.export],
      codes: { files: documents.length },
    }),
  ]);
};
