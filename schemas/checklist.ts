import type { Document, evidenceTypes } from './evidence.ts';
import type { Bilingual } from './primitives.ts';
import type { Answers } from './submission.ts';

type EvidenceType = (typeof evidenceTypes)[number];

export const lineKinds = [
  'identity',
  'ownership',
  'owner',
  'governance',
  'certificate',
  'workforce',
  'places',
  'revenue',
  'flag',
  'attestation',
] as const;
export type LineKind = (typeof lineKinds)[number];

type Kind = {
  label: Bilingual;
  /** Kinds of criteria of a definition that the claim bears on (CCCEV: Criterion). */
  criteria: readonly string[];
  /** What can show it (CCCEV: EvidenceType), the usual one first. */
  evidenceTypes: readonly EvidenceType[];
  /** Sections of the form that say it. */
  sections: readonly (keyof Answers)[];
};

/** Criterion ↔ evidence type, after CCCEV 2.2. What is said of oneself rests at least on the signed attestation. */
export const kinds = {
  identity: {
    label: { fr: 'Identité et forme juridique', en: 'Identity and legal form' },
    criteria: ['legalForm', 'measure'],
    evidenceTypes: ['articles', 'partnership-agreement', 'other'],
    sections: ['identity', 'legalForm', 'foundedOn'],
  },
  ownership: {
    label: { fr: 'Répartition de la propriété', en: 'Ownership shares' },
    criteria: ['ownership'],
    evidenceTypes: ['share-register', 'partnership-agreement', 'articles'],
    sections: ['owners'],
  },
  owner: {
    label: { fr: 'Groupes et rôle de la personne propriétaire', en: 'Groups and role of the owner' },
    criteria: ['ownership', 'control'],
    evidenceTypes: ['identity-in-group', 'signed-attestation'],
    sections: ['owners'],
  },
  governance: {
    label: { fr: 'Gouvernance, sans propriétaires', en: 'Governance, without owners' },
    criteria: ['ownership', 'control'],
    evidenceTypes: ['articles', 'other'],
    sections: ['owners', 'governance'],
  },
  certificate: {
    label: { fr: 'Certification', en: 'Certification' },
    criteria: ['certification'],
    evidenceTypes: ['certificate'],
    sections: ['certificates'],
  },
  workforce: {
    label: { fr: 'Effectif', en: 'Workforce' },
    criteria: ['workforce', 'measure'],
    evidenceTypes: ['workforce-attestation', 'signed-attestation'],
    sections: ['workforce'],
  },
  places: {
    label: { fr: 'Établissements', en: 'Places of business' },
    criteria: ['region'],
    evidenceTypes: ['articles', 'other', 'signed-attestation'],
    sections: ['places'],
  },
  revenue: {
    label: { fr: 'Chiffre d’affaires', en: 'Revenue' },
    criteria: ['measure'],
    evidenceTypes: ['financial-statement', 'signed-attestation'],
    sections: ['revenueCad'],
  },
  flag: {
    label: { fr: 'Énoncé sur l’entreprise', en: 'Statement about the firm' },
    criteria: ['flag'],
    evidenceTypes: ['articles', 'financial-statement', 'site-visit-report', 'signed-attestation'],
    sections: ['flags'],
  },
  attestation: {
    label: { fr: 'Attestation signée et datée', en: 'Signed and dated attestation' },
    criteria: [],
    evidenceTypes: ['signed-attestation'],
    sections: ['attestation'],
  },
} as const satisfies Record<LineKind, Kind>;

/** One claim that must be shown. Its id is what a document `supports` and what a finding is about: `owner:a-1`. */
export type Line = {
  id: string;
  kind: LineKind;
  /** Which owner, certification or flag, where there are several. */
  subject?: string;
  /** Without a document of one of its types the submission is refused. */
  evidenceRequired: boolean;
  /** What the supplier says, as it stands in the answers: equal claims are the same claim. */
  claim: unknown;
};

/** The checklist of a submission: one line for each thing that the supplier claims. */
export const linesOf = (answers: Answers): Line[] => {
  const alone = answers.legalForm === 'sole-proprietorship';
  const line = (kind: LineKind, claim: unknown, evidenceRequired: boolean, subject?: string): Line => ({
    id: subject === undefined ? kind : `${kind}:${subject}`,
    kind,
    ...(subject !== undefined && { subject }),
    evidenceRequired,
    claim,
  });
  const { identity, legalForm, foundedOn, owners, governance } = answers;
  return [
    line('identity', { identity, legalForm, foundedOn }, !alone),
    // A sole proprietor is the firm: there is no register to show.
    ...(owners.length > 0
      ? [
          line(
            'ownership',
            owners.map(({ id, name, bp }) => ({ id, name, bp })),
            !alone,
          ),
        ]
      : []),
    ...owners
      .filter((owner) => owner.groups.length > 0)
      .map((owner) => line('owner', { ...owner, bp: undefined }, false, owner.id)),
    // The articles or the by-laws say that there are no owners, and who governs.
    ...(governance && owners.length === 0 ? [line('governance', governance, true)] : []),
    ...answers.certificates.map((one) => line('certificate', one, true, one.certification)),
    line('workforce', answers.workforce, false),
    line('places', answers.places, false),
    line('revenue', answers.revenueCad, false),
    ...Object.entries(answers.flags)
      .filter(([, said]) => said)
      .map(([flag]) => line('flag', true, false, flag)),
    line('attestation', answers.attestation, true),
  ];
};

/** The documents that bear on a line: those that name it, and those of its types that name no other of its kind. */
export const documentsFor = <D extends Pick<Document, 'supports' | 'evidenceType'>>(
  line: Pick<Line, 'id' | 'kind' | 'subject'>,
  documents: readonly D[],
): D[] => {
  const types: readonly EvidenceType[] = kinds[line.kind].evidenceTypes;
  return documents.filter(
    ({ supports, evidenceType }) =>
      supports.includes(line.id) ||
      (types.includes(evidenceType) && (line.subject === undefined || !supports.some((id) => id.includes(':')))),
  );
};
