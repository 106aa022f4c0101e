import * as z from 'zod';
import { auditLine, signedHead } from '../audit.ts';
import { invitationRecord } from '../consent.ts';
import { certificate, credentialId } from '../credential.ts';
import { exportId, exportRecord } from '../export.ts';
import { personId, supplierId } from '../identifiers.ts';
import { slug } from '../primitives.ts';
import { memberRoles } from '../records.ts';
import { consent } from '../submission.ts';
import { operation } from './contract.ts';
import { closingOperations, incidentOperations } from './rights.ts';
import { sessionOperations } from './sessions.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
};
const lines = z.strictObject({ lines: z.array(auditLine), next: z.string().optional() });

export const readAuditHead = operation({
  name: 'readAuditHead',
  method: 'GET',
  path: '/v1/audit/head',
  action: 'audit.check',
  summary: { fr: 'Lire la dernière empreinte signée du journal', en: 'Read the last signed head of the audit log' },
  answer: signedHead,
});

export const readKeys = operation({
  name: 'readKeys',
  method: 'GET',
  path: '/v1/keys',
  action: 'audit.check',
  summary: {
    fr: 'Lire les clés publiques du réseau : journal et attestations',
    en: 'Read the public keys of the network: audit log and credentials',
  },
  /** A JWK Set (RFC 7517). */
  answer: z.strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.string(),
        crv: z.string(),
        x: z.string(),
        y: z.string(),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  }),
});

export const proveInclusion = operation({
  name: 'proveInclusion',
  method: 'GET',
  path: '/v1/audit/entries/{index}/proof',
  action: 'audit.prove',
  summary: {
    fr: 'Prouver qu’une inscription se trouve dans le journal signé',
    en: 'Prove that an entry is in the signed log',
  },
  params: z.strictObject({ index: size }),
  /** `head`: the last one that covers the entry; `proof`: RFC 9162, 2.1.3. */
  answer: z.strictObject({ line: auditLine, leaf: digest, proof: z.array(digest), head: signedHead }),
});

export const proveConsistency = operation({
  name: 'proveConsistency',
  method: 'GET',
  path: '/v1/audit/consistency',
  action: 'audit.check',
  summary: {
    fr: 'Prouver qu’un état du journal prolonge un état antérieur',
    en: 'Prove that one size of the log continues a smaller one',
  },
  query: z.strictObject({ first: size.min(1), second: size.min(1) }),
  /** RFC 9162, 2.1.4. */
  answer: z.strictObject({ first: z.int(), second: z.int(), proof: z.array(digest) }),
});

export const listAudit = operation({
  name: 'listAudit',
  method: 'GET',
  path: '/v1/audit/entries',
  action: 'audit.read',
  summary: {
    fr: 'Lire le journal, en entier ou d’un seul sujet, du plus récent au plus ancien',
    en: 'Read the log, all of it or of one subject, newest first',
  },
  query: z.strictObject({
    subject: z
      .string()
      .regex(/^[\w.-]{1,128}$/)
      .optional(),
    ...page,
  }),
  answer: lines,
});

export const exportAudit = operation({
  name: 'exportAudit',
  method: 'GET',
  path: '/v1/audit/export',
  action: 'audit.read',
  summary: {
    fr: 'Exporter le journal, page par page, avec ses empreintes signées',
    en: 'Export the log, page by page, with its signed heads',
  },
  query: z.strictObject({ cursor: z.string().max(40).optional() }),
  /** The pages' texts, one after the other, are what `npm run audit:verify` takes. */
  answer: z.strictObject({ text: z.string(), next: z.string().optional() }),
  audited: true,
});

export const auditOperations = [
  exportAudit,
  readAuditHead,
  readKeys,
  proveInclusion,
  proveConsistency,
  listAudit,
] as const;

const ofSupplier = z.strictObject({ supplier: supplierId });
const memberSaid = z.strictObject({ person: personId, role: z.enum(memberRoles) });
/** What the people of the firm call this person; only they read it. */
const calledName = z.string().trim().min(1).max(100);
const invitationSaid = z.strictObject({
  ...invitationRecord.pick({ invitation: true, role: true, invitedAt: true, until: true }).shape,
  name: calledName.optional(),
});

export const listMembers = operation({
  name: 'listMembers',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/members',
  action: 'member.read',
  summary: { fr: 'Lister qui agit pour le fournisseur', en: 'List who acts for the supplier' },
  params: ofSupplier,
  answer: z.strictObject({
    members: z.array(
      z.strictObject({
        ...memberSaid.shape,
        name: calledName.optional(),
        /** Opened the account. */
        opener: z.boolean(),
      }),
    ),
    invitations: z.array(invitationSaid),
  }),
});

/** The code is shown in this one answer and never again; that is why no idempotency record keeps it. */
export const inviteMember = operation({
  name: 'inviteMember',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/invitations',
  action: 'member.manage',
  summary: {
    fr: 'Inviter une personne; le code à lui transmettre n’est montré qu’ici',
    en: 'Invite a person; the code to pass on to them is shown here only',
  },
  params: ofSupplier,
  body: z.strictObject({ role: z.enum(memberRoles), name: calledName.optional() }),
  answer: z.strictObject({ ...invitationSaid.shape, code: z.string() }),
  status: 201,
});

export const withdrawInvitation = operation({
  name: 'withdrawInvitation',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/invitations/{invitation}',
  action: 'member.manage',
  summary: { fr: 'Retirer une invitation', en: 'Withdraw an invitation' },
  params: z.strictObject({ supplier: supplierId, invitation: digest }),
});

