import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { feedKey, verdictRecord } from '#schemas/feed-records.ts';
import type { AutomatedDecision, ObservationRecord } from '#schemas/observation.ts';
import { caseworkKey, documentRecord, registryKey, vendorRecord } from '#schemas/records.ts';
import { openWork, readFolder } from '#workflows/certification-review/folder.ts';
import type { Dependencies } from './deps.ts';

type Decided = ObservationRecord['decided'];

const notRefused = new Problem('wrong-state', {
  detail: {
    fr: 'Aucun refus automatisé de ce genre n’est en vigueur.',
    en: 'No automated refusal of this kind stands.',
  },
});

const verdict = async ({ db, feeds }: Dependencies, supplier: string, institution: string): Promise<Decided> => {
  const found = await readRecord(db, feeds, feedKey.verdict(institution, supplier), verdictRecord);
  if (!found || found.recognised) throw notRefused;
  // The definition's version names every criterion; the supplier reads them one by one among its verdicts.
  return { outcome: found.outcome, criteria: [`${found.definition}#${found.definitionVersion}`] };
};

const expiry = async ({ db, registry }: Dependencies, supplier: string): Promise<Decided> => {
  const vendor = await readRecord(db, registry, registryKey.current(supplier), vendorRecord);
  if (vendor?.status !== 'expired') throw notRefused;
  return { outcome: 'expired', criteria: [`expires-on:${vendor.expiresOn}`] };
};

const lapse = async (deps: Dependencies, supplier: string, submission: string): Promise<Decided> => {
  const folder = await readFolder(deps.db, deps.casework, submission);
  if (folder?.submission.supplier !== supplier) throw new Problem('not-found');
  if (folder.submission.state !== 'lapsed' || !folder.case) throw notRefused;
  const { request = [] } = await openWork(deps.seals, folder.case);
  return { outcome: 'lapsed', criteria: request.map(({ line }) => line) };
};

const screening = async (
  { db, casework }: Dependencies,
  supplier: string,
  { submission, document }: Extract<AutomatedDecision, { kind: 'screening' }>,
): Promise<Decided> => {
  const found = await readRecord(db, casework, caseworkKey.document(submission, document), documentRecord);
  if (found?.supplier !== supplier) throw new Problem('not-found');
  if (found.state !== 'refused') throw notRefused;
  const refusing = found.findings.filter(({ effect }) => effect === 'refuses');
  return { outcome: 'refused', criteria: refusing.map(({ code }) => code) };
};

/**
 * What was decided about this supplier without a person, and by which criteria.
 * @throws Problem `not-found` for what is not the supplier's, `wrong-state` where nothing was refused
 */
export const decidedOn = (deps: Dependencies, supplier: string, about: AutomatedDecision): Promise<Decided> => {
  switch (about.kind) {
    case 'verdict':
      return verdict(deps, supplier, about.institution);
    case 'expiry':
      return expiry(deps, supplier);
    case 'lapse':
      return lapse(deps, supplier, about.submission);
    case 'screening':
      return screening(deps, supplier, about);
  }
};
