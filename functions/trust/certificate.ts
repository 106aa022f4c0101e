import { gzipSync } from 'node:zlib';
import { compactVerify, importJWK } from 'jose';
import { type Certificate, type CredentialRecord, certificate, statusListBits } from '#schemas/credential.ts';
import type { VendorRecord } from '#schemas/records.ts';
import type { PublicKey, Signer } from './signer.ts';

const context = 'https://www.w3.org/ns/credentials/v2';

/** What a certificate says: that the network certified this firm, until when. Never why, nor who its people are. */
export const certificateOf = (vendor: VendorRecord, record: CredentialRecord, origin: string): Certificate => ({
  '@context': [context],
  id: `${origin}/v1/certificates/${record.credential}`,
  type: ['VerifiableCredential', 'SupplierCertification'],
  issuer: origin,
  validFrom: record.issuedAt,
  // The whole last day, wherever in the country it ends last.
  validUntil: new Date(Date.parse(`${vendor.expiresOn}T00:00:00Z`) + 32 * 3600_000).toISOString(),
  credentialSubject: {
    id: `urn:passerelle:supplier:${vendor.vendor}`,
    legalName: vendor.identity.legalName,
    certifiedOn: vendor.certifiedOn,
    expiresOn: vendor.expiresOn,
  },
  credentialStatus: {
    id: `${origin}/v1/status-lists/1#${record.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(record.index),
    statusListCredential: `${origin}/v1/status-lists/1`,
  },
});

/** Secured after "Securing Verifiable Credentials using JOSE and COSE". */
export const secured = (signer: Signer, credential: object): Promise<string> =>
  signer.sign({ typ: 'vc+jwt', cty: 'vc' }, JSON.stringify(credential));

/** The status list: bit `index`, counted from the left, is 1 when that certificate no longer holds. */
export const statusList = (revoked: Iterable<number>, origin: string, at: Date) => {
  const bits = new Uint8Array(statusListBits / 8);
  for (const index of revoked) bits[index >> 3]! |= 0x80 >> (index & 7);
  return {
    '@context': [context],
    id: `${origin}/v1/status-lists/1`,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: origin,
    validFrom: at.toISOString(),
    credentialSubject: {
      id: `${origin}/v1/status-lists/1#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      // Multibase: base64url without padding.
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
  };
};

/** What a JWT says, when our key signed it as a certificate. */
export const openCertificate = async (
  jwt: string,
  key: PublicKey,
  origin: string,
): Promise<Certificate | undefined> => {
  try {
    const { payload, protectedHeader } = await compactVerify(jwt, await importJWK(key, 'ES256'), {
      algorithms: ['ES256'],
    });
    if (protectedHeader.typ !== 'vc+jwt') return undefined;
    const said = certificate.safeParse(JSON.parse(Buffer.from(payload).toString()));
    return said.success && said.data.issuer === origin ? said.data : undefined;
  } catch {
    return undefined;
  }
};
