import * as z from 'zod';
import { certificate, credentialId } from '../credential.ts';
import { operation } from './contract.ts';
import { ofSupplier } from './parts.ts';

const issued = {
  credential: credentialId,
  /** The credential, secured as a JWT (`vc+jwt`, ES256). */
  jwt: z.string(),
  certificate,
};

export const issueCertificate = operation({
  name: 'issueCertificate',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/certificate',
  action: 'certificate.issue',
  summary: {
    fr: 'Émettre le certificat qui voyage : attestation vérifiable W3C 2.0',
    en: 'Issue the certificate that travels: a W3C Verifiable Credential 2.0',
  },
  params: ofSupplier,
  answer: z.strictObject(issued),
  status: 201,
  idempotencyKey: 'required',
});

export const readIssued = operation({
  name: 'readIssued',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/certificate',
  action: 'certificate.read',
  summary: {
    fr: 'Relire le certificat émis qui dit ce qui est au registre',
    en: 'Read again the issued certificate that says what is on record',
  },
  params: ofSupplier,
  answer: z.strictObject(issued),
});

export const printCertificate = operation({
  name: 'printCertificate',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/certificate/paper',
  action: 'certificate.read',
  summary: {
    fr: 'Mettre sur papier le certificat émis : PDF accessible (PDF/UA), la langue d’`Accept-Language` d’abord, l’autre ensuite',
    en: 'Put the issued certificate on paper: an accessible PDF (PDF/UA), the language of `Accept-Language` first, then the other',
  },
  params: ofSupplier,
  media: ['application/pdf'],
  refusals: ['unprintable'],
});

const verified = z.strictObject({
  valid: z.boolean(),
  /** Why not: `signature`, `not-yet`, `expired`, `revoked`. */
  reasons: z.array(z.enum(['signature', 'not-yet', 'expired', 'revoked'])),
  certificate: certificate.optional(),
});

export const verifyCertificate = operation({
  name: 'verifyCertificate',
  method: 'POST',
  path: '/v1/certificates/verify',
  action: 'certificate.verify',
  summary: { fr: 'Vérifier un certificat (JWT), sans compte', en: 'Verify a certificate (JWT), without an account' },
  body: z.strictObject({ jwt: z.string().max(8000) }),
  answer: verified,
  audited: false,
});

export const readCertificate = operation({
  name: 'readCertificate',
  method: 'GET',
  path: '/v1/certificates/{credential}',
  action: 'certificate.verify',
  summary: {
    fr: 'Vérifier le certificat dont on a l’adresse (code QR), sans compte',
    en: 'Verify the certificate whose address one was given (QR code), without an account',
  },
  params: z.strictObject({ credential: credentialId }),
  answer: verified,
});

export const readStatusList = operation({
  name: 'readStatusList',
  method: 'GET',
  path: '/v1/status-lists/1',
  action: 'certificate.verify',
  summary: {
    fr: 'Lire la liste d’états des certificats (Bitstring Status List 1.0), signée',
    en: 'Read the status list of the certificates (Bitstring Status List 1.0), signed',
  },
  answer: z.strictObject({ jwt: z.string() }),
});

export const certificateOperations = [
  issueCertificate,
  readIssued,
  verifyCertificate,
  readCertificate,
  readStatusList,
] as const;

/** Served by a function of its own, which carries the fonts. */
export const paperOperations = [printCertificate] as const;
