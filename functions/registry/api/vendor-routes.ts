import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { listVendors, listVersions, readVendor } from '#schemas/api/registry.ts';
import { facts } from '#schemas/facts.ts';
import { prefixOf } from '#schemas/records/key.ts';
import { storedVendor, vendorVersion } from '#schemas/records/registry.ts';
import { endedPath, expiryPath } from '../version.ts';
import type { Dependencies } from './deps.ts';
import { findVendor } from './find.ts';

const cursor = z.strictObject({ pk: z.string(), sk: z.string(), expiryPk: z.string(), expirySk: z.string() });

/** Where a list goes on; a cursor of another list, or one that was altered, is refused. */
const startFrom = (text: string | undefined, path: string) => {
  if (text === undefined) return undefined;
  try {
    const key = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (key.expiryPk === path) return key;
  } catch {}
  throw new Problem('invalid-cursor');
};

/** Vendors as they stand and as they stood. */
export const vendorRoutes = (deps: Dependencies) => {
  const subject = findVendor(deps);
  return [
    route(listVendors, {
      subject: async () => ({ relation: 'none', record: undefined }),
      handle: async ({ query }) => {
        const path = query.which === 'ended' ? endedPath : expiryPath;
        const page = await deps.db.send(
          new QueryCommand({
            TableName: deps.registry,
            IndexName: 'expiry',
            KeyConditionExpression: 'expiryPk = :path',
            ExpressionAttributeValues: { ':path': path },
            Limit: query.limit,
            ExclusiveStartKey: startFrom(query.cursor, path),
          }),
        );
        const vendors = (page.Items ?? []).map((item) => {
          const { vendor, version, status, certifiedOn, expiresOn, recordedAt, identity } = storedVendor.parse(item);
          const name = identity.operatingName ?? identity.legalName;
          return { vendor, version, status, certifiedOn, expiresOn, recordedAt, name };
        });
        const last = page.LastEvaluatedKey;
        return {
          body: { vendors, ...(last && { next: Buffer.from(JSON.stringify(last)).toString('base64url') }) },
        };
      },
    }),
    route(readVendor, {
      subject,
      handle: async ({ record }) => {
        const { sealed, open: _, round: __, ends: ___, noticed: ____, ...vendor } = record;
        return { body: { ...vendor, facts: facts.parse(await deps.seals.open(record.vendor, sealed)) } };
      },
    }),
    route(listVersions, {
      subject,
      handle: async ({ params }) => {
        const { pk, prefix } = prefixOf(vendorVersion, params);
        const { Items = [] } = await deps.db.send(
          new QueryCommand({
            TableName: deps.registry,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
            ExpressionAttributeValues: { ':pk': pk, ':version': prefix },
            ScanIndexForward: false,
            Limit: 100,
          }),
        );
        const versions = Items.map((item) => {
          const { version, status, statusReason, notice, submission, evidence, certifiedOn, expiresOn, recordedAt } =
            storedVendor.parse(item);
          return { version, status, statusReason, notice, submission, evidence, certifiedOn, expiresOn, recordedAt };
        });
        return { body: { versions } };
      },
    }),
  ];
};
