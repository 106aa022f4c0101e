import * as z from 'zod';
import { bilingual, instant, language, slug } from './primitives.ts';

/** How an institution connects: 0 portal and download, 1 e-mail digest, 2 pull feed, 3 signed webhooks. */
export const connectionLevel = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

export const institutionKinds = [
  'city',
  'region',
  'university',
  'college',
  'hospital',
  'transit',
  'school-board',
  'utility',
  'housing',
  'government',
  'association',
] as const;

export const institution = z.strictObject({
  institution: slug,
  name: bilingual,
  kind: z.enum(institutionKinds),
  level: connectionLevel,
  language,
  /** Invented for demonstration; said wherever it is shown. */
  sample: z.boolean(),
  /** The definition in force for its feed. */
  definition: slug,
  /** Others of its definitions that are compared too: readings of the same policy, a certificate alone. */
  compared: z.array(slug).max(4).optional(),
  digest: z.strictObject({ email: z.email(), every: z.enum(['day', 'week']) }).optional(),
});
export type Institution = z.infer<typeof institution>;

/** Where signed events go (level 3). The secret is kept apart, encrypted, and shown once. */
export const endpoint = z.strictObject({
  institution: slug,
  url: z.url(),
  state: z.enum(['unproven', 'active', 'disabled']),
  /** Why it was disabled: `gone` (410), `exhausted` (every retry failed), `by-institution`. */
  disabledBecause: z.enum(['gone', 'exhausted', 'by-institution']).optional(),
  signature: z.enum(['hmac-sha256', 'ed25519']),
  /** Up to this many events in one request; 1 sends them singly. */
  batch: z.int().min(1).max(100),
  /** Whether a new endpoint receives the whole feed, or only what comes after its activation. */
  from: z.enum(['start', 'now']),
  /** Who is told when it is disabled. */
  contact: z.email().max(254),
  /** The last challenge asked for, and what came of it; `outcome` is absent while it is under way. */
  challenge: z.strictObject({ requestedAt: instant, outcome: z.string().max(100).optional() }).optional(),
  revision: z.int().min(1),
  updatedAt: instant,
});
export type Endpoint = z.infer<typeof endpoint>;
