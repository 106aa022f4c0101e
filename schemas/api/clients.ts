import * as z from 'zod';
import { instant, slug } from '../primitives.ts';
import { shownAsWritten } from '../shown-as-written.ts';
import { operation } from './contract.ts';
import { inInstitution } from './parts.ts';

const oneClient = z.strictObject({ institution: slug, client: z.string().regex(/^[\w.-]{1,128}$/) });
const clientSaid = z.strictObject({
  client: z.string(),
  label: z.string(),
  createdAt: instant,
  revokedAt: instant.optional(),
});

export const listClients = operation({
  name: 'listClients',
  method: 'GET',
  path: '/v1/institutions/{institution}/clients',
  action: 'endpoint.read',
  summary: {
    fr: 'Lister les clients techniques de l’institution',
    en: 'List the system clients of the institution',
  },
  params: inInstitution,
  answer: z.strictObject({ clients: z.array(clientSaid) }),
});

export const clientScopes = ['feed.read', 'feed.replay'] as const;

/**
 * The secret is in this one answer and nowhere else: a repeat under the same key makes nothing, and is not told it again.
 * To rotate, make another client, change over, and revoke the first: both count until then.
 */
export const makeClient = operation({
  name: 'makeClient',
  method: 'POST',
  path: '/v1/institutions/{institution}/clients',
  action: 'endpoint.manage',
  summary: {
    fr: 'Créer un client technique; son secret n’est montré qu’ici',
    en: 'Make a system client; its secret is shown here only',
  },
  params: inInstitution,
  body: z.strictObject({
    label: shownAsWritten(200),
    scopes: z.array(z.enum(clientScopes)).min(1).max(clientScopes.length).default(['feed.read']),
  }),
  answer: z.strictObject({ ...clientSaid.shape, secret: z.string(), scopes: z.array(z.string()) }),
  status: 201,
  idempotencyKey: 'once',
});

export const admitClient = operation({
  name: 'admitClient',
  method: 'PUT',
  path: '/v1/institutions/{institution}/clients/{client}',
  action: 'institution.manage',
  summary: {
    fr: 'Lier un client technique du fournisseur d’identité à une institution',
    en: 'Tie a client of the identity provider to an institution',
  },
  params: oneClient,
  body: z.strictObject({ label: shownAsWritten(200) }),
  answer: clientSaid,
});

export const revokeClient = operation({
  name: 'revokeClient',
  method: 'DELETE',
  path: '/v1/institutions/{institution}/clients/{client}',
  action: 'endpoint.manage',
  summary: { fr: 'Révoquer un client technique', en: 'Revoke a system client' },
  params: oneClient,
  answer: clientSaid,
});

export const clientOperations = [listClients, makeClient, admitClient, revokeClient] as const;