export const acceptInvitation = operation({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/v1/invitations/accept',
  action: 'member.accept',
  summary: { fr: 'Accepter une invitation', en: 'Accept an invitation' },
  body: z.strictObject({ code: z.string().regex(/^inv_[\w-]{43}$/) }),
  answer: z.strictObject({ supplier: supplierId, role: z.enum(memberRoles) }),
});

const oneMember = z.strictObject({ supplier: supplierId, person: personId });
export const changeMember = operation({
  name: 'changeMember',
  method: 'PUT',
  path: '/v1/suppliers/{supplier}/members/{person}',
  action: 'member.manage',
  summary: { fr: 'Changer le rôle d’une personne', en: 'Change a person’s role' },
  params: oneMember,
  body: z.strictObject({ role: z.enum(memberRoles) }),
  answer: memberSaid,
});

export const removeMember = operation({
  name: 'removeMember',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/members/{person}',
  action: 'member.manage',
  summary: { fr: 'Retirer une personne', en: 'Remove a person' },
  params: oneMember,
});

const consentsSaid = z.strictObject({ consents: z.array(consent) });
const oneConsent = z.strictObject({ supplier: supplierId, institution: slug });

export const listConsents = operation({
  name: 'listConsents',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/consents',
  action: 'consent.read',
  summary: {
    fr: 'Lire ce que chaque institution peut voir au-delà du verdict',
    en: 'Read what each institution may see beyond the verdict',
  },
  params: ofSupplier,
  answer: consentsSaid,
});

export const giveConsent = operation({
  name: 'giveConsent',
  method: 'PUT',
  path: '/v1/suppliers/{supplier}/consents/{institution}',
  action: 'consent.manage',
  summary: {
    fr: 'Consentir à ce qu’une institution voie le verdict critère par critère',
    en: 'Consent to an institution seeing the verdict criterion by criterion',
  },
  params: oneConsent,
  body: z.strictObject({ purpose: consent.shape.purpose }),
  answer: consentsSaid,
});

export const withdrawConsent = operation({
  name: 'withdrawConsent',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/consents/{institution}',
  action: 'consent.manage',
  summary: {
    fr: 'Retirer un consentement : l’institution est avisée de supprimer ce qu’elle a reçu',
    en: 'Withdraw a consent: the institution is told to delete what it received',
  },
  params: oneConsent,
  answer: consentsSaid,
});

const issued = {
  credential: credentialId,
  /** The credential, secured as a JWT (`vc+jwt`, ES256). */
  jwt: z.string(),
  certificate,
};
/** base64 */
const pdf = z.string();

export const issueCertificate = operation({
  name: 'issueCertificate',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/certificate',
  action: 'certificate.issue',
  summary: {
    fr: 'Émettre le certificat qui voyage : attestation vérifiable W3C 2.0 et PDF bilingue',
    en: 'Issue the certificate that travels: a W3C Verifiable Credential 2.0, and a bilingual PDF',
  },
  params: ofSupplier,
  answer: z.strictObject({ ...issued, pdf }),
  status: 201,
  idempotencyKey: 'required',
});

export const readIssued = operation({
  name: 'readIssued',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/certificate',
  action: 'certificate.read',
  summary: {
    fr: 'Relire le certificat émis qui dit ce qui est au registre; avec `paper`, son PDF aussi',
    en: 'Read again the issued certificate that says what is on record; with `paper`, its PDF too',
  },
  params: ofSupplier,
  query: z.strictObject({ paper: z.literal('yes').optional() }),
  answer: z.strictObject({ ...issued, pdf: pdf.optional() }),
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
    fr: 'Lire la liste d’état des certificats (Bitstring Status List 1.0), signée',
    en: 'Read the status list of the certificates (Bitstring Status List 1.0), signed',
  },
  answer: z.strictObject({ jwt: z.string() }),
});

const oneExport = z.strictObject({ supplier: supplierId, export: exportId });
const exportSaid = exportRecord.pick({ export: true, state: true, askedAt: true, readyAt: true, bytes: true });

export const askExport = operation({
  name: 'askExport',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/exports',
  action: 'export.ask',
  summary: {
    fr: 'Demander tout ce que le réseau détient sur le fournisseur',
    en: 'Ask for everything that the network holds about the supplier',
  },
  params: ofSupplier,
  answer: exportSaid,
  status: 202,
  idempotencyKey: 'required',
});

export const readExport = operation({
  name: 'readExport',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/exports/{export}',
  action: 'export.ask',
  summary: {
    fr: 'Suivre l’exportation; prête, la télécharger (ZIP)',
    en: 'Follow the export; once ready, download it (ZIP)',
  },
  params: oneExport,
  /** `url`, once ready: a short-lived address from which it can be fetched by whoever holds it. */
  answer: z.strictObject({ ...exportSaid.shape, url: z.url().optional() }),
  audited: true,
});

export const rightsOperations = [askExport, readExport] as const;
export const certificateOperations = [
  issueCertificate,
  readIssued,
  verifyCertificate,
  readCertificate,
  readStatusList,
] as const;
export const memberOperations = [
  listMembers,
  inviteMember,
  withdrawInvitation,
  acceptInvitation,
  changeMember,
  removeMember,
] as const;
export const consentOperations = [listConsents, giveConsent, withdrawConsent] as const;

export const trustOperations = [
  ...auditOperations,
  ...certificateOperations,
  ...rightsOperations,
  ...memberOperations,
  ...consentOperations,
  ...closingOperations,
  ...incidentOperations,
  ...sessionOperations,
] as const;
