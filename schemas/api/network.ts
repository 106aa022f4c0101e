import * as z from 'zod';
import { definition, reciprocityTable } from '../definition.ts';
import { institution } from '../institution.ts';
import { draft } from '../network-records.ts';
import { instant, isoDate, slug } from '../primitives.ts';
import { remark } from '../remark.ts';
import { vocabulary } from '../vocabulary.ts';
import { clientOperations } from './clients.ts';
import { operation } from './contract.ts';
import { endpointOperations } from './endpoint.ts';
import { inInstitution } from './parts.ts';

const oneDefinition = z.strictObject({ definition: slug });

/** What anyone may know of an institution. Where its digest goes is its own business. */
export const institutionSaid = institution.omit({ digest: true });

export const listInstitutions = operation({
  name: 'listInstitutions',
  method: 'GET',
  path: '/v1/institutions',
  action: 'institution.list',
  summary: { fr: 'Lister les institutions du réseau', en: 'List the institutions of the network' },
  answer: z.strictObject({
    institutions: z.array(institutionSaid),
    /** Moves on with every publication: what was read at one need not be read again. */
    generation: z.int(),
  }),
});

export const readInstitution = operation({
  name: 'readInstitution',
  method: 'GET',
  path: '/v1/institutions/{institution}',
  action: 'institution.read',
  summary: { fr: 'Lire une institution', en: 'Read an institution' },
  params: inInstitution,
  answer: institutionSaid,
  responseHeaders: ['ETag'],
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
  responseHeaders: ['ETag'],
});

export const changeInstitution = operation({
  name: 'changeInstitution',
  method: 'PUT',
  path: '/v1/institutions/{institution}',
  action: 'institution.manage',
  summary: {
    fr: 'Modifier une institution; son sommaire par courriel reste tel quel s’il n’est pas donné',
    en: 'Change an institution; its digest stays as it is where none is given',
  },
  params: inInstitution,
  body: institution.omit({ institution: true }),
  answer: institutionSaid,
  ifMatch: true,
  responseHeaders: ['ETag'],
});

/** How an institution is connected: its level, and where its digest goes, which nobody else is told. */
const connection = institution.pick({ level: true, digest: true });

export const readConnection = operation({
  name: 'readConnection',
  method: 'GET',
  path: '/v1/institutions/{institution}/connection',
  action: 'endpoint.read',
  summary: { fr: 'Lire comment une institution se raccorde', en: 'Read how an institution connects' },
  params: inInstitution,
  answer: connection,
  responseHeaders: ['ETag'],
});

export const changeConnection = operation({
  name: 'changeConnection',
  method: 'PUT',
  path: '/v1/institutions/{institution}/connection',
  action: 'institution.manage',
  summary: {
    fr: 'Changer comment une institution se raccorde; sans `digest`, elle ne reçoit plus de sommaire',
    en: 'Change how an institution connects; without `digest` it gets no more digests',
  },
  params: inInstitution,
  body: connection,
  answer: connection,
  ifMatch: true,
  responseHeaders: ['ETag'],
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
    fr: 'Lister les définitions publiées : leur dernière version, ou toutes',
    en: 'List the published definitions: their newest version, or all',
  },
  query: z.strictObject({
    institution: slug.optional(),
    /** A newest version may not be in force yet, or no longer: which one is follows from `effective` of all of them. */
    versions: z.enum(['newest', 'all']).default('newest'),
  }),
  answer: z.strictObject({ definitions: z.array(definition) }),
});

export const listVersions = operation({
  name: 'listDefinitionVersions',
  method: 'GET',
  path: '/v1/definitions/{definition}/versions',
  action: 'definition.read',
  summary: { fr: 'Lister les versions d’une définition', en: 'List the versions of a definition' },
  params: oneDefinition,
  answer: z.strictObject({
    versions: z.array(definition),
    /** The first day on which it speaks no more, whatever its versions say. */
    withdrawnOn: isoDate.optional(),
  }),
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
  responseHeaders: ['ETag'],
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
  idempotencyKey: 'optional',
  responseHeaders: ['ETag'],
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

export const withdrawDefinition = operation({
  name: 'withdrawDefinition',
  method: 'POST',
  path: '/v1/definitions/{definition}/withdraw',
  action: 'definition.withdraw',
  summary: {
    fr: 'Retirer une définition pour de bon : dès aujourd’hui, elle ne reconnaît plus aucun fournisseur',
    en: 'Withdraw a definition for good: from today on it recognizes no supplier',
  },
  params: oneDefinition,
  answer: z.strictObject({ definition: slug, withdrawnOn: isoDate }),
  idempotencyKey: 'required',
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
  withdrawDefinition,
  ...endpointOperations,
  ...clientOperations,
];
