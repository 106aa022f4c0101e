import * as z from 'zod';
import { definition, reciprocityTable, rule } from '../definition.ts';
import { endpoint, institution } from '../institution.ts';
import { draft } from '../network-records.ts';
import { bilingual, instant, slug } from '../primitives.ts';
import { remark } from '../remark.ts';
import { vocabulary } from '../vocabulary.ts';
import { operation } from './contract.ts';

const inInstitution = z.strictObject({ institution: slug });
const oneDefinition = z.strictObject({ definition: slug });

/** What anyone may know of an institution. Where its digest goes is its own business. */
export const institutionSaid = institution.omit({ digest: true });

export const listInstitutions = operation({
  name: 'listInstitutions',
  method: 'GET',
  path: '/v1/institutions',
  action: 'institution.list',
  summary: { fr: 'Lister les institutions du réseau', en: 'List the institutions of the network' },
  answer: z.strictObject({ institutions: z.array(institutionSaid) }),
});

export const readInstitution = operation({
  name: 'readInstitution',
  method: 'GET',
  path: '/v1/institutions/{institution}',
  action: 'institution.read',
  summary: { fr: 'Lire une institution', en: 'Read an institution' },
  params: inInstitution,
  answer: institutionSaid,
});

export const createInstitution = operation({
  name: 'createInstitution',
  method: 'POST',
  path: '/v1/institutions',
  action: 'institution.manage',
  summary: { fr: 'Accueillir une institution', en: 'Admit an institution' },
  body: institution,
  answer: institutionSaid,
  status: 201,
  idempotencyKey: 'required',
});

export const changeInstitution = operation({
  name: 'changeInstitution',
  method: 'PUT',
  path: '/v1/institutions/{institution}',
  action: 'institution.manage',
  summary: {
    fr: 'Modifier une institution; son résumé par courriel reste tel quel s’il n’est pas donné',
    en: 'Change an institution; its digest stays as it is where none is given',
  },
  params: inInstitution,
  body: institution.omit({ institution: true }),
  answer: institutionSaid,
  ifMatch: true,
});

/** How an institution is connected: its level, and where its digest goes, which nobody else is told. */
const connection = institution.pick({ level: true, digest: true });

export const readConnection = operation({
  name: 'readConnection',
  method: 'GET',
  path: '/v1/institutions/{institution}/connection',
  action: 'endpoint.read',
  summary: { fr: 'Lire comment une institution se branche', en: 'Read how an institution connects' },
  params: inInstitution,
  answer: connection,
});

export const changeConnection = operation({
  name: 'changeConnection',
  method: 'PUT',
  path: '/v1/institutions/{institution}/connection',
  action: 'institution.manage',
  summary: {
    fr: 'Changer comment une institution se branche; sans `digest`, elle ne reçoit plus de résumé',
    en: 'Change how an institution connects; without `digest` it gets no more digests',
  },
  params: inInstitution,
  body: connection,
  answer: connection,
  ifMatch: true,
});

export const networkImport = z.strictObject({
  vocabulary: vocabulary.optional(),
  reciprocity: z.array(reciprocityTable).max(30).default([]),
  institutions: z.array(institution).max(30).default([]),
  definitions: z.array(definition).max(30).default([]),
});

export const importNetwork = operation({
  name: 'importNetwork',
  method: 'POST',
  path: '/v1/network/import',
  action: 'institution.manage',
  summary: {
    fr: 'Importer des institutions, des définitions, le vocabulaire et la réciprocité; ce qui est déjà identique est laissé tel quel',
    en: 'Import institutions, definitions, vocabulary and reciprocity; what is the same already is left as it is',
  },
  body: networkImport,
  answer: z.strictObject({ written: z.int(), unchanged: z.int(), generation: z.int() }),
  idempotencyKey: 'required',
});

export const readVocabulary = operation({
  name: 'readVocabulary',
  method: 'GET',
  path: '/v1/vocabulary',
  action: 'definition.read',
  summary: { fr: 'Lire le vocabulaire du réseau', en: 'Read the vocabulary of the network' },
  answer: vocabulary,
});

export const listReciprocity = operation({
  name: 'listReciprocity',
  method: 'GET',
  path: '/v1/reciprocity',
  action: 'definition.read',
  summary: { fr: 'Lister les tables de réciprocité', en: 'List the reciprocity tables' },
  answer: z.strictObject({ tables: z.array(reciprocityTable) }),
});

export const listDefinitions = operation({
  name: 'listDefinitions',
  method: 'GET',
  path: '/v1/definitions',
  action: 'definition.read',
  summary: {
    fr: 'Lister les définitions publiées, leur dernière version',
    en: 'List the published definitions, newest versions',
  },
  query: z.strictObject({ institution: slug.optional() }),
  answer: z.strictObject({ definitions: z.array(definition) }),
});

export const listVersions = operation({
  name: 'listDefinitionVersions',
  method: 'GET',
  path: '/v1/definitions/{definition}/versions',
  action: 'definition.read',
  summary: { fr: 'Lister les versions d’une définition', en: 'List the versions of a definition' },
  params: oneDefinition,
  answer: z.strictObject({ versions: z.array(definition) }),
});

const draftSaid = z.strictObject({
  ...draft.shape,
  revision: z.int(),
  updatedAt: instant,
  /** What is wrong or idle in it: an error keeps it from being published. */
  remarks: z.array(remark),
});

