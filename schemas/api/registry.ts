import * as z from 'zod';
import { facts } from '../facts.ts';
import { supplierId } from '../identifiers.ts';
import { instant } from '../primitives.ts';
import { vendor, vendorStatus } from '../vendor.ts';
import { operation } from './contract.ts';
import { pageOf } from './parts.ts';

const ofVendor = z.strictObject({ vendor: supplierId });
const reasoned = z.strictObject({
  /** In the supplier's language: the supplier reads it. */
  reason: z.string().trim().min(1).max(2000),
});

const vendorView = z.strictObject({ ...vendor.omit({ facts: true }).shape, facts });
const vendorEntry = vendor
  .pick({ vendor: true, version: true, status: true, certifiedOn: true, expiresOn: true, recordedAt: true })
  .extend({ name: z.string() });
const step = z.strictObject({ vendor: supplierId, version: z.int(), status: vendorStatus });

export const listVendors = operation({
  name: 'listVendors',
  method: 'GET',
  path: '/v1/vendors',
  action: 'vendor.list',
  summary: {
    fr: 'Lister les fournisseurs certifiés, par prochaine échéance',
    en: 'List the certified vendors, by what falls due next',
  },
  query: z.strictObject({
    which: z.enum(['standing', 'ended']).default('standing'),
    ...pageOf(25),
  }),
  answer: z.strictObject({ vendors: z.array(vendorEntry), next: z.string().optional() }),
});

export const readVendor = operation({
  name: 'readVendor',
  method: 'GET',
  path: '/v1/vendors/{vendor}',
  action: 'vendor.read',
  summary: { fr: 'Lire un fournisseur certifié', en: 'Read a certified vendor' },
  params: ofVendor,
  answer: vendorView,
});

export const listVersions = operation({
  name: 'listVersions',
  method: 'GET',
  path: '/v1/vendors/{vendor}/versions',
  action: 'vendor.read',
  summary: { fr: 'Lire l’historique d’une certification', en: 'Read the history of a certification' },
  params: ofVendor,
  answer: z.strictObject({
    versions: z.array(
      vendor.pick({
        version: true,
        status: true,
        statusReason: true,
        notice: true,
        submission: true,
        evidence: true,
        certifiedOn: true,
        expiresOn: true,
        recordedAt: true,
      }),
    ),
  }),
});

export const suspendVendor = operation({
  name: 'suspendVendor',
  method: 'POST',
  path: '/v1/vendors/{vendor}/suspend',
  action: 'vendor.suspend',
  summary: { fr: 'Suspendre une certification, avec motifs', en: 'Suspend a certification, with reasons' },
  params: ofVendor,
  body: reasoned,
  answer: step,
  idempotencyKey: 'required',
});

export const reinstateVendor = operation({
  name: 'reinstateVendor',
  method: 'POST',
  path: '/v1/vendors/{vendor}/reinstate',
  action: 'vendor.suspend',
  summary: { fr: 'Rétablir une certification suspendue', en: 'Reinstate a suspended certification' },
  params: ofVendor,
  answer: step,
  idempotencyKey: 'required',
});

export const revokeVendor = operation({
  name: 'revokeVendor',
  method: 'POST',
  path: '/v1/vendors/{vendor}/revoke',
  action: 'vendor.revoke',
  summary: {
    fr: 'Proposer une révocation, avec motifs; une autre personne la confirme',
    en: 'Propose a revocation, with reasons; someone else confirms it',
  },
  params: ofVendor,
  body: reasoned,
  answer: z.strictObject({ proposedAt: instant, reason: z.string() }),
  status: 202,
  idempotencyKey: 'required',
});

export const confirmRevocation = operation({
  name: 'confirmRevocation',
  method: 'POST',
  path: '/v1/vendors/{vendor}/revocation',
  action: 'vendor.revoke',
  summary: {
    fr: 'Confirmer ou écarter une révocation proposée par une autre personne',
    en: 'Confirm or set aside a revocation that someone else proposed',
  },
  params: ofVendor,
  body: z.strictObject({ agrees: z.boolean() }),
  answer: step,
  idempotencyKey: 'required',
});

export const registryOperations = [
  listVendors,
  readVendor,
  listVersions,
  suspendVendor,
  reinstateVendor,
  revokeVendor,
  confirmRevocation,
] as const;
