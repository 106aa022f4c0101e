import * as z from 'zod';
import { assurance } from '../facts.ts';
import { supplierId } from '../identifiers.ts';
import { draft } from '../network-records.ts';
import { bilingual, instant, isoDate, slug } from '../primitives.ts';
import { cause, rolloutModes } from '../rollout.ts';
import { outcome, state } from '../verdict.ts';
import { operation } from './contract.ts';
import { inInstitution } from './parts.ts';

const criterionTold = z.strictObject({
  id: slug,
  label: bilingual,
  state,
  assurance: assurance.nullable(),
  text: bilingual,
});

export const readVerdicts = operation({
  name: 'readVerdicts',
  method: 'GET',
  path: '/v1/vendors/{vendor}/verdicts',
  action: 'vendor.read',
  summary: {
    fr: 'Lire qui reconnaît ce fournisseur, et pourquoi',
    en: 'Read who recognizes this vendor, and why',
  },
  params: z.strictObject({ vendor: supplierId }),
  answer: z.strictObject({
    verdicts: z.array(
      z.strictObject({
        institution: slug,
        name: bilingual,
        definition: slug,
        definitionVersion: z.int(),
        label: bilingual,
        recognised: z.boolean(),
        outcome,
        assurance: assurance.nullable(),
        validUntil: isoDate.nullable(),
        /** Whether this institution may see the criteria. */
        consent: z.boolean(),
        criteria: z.array(criterionTold),
      }),
    ),
  }),
});

const change = z.strictObject({ from: outcome, to: outcome, vendors: z.int().nullable() });
export const rolloutSaid = z.strictObject({
  rollout: z.string(),
  mode: z.enum(rolloutModes),
  state: z.enum(['started', 'finished']),
  institutions: z.array(slug),
  startedAt: instant,
  finishedAt: instant.optional(),
  /** Vendors looked at so far, and events that were told. */
  vendors: z.int(),
  events: z.int(),
  /**
   * What-if only: how verdicts would change. A number under 5 is null for an institution: so few could tell who they are.
   */
  changes: z.array(change),
  /** What-if only: the criteria by which, most vendors first; the same holds of small numbers. */
  because: z.array(cause.extend({ vendors: z.int().nullable() })),
  /** What-if only: what was tried. */
  definition: z.strictObject({ id: slug, ...draft.shape }).optional(),
  /** What-if only, for the network's operators: some of the vendors whose recognition would change. */
  examples: z.array(z.strictObject({ vendor: supplierId, from: outcome, to: outcome })).optional(),
});

export const startWhatIf = operation({
  name: 'startWhatIf',
  method: 'POST',
  path: '/v1/definitions/{definition}/what-if',
  action: 'definition.edit',
  summary: {
    fr: 'Simuler une définition sur tout le registre, sans rien publier',
    en: 'Try a definition on the whole registry without publishing anything',
  },
  params: z.strictObject({ definition: slug }),
  body: draft,
  answer: z.strictObject({ rollout: z.string() }),
  status: 202,
  idempotencyKey: 'required',
});

export const readRollout = operation({
  name: 'readRollout',
  method: 'GET',
  path: '/v1/institutions/{institution}/rollouts/{rollout}',
  action: 'definition.edit',
  summary: {
    fr: 'Suivre l’application d’une définition au registre',
    en: 'Follow a definition’s way through the registry',
  },
  params: z.strictObject({ institution: slug, rollout: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
  answer: rolloutSaid,
});

export const listRollouts = operation({
  name: 'listRollouts',
  method: 'GET',
  path: '/v1/institutions/{institution}/rollouts',
  action: 'definition.edit',
  summary: {
    fr: 'Lister les applications récentes de définitions au registre',
    en: 'List the recent rollouts of definitions',
  },
  params: inInstitution,
  answer: z.strictObject({ rollouts: z.array(rolloutSaid.omit({ examples: true, definition: true })) }),
});

export const matchingOperations = [readVerdicts, startWhatIf, listRollouts, readRollout];