export const readDraft = operation({
  name: 'readDraft',
  method: 'GET',
  path: '/v1/definitions/{definition}/draft',
  action: 'definition.edit',
  summary: { fr: 'Lire un projet de définition', en: 'Read a draft definition' },
  params: oneDefinition,
  answer: draftSaid,
});

export const saveDraft = operation({
  name: 'saveDraft',
  method: 'PUT',
  path: '/v1/definitions/{definition}/draft',
  action: 'definition.edit',
  summary: {
    fr: 'Enregistrer un projet de définition (If-Match: "0" pour un nouveau)',
    en: 'Save a draft definition (If-Match: "0" for a new one)',
  },
  params: oneDefinition,
  body: draft,
  answer: draftSaid,
  ifMatch: true,
});

export const publishDraft = operation({
  name: 'publishDraft',
  method: 'POST',
  path: '/v1/definitions/{definition}/publish',
  action: 'definition.edit',
  summary: { fr: 'Publier le projet comme version suivante', en: 'Publish the draft as the next version' },
  params: oneDefinition,
  answer: definition,
  status: 201,
  ifMatch: true,
  idempotencyKey: 'required',
});

const reading = z.enum(['evidence', 'standards']).default('evidence');
const relation = z.enum(['equivalent', 'a-implies-b', 'b-implies-a', 'disjoint', 'overlapping', 'not-decided']);
const answered = z.enum(['yes', 'no', 'not-decided']);
const named = z.strictObject({ id: slug, institution: slug, version: z.int(), label: bilingual });

export const compareDefinitions = operation({
  name: 'compareDefinitions',
  method: 'GET',
  path: '/v1/comparison',
  action: 'definition.read',
  summary: {
    fr: 'Comparer deux définitions pour tous les fournisseurs possibles, exemples à l’appui',
    en: 'Compare two definitions for all possible suppliers, with examples',
  },
  query: z.strictObject({ a: slug, b: slug, reading }),
  answer: z.strictObject({
    a: named,
    b: named,
    relation,
    aImpliesB: answered,
    bImpliesA: answered,
    disjoint: answered,
    told: z.strictObject({
      relation: bilingual,
      /** Which suppliers "every" means. */
      reading: bilingual,
      never: z.array(bilingual),
      examples: z.array(z.strictObject({ title: bilingual, facts: z.array(bilingual), outcomes: z.array(bilingual) })),
    }),
  }),
});

export const readMatrix = operation({
  name: 'readComparisonMatrix',
  method: 'GET',
  path: '/v1/comparison/matrix',
  action: 'definition.read',
  summary: {
    fr: 'Lire comment toutes les définitions en vigueur se recoupent',
    en: 'Read how all definitions in force lie to each other',
  },
  query: z.strictObject({ reading }),
  answer: z.strictObject({
    reading: z.enum(['evidence', 'standards']),
    definitions: z.array(named),
    /** `relations[i][j]`: the i-th definition as a, the j-th as b. */
    relations: z.array(z.array(relation)),
    /** Whether any supplier can qualify under the i-th. */
    satisfiable: z.array(answered),
  }),
});

export const readCommonCore = operation({
  name: 'readCommonCore',
  method: 'GET',
  path: '/v1/comparison/common-core',
  action: 'definition.read',
  summary: {
    fr: 'Lire ce que plusieurs définitions ont en commun (toutes celles en vigueur, ou celles nommées)',
    en: 'Read what several definitions have in common (all in force, or those named)',
  },
  query: z.strictObject({
    /** Ids separated by commas. */
    definitions: z
      .string()
      .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)
      .optional(),
    kind: z.enum(['all', 'any']).default('all'),
    reading,
  }),
  answer: z.strictObject({
    definitions: z.array(named),
    satisfiable: answered,
    /** The definitions that the rule is made of; each of the others adds nothing to these. */
    of: z.array(slug),
    rule,
  }),
});

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
 * The secret is in this one answer and nowhere else; that is why no idempotency record keeps it. To rotate, make another
 * client, change over, and revoke the first: both count until then.
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
    label: z.string().trim().min(1).max(200),
    scopes: z.array(z.enum(clientScopes)).min(1).max(clientScopes.length).default(['feed.read']),
  }),
  answer: z.strictObject({ ...clientSaid.shape, secret: z.string(), scopes: z.array(z.string()) }),
  status: 201,
});

export const admitClient = operation({
  name: 'admitClient',
  method: 'PUT',
  path: '/v1/institutions/{institution}/clients/{client}',
  action: 'institution.manage',
  summary: {
    fr: 'Lier un client du fournisseur d’identité à une institution',
    en: 'Tie a client of the identity provider to an institution',
  },
  params: oneClient,
  body: z.strictObject({ label: z.string().trim().min(1).max(200) }),
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

export const networkOperations = [
  listInstitutions,
  readInstitution,
  createInstitution,
  changeInstitution,
  readConnection,
  changeConnection,
  importNetwork,
  readVocabulary,
  listReciprocity,
  listDefinitions,
  listVersions,
  readDraft,
  saveDraft,
  publishDraft,
  compareDefinitions,
  readMatrix,
  readCommonCore,
  readEndpoint,
  setEndpoint,
  disableEndpoint,
  challengeEndpoint,
  rotateSecret,
  listClients,
  makeClient,
  admitClient,
  revokeClient,
];
