import * as z from 'zod';
import { personId, supplierId } from './identifiers.ts';
import { instant, isoDate } from './primitives.ts';

export const incidentId = z.templateLiteral(['inc_', z.string().regex(/^[0-9a-z]{26}$/)]);
const text = z.string().trim().min(1).max(4000);

/** Who can be told of an incident. `commission`: the Commission d'accès à l'information, or the commissioner competent. */
export const noticeTargets = ['commission', 'persons', 'institutions', 'others'] as const;

/**
 * What the register says of one incident: the contents of section 7 of Québec's Regulation respecting confidentiality
 * incidents (CQLR c., r. 3.1), which hold all that PIPEDA's record of a breach must (SOR/2018-64, s. 6).
 */
export const incidentContent = z
  .strictObject({
    /** The personal information concerned, or why it cannot be described. */
    information: text,
    circumstances: text,
    /** When it happened; `approximate` where nobody knows for sure. */
    occurred: z.strictObject({ from: isoDate, until: isoDate.optional(), approximate: z.boolean() }),
    /** The day on which the network became aware of it. */
    awareOn: isoDate,
    persons: z.strictObject({ number: z.int().min(0), approximate: z.boolean() }),
    /** Suppliers whose people it concerns, as far as they are known. */
    suppliers: z.array(supplierId).max(500),
    /** What led to the conclusion that there is, or is not, a risk of serious injury. */
    risk: z.strictObject({ serious: z.boolean(), elements: text }),
    /** Who was told, and on which day; `publicly` with the reason for it. */
    notices: z
      .array(z.strictObject({ to: z.enum(noticeTargets), on: isoDate, publicly: z.boolean(), note: text.optional() }))
      .max(200),
    /** What was done to reduce the risk of injury. */
    measures: text,
    state: z.enum(['open', 'closed']),
  })
  .refine(
    ({ risk, notices, state }) =>
      state === 'open' ||
      !risk.serious ||
      (['commission', 'persons'] as const).every((one) => notices.some(({ to }) => to === one)),
    { path: ['notices'], params: { code: 'notices-missing' } },
  );
export type IncidentContent = z.infer<typeof incidentContent>;

/** One version of an incident. Versions are only ever added. */
export const incidentRecord = z.object({
  incident: incidentId,
  version: z.int().min(1),
  ...incidentContent.shape,
  recordedBy: personId,
  recordedAt: instant,
  /** The register keeps it at least until then. */
  keepUntil: isoDate,
});
export type IncidentRecord = z.infer<typeof incidentRecord>;

/**
 * Years for which the register keeps an incident, from the day on which the network became aware of it: five in Québec
 * (A-2.1, r. 3.1, s. 8); PIPEDA asks for 24 months (SOR/2018-64, s. 6). Nothing removes one afterwards by itself.
 */
export const incidentYears = 5;

/** Keys in the `casework` table. */
export const incidentKey = {
  /** The newest version of each. */
  listed: (id: string) => ({ pk: 'INCIDENTS', sk: id }),
  version: (id: string, version: number) => ({
    pk: `INCIDENT#${id}`,
    sk: `VERSION#${String(version).padStart(6, '0')}`,
  }),
} as const;
