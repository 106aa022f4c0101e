import { randomInt } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import {
  issueCertificate,
  readCertificate,
  readIssued,
  readStatusList,
  verifyCertificate,
} from '#schemas/api/certificates.ts';
import {
  type Certificate,
  type CredentialRecord,
  credentialId,
  credentialKey,
  credentialRecord,
  statusListBits,
} from '#schemas/credential.ts';
import { registryKey, type VendorRecord } from '#schemas/records.ts';
import { certificateOf, openCertificate, secured, statusList } from '../certificate.ts';
import { certificateInForce, issuedTo, sayingOf, vendorOf } from '../issued.ts';
import type { Dependencies } from './deps.ts';
import { ofNobody, ofSupplier } from './standing.ts';

const notActive = new Problem('wrong-state', {
  detail: {
    fr: 'Seule une certification en vigueur donne droit à un certificat.',
    en: 'Only a certification in force has a certificate.',
  },
});

type Reason = 'signature' | 'not-yet' | 'expired' | 'revoked';

/** Certificates that travel: issued to an approved vendor, verified by anyone. */
export const certificateRoutes = (deps: Dependencies) => {
  const { db, casework: table, registry, issuer, origin } = deps;
  const find = (id: string) => readRecord(db, table, credentialKey.credential(id), credentialRecord);
  const ended = (vendor: VendorRecord | undefined) =>
    !vendor || ['suspended', 'revoked', 'withdrawn'].includes(vendor.status);

  const said = async (vendor: VendorRecord, record: CredentialRecord) => {
    const certificate = certificateOf(vendor, record, origin);
    return { credential: record.credential, jwt: await secured(issuer, certificate), certificate };
  };
  const judged = async (said: Certificate, record: CredentialRecord | undefined, at: Date) => {
    const reasons: Reason[] = [];
    if (said.validFrom > at.toISOString()) reasons.push('not-yet');
    if (said.validUntil < at.toISOString()) reasons.push('expired');
    if (!record || ended(await vendorOf(deps, record.supplier))) reasons.push('revoked');
    return { valid: reasons.length === 0, reasons, certificate: said };
  };

  return [
    route(issueCertificate, {
      subject: ofSupplier(deps),
      handle: async ({ params: { supplier }, at }) => {
        const vendor = await vendorOf(deps, supplier);
        if (vendor?.status !== 'active') throw notActive;
        const earlier = await issuedTo(deps, vendor);
        if (earlier) return { body: await said(vendor, earlier), audit: { subjects: [earlier.credential] } };
        const record: CredentialRecord = {
          credential: credentialId.parse(newId('crd', at)),
          supplier: vendor.vendor,
          version: vendor.version,
          // Chance: its place in the list tells nothing of when it was issued.
          index: randomInt(statusListBits),
          issuedAt: at.toISOString(),
        };
        return {
          body: await said(vendor, record),
          audit: { subjects: [record.credential], codes: { version: vendor.version } },
          writes: [
            { Put: { TableName: table, Item: { ...credentialKey.credential(record.credential), ...record } } },
            {
              Put: { TableName: table, Item: { ...credentialKey.issued(supplier), ...record, says: sayingOf(vendor) } },
            },
            {
              Put: {
                TableName: table,
                Item: { ...credentialKey.bit(record.index), ...record },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
              orElse: new Problem('busy'),
            },
            {
              ConditionCheck: {
                TableName: registry,
                Key: registryKey.current(supplier),
                ConditionExpression: '#status = :active AND #version = :version',
                ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
                ExpressionAttributeValues: { ':active': 'active', ':version': vendor.version },
              },
              orElse: notActive,
            },
          ],
        };
      },
    }),
    route(readIssued, {
      subject: ofSupplier(deps),
      handle: async ({ params: { supplier } }) => {
        const { vendor, record } = await certificateInForce(deps, supplier);
        return { body: await said(vendor, record) };
      },
    }),
    route(verifyCertificate, {
      subject: ofNobody,
      handle: async ({ body, at }) => {
        const said = await openCertificate(body.jwt, await issuer.publicKey(), origin);
        if (!said) return { body: { valid: false, reasons: ['signature' as const] } };
        const id = said.id.slice(said.id.lastIndexOf('/') + 1);
        return { body: await judged(said, await find(id), at) };
      },
    }),
    route(readCertificate, {
      subject: ofNobody,
      handle: async ({ params, at }) => {
        const record = await find(params.credential);
        const vendor = record && (await vendorOf(deps, record.supplier));
        if (!record || !vendor) throw new Problem('not-found');
        return { body: await judged(certificateOf(vendor, record, origin), record, at) };
      },
    }),
    route(readStatusList, {
      subject: ofNobody,
      handle: async ({ at }) => {
        const revoked: number[] = [];
        const pages = paginateQuery(
          { client: db },
          {
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': credentialKey.bit(0).pk },
          },
        );
        for await (const { Items = [] } of pages)
          for (const { supplier, index } of Items.map((item) => credentialRecord.parse(item)))
            if (ended(await vendorOf(deps, supplier))) revoked.push(index);
        return {
          body: { jwt: await secured(issuer, statusList(revoked, origin, at)) },
          headers: { 'cache-control': 'public, max-age=300' },
        };
      },
    }),
  ];
};
