import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { route } from '#platform/api.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { askExport, readExport } from '#schemas/api/rights.ts';
import { type ExportRecord, exportDays, exportId, exportKey, exportPath, exportRecord } from '#schemas/export.ts';
import type { Dependencies } from './deps.ts';
import { ofSupplier } from './standing.ts';

/** Seconds for which the address of an export serves. */
const permitSeconds = 300;

const said = ({ export: id, state, askedAt, readyAt, bytes }: ExportRecord) => ({
  ...{ export: id, state, askedAt },
  ...(readyAt && { readyAt }),
  ...(bytes !== undefined && { bytes }),
});

/** Everything that is held about a supplier, for its owners. */
export const exportRoutes = (deps: Dependencies) => {
  const subject = ofSupplier(deps);
  return [
    route(askExport, {
      subject,
      handle: async ({ record: { supplier }, caller, at }) => {
        const asked: ExportRecord = {
          export: exportId.parse(newId('exp', at)),
          ...{ supplier, askedBy: caller.id, askedAt: at.toISOString(), state: 'asked' },
        };
        const expiresAt = Math.floor(at.getTime() / 1000) + exportDays * 86_400;
        return {
          body: said(asked),
          audit: { subjects: [asked.export] },
          writes: [
            { Put: { TableName: deps.casework, Item: { ...exportKey(supplier, asked.export), ...asked, expiresAt } } },
          ],
        };
      },
    }),
    route(readExport, {
      subject,
      handle: async ({ params }) => {
        const found = await readRecord(deps.db, deps.casework, exportKey(params.supplier, params.export), exportRecord);
        if (!found) throw new Problem('not-found');
        if (found.state !== 'ready') return { body: said(found) };
        const command = new GetObjectCommand({
          Bucket: deps.exports,
          Key: exportPath(found),
          ResponseContentDisposition: 'attachment; filename="passerelle.zip"',
        });
        return {
          body: { ...said(found), url: await getSignedUrl(deps.s3, command, { expiresIn: permitSeconds }) },
        };
      },
    }),
  ];
};
