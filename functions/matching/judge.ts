import { dayOf } from '#definitions/days.ts';
import type { ExplainedVerdict } from '#definitions/evaluate.ts';
import { type Evidence, prepare } from '#definitions/evidence.ts';
import type { Speaking } from '#definitions/in-force.ts';
import { narrate, reasons } from '#definitions/sentences.ts';
import type { Definition } from '#schemas/definition.ts';
import type { DisqualificationReason, QualifiedData } from '#schemas/events/v1.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Institution } from '#schemas/institution.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { VendorRecord } from '#schemas/records.ts';
import type { Outcome, Verdict } from '#schemas/verdict.ts';
import { inForce, type Snapshot } from './snapshot.ts';

/** A vendor as the registry has it, its facts opened; without facts when its key was destroyed. */
export type OpenVendor = { record: VendorRecord; facts: Facts | undefined; evidence: Evidence | undefined };
export const openVendor = (record: VendorRecord, facts: Facts | undefined): OpenVendor => ({
  record,
  facts,
  evidence: facts && prepare(facts),
});

type Criteria = NonNullable<QualifiedData['criteria']>;

/** What an institution's definition in force says of one vendor on one day, as it may be told to that institution. */
export type Judgement = {
  recognised: boolean;
  inForce: Speaking;
  outcome: Outcome;
  assurance: Verdict['assurance'];
  validUntil: string | null;
  /** The network itself ended the certification. */
  ended: Extract<DisqualificationReason, 'expired' | 'revoked' | 'suspended'> | undefined;
  /** It ended because the supplier closed its account: what was received is to be deleted. */
  closed: boolean;
  /** The supplier lets this institution see the criteria. */
  consent: boolean;
  said: NonNullable<QualifiedData['verdict']>;
  criteria: Criteria | undefined;
};

const outcomeWords: Record<Outcome, Bilingual> = {
  qualifies: { fr: 'Admissible', en: 'Qualifies' },
  'does-not-qualify': { fr: 'Non admissible', en: 'Does not qualify' },
  undetermined: { fr: 'Indéterminé', en: 'Undetermined' },
};

const earlier = (a: string | null, b: string): string => (a !== null && a < b ? a : b);

/** Why the network itself does not let this vendor count on a day, whatever a definition says. */
export const statusEnds = (record: Pick<VendorRecord, 'status' | 'expiresOn'>, day: string): Judgement['ended'] => {
  // The contract of events knows no word of its own for a closed account; the reason's text says it.
  if (record.status === 'withdrawn') return 'revoked';
  if (record.status !== 'active') return record.status;
  return day > record.expiresOn ? 'expired' : undefined;
};

const criteriaTold = (snapshot: Snapshot, explained: ExplainedVerdict): Criteria =>
  reasons(narrate(explained, snapshot.vocabulary)).map(({ criterion, state, assurance, text }) => ({
    id: criterion!.id,
    label: criterion!.label,
    state,
    assurance,
    text,
  }));

/** Every criterion of a definition for one vendor: for the vendor itself. Undefined when its facts are gone. */
export const criteriaOf = (
  snapshot: Snapshot,
  definition: Definition,
  { evidence }: OpenVendor,
  day: string,
): Criteria | undefined =>
  evidence && criteriaTold(snapshot, snapshot.compiled(definition).explain(evidence, dayOf(day)));

/** Undefined when the institution has no definition in effect yet: nobody is judged for it. */
export const judge = (
  snapshot: Snapshot,
  institution: Institution,
  { record, evidence }: OpenVendor,
  day: string,
): Judgement | undefined => {
  const force = inForce(snapshot, institution, day);
  if (!force) return undefined;
  const { definition } = force;
  const ended = statusEnds(record, day) ?? (evidence ? undefined : 'revoked');
  const consent = record.consents.some((one) => one.institution === institution.institution);
  const standing = evidence && !ended && !force.ended ? evidence : undefined;
  const compiled = snapshot.compiled(definition);
  const explained = standing && consent ? compiled.explain(standing, dayOf(day)) : undefined;
  const verdict = explained ?? (standing && compiled.verdict(standing, dayOf(day)));
  const outcome = verdict?.outcome ?? 'undetermined';
  const recognised = outcome === 'qualifies';
  const validUntil = verdict ? earlier(verdict.validUntil, record.expiresOn) : null;
  const criteria = explained && criteriaTold(snapshot, explained);
  return {
    recognised,
    inForce: force,
    outcome,
    assurance: verdict?.assurance ?? null,
    validUntil,
    ended,
    closed: record.status === 'withdrawn',
    consent,
    said: {
      definition: definition.id,
      definitionVersion: definition.version,
      outcome,
      assurance: verdict?.assurance ?? null,
      validUntil,
      text: {
        fr: `${outcomeWords[outcome].fr} selon «\u00a0${definition.label.fr}\u00a0», version ${definition.version}.`,
        en: `${outcomeWords[outcome].en} under “${definition.label.en}”, version ${definition.version}.`,
      },
    },
    criteria,
  };
};
