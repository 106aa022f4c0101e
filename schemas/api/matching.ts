import * as z from 'zod';
import { assurance } from '../facts.ts';
import { supplierId } from '../identifiers.ts';
import { draft } from '../network-records.ts';
import { bilingual, instant, isoDate, slug } from '../primitives.ts';
import { cause, rolloutModes, trialBasis } from '../rollout.ts';
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

const change = z.strictObject({ from: outcome, to: outcome, vendors: z.int() });
/** A published number that a trial rests on. */
const sourceUsed = z.strictObject({ group: slug, period: bilingual, text: bilingual, url: z.url() });
export const rolloutView = z.strictObject({
  rollout: z.string(),
  mode: z.enum(rolloutModes),
  state: z.enum(['started', 'finished']),
  institutions: z.array(slug),
  startedAt: instant,
  finishedAt: instant.optional(),
  /** Vendors looked at so far. */
  vendors: z.int(),
  /** Events that were told, where the rollout is about one institution alone. */
  events: z.int().optional(),
  /**
   * What-if only: what answers it. `open`: facts that anybody can look up, exactly · `own`: the institution's own vendors,
   * exactly, where the draft only narrows by such facts · `statistics`: firms drawn from public statistics, never the
   * registry's protected facts · `none`: nothing that may be read answers it. Absent: tried before this was said.
   */
  basis: trialBasis.optional(),
  /** What-if only, once it has ended: how verdicts would change. From statistics, numbers are rounded to 5. */
  changes: z.array(change),
  /** What-if only, once it has ended: the criteria by which, most vendors first. */
  because: z.array(cause),
  /** What-if from statistics: so few vendors are concerned that nothing can be said. */
  tooFew: z.boolean().optional(),
  /** What-if that nothing answers: the criteria for which it cannot be, and what they ask, said from the rule. */
  unanswered: z.array(z.strictObject({ criterion: slug, asked: bilingual })).optional(),
  /** What-if from statistics: whose. */
  sources: z.array(sourceUsed).optional(),
  /** What-if only: what was tried. */
  definition: z.strictObject({ id: slug, ...draft.shape }).optional(),
  /** What-if among its own vendors, for the institution: those that it would not recognise any more. */
  losing: z.array(z.strictObject({ vendor: supplierId, to: outcome })).optional(),
});

export const startWhatIf = operation({
  name: 'startWhatIf',
  method: 'POST',
  path: '/v1/definitions/{definition}/what-if',
  action: 'definition.edit',
  summary: {
    fr: 'Simuler une définition sans rien publier et sans lire de fait protégé; un essai à la fois par institution',
    en: 'Try a definition without publishing anything or reading a protected fact; one trial at a time per institution',
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
  answer: rolloutView,
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
  answer: z.strictObject({ rollouts: z.array(rolloutView.omit({ losing: true, definition: true })) }),
});

export const matchingOperations = [readVerdicts, startWhatIf, listRollouts, readRollout];
