import * as z from 'zod';
import { auditLine, signedHead } from '../audit.ts';
import { instant } from '../primitives.ts';
import { operation } from './contract.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A short-lived address from which one object can be fetched, by whoever holds it. */
const readPermit = { url: z.url(), expiresAt: instant };
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

export const auditOperations = [readAuditHead, readKeys, proveInclusion, proveConsistency, listAudit] as const;

export const trustOperations = [...auditOperations] as const;
export { lines as auditLines, page as pageOfList, readPermit };
