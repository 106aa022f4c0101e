import * as z from 'zod';
import { definition, reciprocityTable, rule, source } from './definition.ts';
import { personId } from './identifiers.ts';
import { endpoint, institution } from './institution.ts';
import { bilingual, instant, isoDate, slug } from './primitives.ts';
import { vocabulary } from './vocabulary.ts';

const versionText = (version: number) => String(version).padStart(6, '0');

/**
 * Keys of the `network` table. What is public and what matching needs lies under one key, `NETWORK`, so that one query
 * reads it; what belongs to an institution alone lies under its own.
 */
export const networkKey = {
  generation: () => ({ pk: 'NETWORK', sk: 'GENERATION' }),
  vocabulary: () => ({ pk: 'NETWORK', sk: 'VOCABULARY' }),
  reciprocity: (id: string, version: number) => ({ pk: 'NETWORK', sk: `RECIPROCITY#${id}#${versionText(version)}` }),
  institution: (id: string) => ({ pk: 'NETWORK', sk: `INSTITUTION#${id}` }),
  definition: (id: string, version: number) => ({ pk: 'NETWORK', sk: `DEFINITION#${id}#${versionText(version)}` }),
  withdrawal: (id: string) => ({ pk: 'NETWORK', sk: `WITHDRAWAL#${id}` }),
  draft: (id: string) => ({ pk: `DRAFT#${id}`, sk: 'DRAFT' }),
  endpoint: (id: string) => ({ pk: `INSTITUTION#${id}`, sk: 'ENDPOINT' }),
  secret: (id: string, n: number) => ({ pk: `INSTITUTION#${id}`, sk: `SECRET#${versionText(n)}` }),
  client: (id: string) => ({ pk: `CLIENT#${id}`, sk: 'CLIENT' }),
  /** What an operator last asked of one person and one role; somebody buys for one institution, so its buyers have one too. */
  role: (person: string, role: string) => ({ pk: `ROLE#${person}#${role}`, sk: 'ROLE' }),
  institutionClient: (institution: string, id: string) => ({ pk: `INSTITUTION#${institution}`, sk: `CLIENT#${id}` }),
} as const;

/** Counts every publication that can change a verdict, and names the institutions whose verdicts it can change. */
export const generationRecord = z.object({
  generation: z.int().min(1),
  affected: z.array(slug),
  at: instant,
});

export const institutionRecord = z.object({ ...institution.shape, revision: z.int().min(1) });
export type InstitutionRecord = z.infer<typeof institutionRecord>;
export const definitionRecord = z.object({ ...definition.shape, publishedAt: instant });
/** A published version as the network has it: `withdrawnOn` is the first day on which the definition speaks no more. */
export type DefinitionRecord = z.infer<typeof definitionRecord> & { withdrawnOn?: string | undefined };
/** Published versions never change: that a definition is withdrawn, all its versions, is a record of its own, for good. */
export const withdrawalRecord = z.object({ id: slug, institution: slug, on: isoDate, at: instant });
export type Withdrawal = z.infer<typeof withdrawalRecord>;
export const reciprocityRecord = z.object({ ...reciprocityTable.shape, publishedAt: instant });
export const vocabularyRecord = z.object({ ...vocabulary.shape, revision: z.int().min(1) });

/** A definition being written; it has no version until it is published. */
export const draft = z.strictObject({
  institution: slug,
  label: bilingual,
  effective: z.strictObject({ from: isoDate, until: isoDate.optional() }),
  source,
  rule,
});
export const draftRecord = z.object({ ...draft.shape, revision: z.int().min(1), updatedAt: instant });

export const endpointRecord = z.object(endpoint.shape);

/** A signing secret, encrypted by KMS with the institution as context. The newest signs; the others until they expire. */
export const secretRecord = z.object({
  n: z.int().min(1),
  signature: z.enum(['hmac-sha256', 'ed25519']),
  /** base64 of the ciphertext. */
  encrypted: z.string(),
  createdAt: instant,
  /** Signs beside its successor until then. */
  until: instant.optional(),
});
export type SecretRecord = z.infer<typeof secretRecord>;

/** The institution that a client of the identity provider acts for; a revoked client is refused. */
export const clientRecord = z.object({
  client: z.string().min(1).max(128),
  institution: slug,
  label: z.string().max(200),
  createdAt: instant,
  revokedAt: instant.optional(),
});

/** A group of the user pool, as tokens carry it: `verifier`, `operator` or `institution.{id}`. */
export const group = z
  .string()
  .regex(/^(?:verifier|operator|institution\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/)
  .max(80);

/** A change of role that the user pool is to follow; the newest for a person and a role is what counts. */
export const roleRecord = z.object({
  /** Absent for somebody new, who is invited by their address. */
  person: personId.optional(),
  invited: z.object({ email: z.email(), name: z.string().optional() }).optional(),
  group,
  holds: z.boolean(),
  at: instant,
});
