import {
  clientRecord,
  definitionRecord,
  draftRecord,
  endpointRecord,
  generationRecord,
  institutionRecord,
  reciprocityRecord,
  roleRecord,
  secretRecord,
  vocabularyRecord,
} from '../network-records.ts';
import { record } from './record.ts';

/** Records of institutions: none is about a supplier. */
const network = { table: 'network', inExport: 'no', atErasure: 'keep' } as const;
/** What is public, and what matching needs: one query reads it. */
const open = { ...network, pk: 'NETWORK' } as const;

/** Counts every publication that can change a verdict. */
export const generation = record({
  ...open,
  kind: 'generation',
  sk: 'GENERATION',
  schema: generationRecord,
  streamed: true,
});
export const vocabularyFile = record({
  ...open,
  kind: 'vocabulary',
  sk: 'VOCABULARY',
  schema: vocabularyRecord,
  streamed: false,
});
export const reciprocityVersion = record({
  ...open,
  kind: 'reciprocity',
  sk: 'RECIPROCITY#{id}#{version:6}',
  schema: reciprocityRecord,
  streamed: false,
});
export const institutionProfile = record({
  ...open,
  kind: 'institution',
  sk: 'INSTITUTION#{institution}',
  schema: institutionRecord,
  streamed: false,
});
/** A published version: it never changes. */
export const definitionVersion = record({
  ...open,
  kind: 'definition',
  sk: 'DEFINITION#{id}#{version:6}',
  schema: definitionRecord,
  streamed: false,
});
/** A definition being written. */
export const definitionDraft = record({
  ...network,
  kind: 'definition-draft',
  pk: 'DRAFT#{id}',
  sk: 'DRAFT',
  schema: draftRecord,
  streamed: false,
});

const own = { ...network, pk: 'INSTITUTION#{institution}' } as const;
/** Where an institution's events go. */
export const endpointFile = record({
  ...own,
  kind: 'endpoint',
  sk: 'ENDPOINT',
  schema: endpointRecord,
  streamed: true,
});
/** A signing secret, encrypted. */
export const signingSecret = record({
  ...own,
  kind: 'signing-secret',
  sk: 'SECRET#{n:6}',
  schema: secretRecord,
  streamed: false,
});
/** A system's client, by its institution. */
export const clientOfInstitution = record({
  ...own,
  kind: 'client-of-institution',
  sk: 'CLIENT#{client}',
  schema: clientRecord,
  streamed: false,
});
/** The same, where tokens are checked. */
export const client = record({
  ...network,
  kind: 'client',
  pk: 'CLIENT#{client}',
  sk: 'CLIENT',
  schema: clientRecord,
  streamed: false,
});
/** What an operator last asked of one person and one role. */
export const role = record({
  ...network,
  kind: 'role',
  pk: 'ROLE#{person}#{role}',
  sk: 'ROLE',
  schema: roleRecord,
  streamed: true,
});
