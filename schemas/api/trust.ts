import * as z from 'zod';
import { auditLine, signedHead } from '../audit.ts';
import { sha256, supplierId } from '../identifiers.ts';
import { slug } from '../primitives.ts';
import { consent } from '../submission.ts';
import { certificateOperations } from './certificates.ts';
import { operation } from './contract.ts';
import { memberOperations } from './members.ts';
import { ofSupplier } from './parts.ts';
import { closingOperations, exportOperations, incidentOperations } from './rights.ts';
import { sessionOperations } from './sessions.ts';

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
  summary: { fr: 'Lire la dernière tête signée du journal d’audit', en: 'Read the last signed head of the audit log' },
  answer: signedHead,
  refusals: ['not-found'],
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
  /** `head`: the last public one; an entry that it does not cover yet is refused; `proof`: RFC 9162, 2.1.3. */
  answer: z.strictObject({ line: auditLine, leaf: sha256, proof: z.array(sha256), head: signedHead }),
  refusals: ['wrong-state'],
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
  answer: z.strictObject({ first: z.int(), second: z.int(), proof: z.array(sha256) }),
  refusals: ['not-found'],
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
    fr: 'Exporter le journal jusqu’à sa dernière tête publique, page par page, avec toutes ses têtes',
    en: 'Export the log up to its last public head, page by page, with all its heads',
  },
  query: z.strictObject({ cursor: z.string().max(60).optional() }),
  /** The pages' texts, one after the other, are what `npm run audit:verify` takes. */
  answer: z.strictObject({ text: z.string(), next: z.string().optional() }),
  audited: true,
  refusals: ['wrong-state'],
});

export const auditOperations = [
  exportAudit,
  readAuditHead,
  readKeys,
  proveInclusion,
  proveConsistency,
  listAudit,
] as const;

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

export const consentOperations = [listConsents, giveConsent, withdrawConsent] as const;

export const trustOperations = [
  ...auditOperations,
  ...certificateOperations,
  ...exportOperations,
  ...memberOperations,
  ...consentOperations,
  ...closingOperations,
  ...incidentOperations,
  ...sessionOperations,
] as const;
