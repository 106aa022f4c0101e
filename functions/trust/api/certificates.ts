import { randomInt } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import { newId, sha256Hex } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { portalPath } from '#schemas/addresses.ts';
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
  issuedRecord,
  statusListBits,
} from '#schemas/credential.ts';
import { registryKey, type VendorRecord, vendorRecord } from '#schemas/records.ts';
import { certificateOf, openCertificate, secured, statusList } from '../certificate.ts';
import { certificatePaper } from '../paper.ts';
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
  const vendorOf = (supplier: string): Promise<VendorRecord | undefined> =>
    readRecord(db, registry, registryKey.current(supplier), vendorRecord);
  const find = (id: string) => readRecord(db, table, credentialKey.credential(id), credentialRecord);
  const ended = (vendor: VendorRecord | undefined) =>
    !vendor || ['suspended', 'revoked', 'withdrawn'].includes(vendor.status);

  /** What a certificate would say of the firm now. */
  const sayingOf = ({ identity, certifiedOn, expiresOn }: VendorRecord): string =>
    sha256Hex(JSON.stringify([identity.legalName, certifiedOn, expiresOn]));
  /** The certificate that was issued already and still says what is on record. */
  const standing = async (vendor: VendorRecord): Promise<CredentialRecord | undefined> => {
    const issued = await readRecord(db, table, credentialKey.issued(vendor.vendor), issuedRecord);
    return issued?.says === sayingOf(vendor) ? issued : undefined;
  };
  const said = async (vendor: VendorRecord, record: CredentialRecord) => {
    const certificate = certificateOf(vendor, record, origin);
    return { credential: record.credential, jwt: await secured(issuer, certificate), certificate };
  };
  const written = async (vendor: VendorRecord, record: CredentialRecord) => {
    const issued = await said(vendor, record);
    const paper = await certificatePaper(issued.certificate, `${origin}${portalPath.certificate(record.credential)}`);
    return { ...issued, pdf: Buffer.from(paper).toString('base64') };
  };

  const judged = async (said: Certificate, record: CredentialRecord | undefined, at: Date) => {
    const reasons: Reason[] = [];
    if (said.validFrom > at.toISOString()) reasons.push('not-yet');
    if (said.validUntil < at.toISOString()) reasons.push('expired');
    if (!record || ended(await vendorOf(record.supplier))) reasons.push('revoked');
    return { valid: reasons.length === 0, reasons, certificate: said };
  };

  return [
    route(issueCertificate, {
      subject: ofSupplier(deps),
      handle: async ({ params: { supplier }, at }) => {
        const vendor = await vendorOf(supplier);
        if (vendor?.status !== 'active') throw notActive;
        const earlier = await standing(vendor);
        if (earlier) return { body: await written(vendor, earlier), audit: { subjects: [earlier.credential] } };
        const record: CredentialRecord = {
          credential: credentialId.parse(newId('crd', at)),
          supplier: vendor.vendor,
          version: vendor.version,
          // Chance: its place in the list tells nothing of when it was issued.
          index: randomInt(statusListBits),
          issuedAt: at.toISOString(),
        };
        return {
          body: await written(vendor, record),
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
      handle: async ({ params: { supplier }, query }) => {
        const vendor = await vendorOf(supplier);
        const record = vendor?.status === 'active' ? await standing(vendor) : undefined;
        if (!vendor || !record) throw new Problem('not-found');
        return { body: query.paper ? await written(vendor, record) : await said(vendor, record) };
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
        const vendor = record && (await vendorOf(record.supplier));
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
            if (ended(await vendorOf(supplier))) revoked.push(index);
        return {
          body: { jwt: await secured(issuer, statusList(revoked, origin, at)) },
          headers: { 'cache-control': 'public, max-age=300' },
        };
      },
    }),
  ];
};
