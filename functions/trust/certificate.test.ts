import { gunzipSync } from 'node:zlib';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { VendorRecord } from '#schemas/records.ts';
import { certificateOf, openCertificate, secured, statusList } from './certificate.ts';
import { localSigner } from './testing.ts';

const origin = 'https://example.org';
const supplier = `sup_${'a'.repeat(26)}` as VendorRecord['vendor'];
const vendor = {
  vendor: supplier,
  version: 3,
  status: 'active',
  identity: { legalName: 'Atelier Érable', email: 'a@example.org' },
  certifiedOn: '2026-11-22',
  expiresOn: '2028-11-22',
} as VendorRecord;
const said = certificateOf(
  vendor,
  {
    credential: `crd_${'b'.repeat(26)}`,
    supplier,
    version: 3,
    index: 77,
    issuedAt: '2026-11-22T12:00:00.000Z',
  },
  origin,
);

describe('a certificate', () => {
  it('is a credential of version 2.0 that anyone verifies with the published key', async () => {
    const signer = localSigner();
    const jwt = await secured(signer, said);
    const { payload, protectedHeader } = await compactVerify(jwt, await importJWK(await signer.publicKey(), 'ES256'));
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'vc+jwt' });
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(said);
    expect(said['@context'][0]).toBe('https://www.w3.org/ns/credentials/v2');
    expect(await openCertificate(jwt, await signer.publicKey(), origin)).toEqual(said);
  });

  it('is not believed with another key, from another issuer or with a letter changed', async () => {
    const signer = localSigner();
    const jwt = await secured(signer, said);
    const key = await signer.publicKey();
    expect(await openCertificate(jwt, await localSigner().publicKey(), origin)).toBeUndefined();
    expect(await openCertificate(jwt, key, 'https://example.com')).toBeUndefined();
    const [header, payload, signature] = jwt.split('.');
    const forged = Buffer.from(payload!, 'base64url').toString().replace('2028', '2038');
    const changed = `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`;
    expect(await openCertificate(changed, key, origin)).toBeUndefined();
    expect(await openCertificate(await signer.sign({ typ: 'JWT' }, JSON.stringify(said)), key, origin)).toBeUndefined();
  });

  it('says nothing of owners, groups or how to reach the firm', () => {
    expect(Object.keys(said.credentialSubject).sort()).toEqual(['certifiedOn', 'expiresOn', 'id', 'legalName']);
  });

  it('holds the whole of its last day in every part of the country', () => {
    expect(said.validUntil > '2028-11-23T07:59:59.000Z').toBe(true);
  });

  it('has a bit of its own in the list, counted from the left', () => {
    const { credentialSubject } = statusList([0, 9, 77], origin, new Date('2026-11-22T12:00:00Z'));
    expect(credentialSubject.encodedList[0]).toBe('u');
    const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
    expect(bits.length * 8).toBe(131_072);
    const set = [...bits].flatMap((byte, i) =>
      [...Array(8).keys()].filter((b) => byte & (0x80 >> b)).map((b) => i * 8 + b),
    );
    expect(set).toEqual([0, 9, 77]);
  });
});
