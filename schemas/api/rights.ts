import * as z from 'zod';
import { closingRecord } from '../closing.ts';
import { exportId, exportRecord } from '../export.ts';
import { supplierId } from '../identifiers.ts';
import { incidentContent, incidentId, incidentRecord } from '../incident.ts';
import { automatedDecision, decidedBy, observationId, observationOutcomes, observationRecord } from '../observation.ts';
import { operation } from './contract.ts';
import { ofSupplier, pageOf } from './parts.ts';

const page = pageOf(50);

const closingSaid = z.strictObject(
  closingRecord.pick({
    supplier: true,
    state: true,
    askedAt: true,
    cancelUntil: true,
    eraseOn: true,
    cancelledAt: true,
    erasedAt: true,
    filesUntil: true,
  }).shape,
);

export const closeSupplier = operation({
  name: 'closeSupplier',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/closing',
  action: 'supplier.close',
  summary: {
    fr: 'Fermer le compte : plus rien n’est communiqué, et tout est effacé au terme de la conservation légale',
    en: 'Close the account: nothing is shared any more, and all is erased once the legal retention is over',
  },
  params: ofSupplier,
  answer: closingSaid,
  status: 202,
  idempotencyKey: 'required',
});

export const readClosing = operation({
  name: 'readClosing',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/closing',
  action: 'supplier.read',
  summary: {
    fr: 'Lire où en est la fermeture du compte',
    en: 'Read how far the closing of the account has come',
  },
  params: ofSupplier,
  answer: closingSaid,
});

export const cancelClosing = operation({
  name: 'cancelClosing',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/closing',
  action: 'supplier.close',
  summary: {
    fr: 'Annuler la fermeture dans le délai : la certification est rétablie, les consentements sont à redonner',
    en: 'Undo the closing in time: the certification is restored, consents are to be given again',
  },
  params: ofSupplier,
  answer: closingSaid,
});

const incidentSaid = z.strictObject(incidentRecord.shape);
const oneIncident = z.strictObject({ incident: incidentId });

export const recordIncident = operation({
  name: 'recordIncident',
  method: 'POST',
  path: '/v1/incidents',
  action: 'incident.manage',
  summary: {
    fr: 'Inscrire un incident de confidentialité au registre',
    en: 'Enter a confidentiality incident in the register',
  },
  body: incidentContent,
  answer: incidentSaid,
  status: 201,
  idempotencyKey: 'required',
  responseHeaders: ['ETag', 'Location'],
});

export const updateIncident = operation({
  name: 'updateIncident',
  method: 'PUT',
  path: '/v1/incidents/{incident}',
  action: 'incident.manage',
  summary: {
    fr: 'Compléter un incident : une version de plus, aucune n’est perdue',
    en: 'Complete an incident: one more version, none is lost',
  },
  params: oneIncident,
  body: incidentContent,
  answer: incidentSaid,
  ifMatch: true,
  responseHeaders: ['ETag'],
});

export const listIncidents = operation({
  name: 'listIncidents',
  method: 'GET',
  path: '/v1/incidents',
  action: 'incident.manage',
  summary: { fr: 'Lire le registre des incidents', en: 'Read the register of incidents' },
  query: z.strictObject(page),
  answer: z.strictObject({ incidents: z.array(incidentSaid), next: z.string().optional() }),
  audited: true,
});

export const readIncident = operation({
  name: 'readIncident',
  method: 'GET',
  path: '/v1/incidents/{incident}',
  action: 'incident.manage',
  summary: {
    fr: 'Lire un incident dans toutes ses versions, la plus récente d’abord',
    en: 'Read an incident in all its versions, newest first',
  },
  params: oneIncident,
  answer: z.strictObject({ versions: z.array(incidentSaid) }),
  audited: true,
  responseHeaders: ['ETag'],
});

const observationSaid = z.strictObject({
  ...observationRecord.omit({ madeBy: true, answeredBy: true, said: true, answer: true }).shape,
  decided: decidedBy,
  /** What the supplier said; absent once the account is erased. */
  said: z.string().optional(),
  answer: z.string().optional(),
});
const observationListed = observationRecord.pick({
  observation: true,
  supplier: true,
  supplierName: true,
  about: true,
  decided: true,
  language: true,
  madeAt: true,
});

export const makeObservation = operation({
  name: 'makeObservation',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/observations',
  action: 'observation.make',
  summary: {
    fr: 'Présenter des observations sur une décision automatisée : une personne du réseau les lira',
    en: 'Submit observations on an automated decision: a person of the network will read them',
  },
  params: ofSupplier,
  body: z.strictObject({ about: automatedDecision, text: z.string().trim().min(1).max(4000) }),
  answer: observationSaid,
  status: 201,
  idempotencyKey: 'required',
});

export const listSupplierObservations = operation({
  name: 'listSupplierObservations',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/observations',
  action: 'observation.read',
  summary: {
    fr: 'Lire les observations d’un fournisseur et les réponses reçues, les plus récentes d’abord',
    en: 'Read a supplier’s observations and the answers to them, newest first',
  },
  params: ofSupplier,
  answer: z.strictObject({ observations: z.array(observationSaid) }),
  audited: true,
});

export const listObservations = operation({
  name: 'listObservations',
  method: 'GET',
  path: '/v1/observations',
  action: 'observation.answer',
  summary: {
    fr: 'Lister les observations qui attendent une réponse, les plus anciennes d’abord',
    en: 'List the observations that wait for an answer, oldest first',
  },
  query: z.strictObject(page),
  answer: z.strictObject({
    observations: z.array(z.strictObject(observationListed.shape)),
    next: z.string().optional(),
  }),
});

export const answerObservation = operation({
  name: 'answerObservation',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/observations/{observation}/answer',
  action: 'observation.answer',
  summary: {
    fr: 'Répondre à des observations après avoir revu la décision',
    en: 'Answer observations after looking at the decision again',
  },
  params: z.strictObject({ supplier: supplierId, observation: observationId }),
  /** In the supplier's language: the supplier reads it. */
  body: z.strictObject({ outcome: z.enum(observationOutcomes), text: z.string().trim().min(1).max(4000) }),
  answer: observationSaid,
  idempotencyKey: 'required',
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
    fr: 'Suivre la préparation de la copie; une fois prête, la télécharger (ZIP)',
    en: 'Follow the export; once ready, download it (ZIP)',
  },
  params: oneExport,
  /** `url`, once ready: a short-lived address from which it can be fetched by whoever holds it. */
  answer: z.strictObject({ ...exportSaid.shape, url: z.url().optional() }),
  audited: true,
});

export const exportOperations = [askExport, readExport] as const;
export const closingOperations = [closeSupplier, readClosing, cancelClosing] as const;
export const incidentOperations = [recordIncident, updateIncident, listIncidents, readIncident] as const;
/** Served by the review, where people decide. */
export const observationOperations = [
  makeObservation,
  listSupplierObservations,
  listObservations,
  answerObservation,
] as const;
