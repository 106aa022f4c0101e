import * as z from 'zod';
import { endpoint } from '../institution.ts';
import { instant } from '../primitives.ts';
import { operation } from './contract.ts';
import { inInstitution } from './parts.ts';

/** An endpoint as its institution sees it. */
export const endpointSaid = endpoint;
export const endpointWanted = endpoint.pick({ url: true, signature: true, batch: true, from: true, contact: true });

export const readEndpoint = operation({
  name: 'readEndpoint',
  method: 'GET',
  path: '/v1/institutions/{institution}/endpoint',
  action: 'endpoint.read',
  summary: { fr: 'Lire le point de réception', en: 'Read the endpoint' },
  params: inInstitution,
  answer: endpointSaid,
  responseHeaders: ['ETag'],
});

/** A secret is shown in this one answer and never again; that is why these two operations keep no idempotency record. */
const secretOnce = z.strictObject({
  /** `whsec_…` for HMAC-SHA256. Absent for ed25519, whose private key never leaves. */
  secret: z.string().optional(),
  /** `whpk_…` for ed25519. */
  publicKey: z.string().optional(),
});

export const setEndpoint = operation({
  name: 'setEndpoint',
  method: 'PUT',
  path: '/v1/institutions/{institution}/endpoint',
  action: 'endpoint.manage',
  summary: {
    fr: 'Définir le point de réception (If-Match: "0" pour un nouveau); un nouveau secret n’est montré qu’ici',
    en: 'Set the endpoint (If-Match: "0" for a new one); a new secret is shown here only',
  },
  params: inInstitution,
  body: endpointWanted,
  answer: z.strictObject({ endpoint: endpointSaid, ...secretOnce.shape }),
  ifMatch: true,
  responseHeaders: ['ETag'],
});

export const disableEndpoint = operation({
  name: 'disableEndpoint',
  method: 'DELETE',
  path: '/v1/institutions/{institution}/endpoint',
  action: 'endpoint.manage',
  summary: { fr: 'Arrêter les envois au point de réception', en: 'Stop sending to the endpoint' },
  params: inInstitution,
  answer: endpointSaid,
  ifMatch: true,
  responseHeaders: ['ETag'],
});

export const challengeEndpoint = operation({
  name: 'challengeEndpoint',
  method: 'POST',
  path: '/v1/institutions/{institution}/endpoint/challenge',
  action: 'endpoint.manage',
  summary: {
    fr: 'Demander un défi : le point de réception doit prouver qu’il veut les événements',
    en: 'Ask for a challenge: the endpoint must prove that it wants the events',
  },
  params: inInstitution,
  answer: endpointSaid,
  status: 202,
  idempotencyKey: 'optional',
  responseHeaders: ['ETag'],
});

export const rotateSecret = operation({
  name: 'rotateSecret',
  method: 'POST',
  path: '/v1/institutions/{institution}/endpoint/secrets',
  action: 'endpoint.manage',
  summary: {
    fr: 'Renouveler le secret; l’ancien signe encore 24 h à côté du nouveau',
    en: 'Rotate the secret; the old one still signs beside the new one for 24 h',
  },
  params: inInstitution,
  answer: z.strictObject({ until: instant.optional(), ...secretOnce.shape }),
  status: 201,
});

export const endpointOperations = [
  readEndpoint,
  setEndpoint,
  disableEndpoint,
  challengeEndpoint,
  rotateSecret,
] as const;
