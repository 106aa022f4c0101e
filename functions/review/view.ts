import type * as z from 'zod';
import { documentsFor, kinds, linesOf } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import {
  type AutomaticFinding,
  automaticCodes,
  type CaseRecord,
  type Casework,
  type savedFindingsText,
} from '#schemas/review.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Folder } from '#workflows/certification-review/folder.ts';
import type { Others } from './others.ts';

/** A case with its seals opened. */
export type OpenedCase = Omit<Folder, 'case'> & {
  case: CaseRecord;
  answers: Answers;
  work: Casework;
  /** What was saved, opened, as `saved` of the folder. */
  findings: z.infer<typeof savedFindingsText>[];
};

/** Every finding that was ever saved, oldest first. */
const everyFinding = ({ saved, findings }: Pick<OpenedCase, 'saved' | 'findings'>) =>
  saved.flatMap(({ at, by, round }, index) =>
    Object.entries(findings[index] ?? {}).map(([line, found]) => ({ ...found, line, at, by, round })),
  );

/** Whether a person may decide on a case: no conflict, and no part in an earlier decision on it. */
export const mayDecide = ({ conflicts, readers }: Pick<CaseRecord, 'conflicts' | 'readers'>, person: string): boolean =>
  !conflicts.includes(person) && !readers.includes(person);

/** The case as a verifier sees it: the checklist after CCCEV, with what supports each line and what was found. */
export const caseViewOf = (opened: OpenedCase, me: string, language: Language, others: Others) => {
  const { submission, documents, case: held, answers, work, history } = opened;
  const inWords = (one: AutomaticFinding) => ({
    ...one,
    words: automaticCodes[one.code][language],
    other: one.supplier && others.get(one.supplier),
  });
  const checklist = linesOf(answers).map((line) => {
    const supporting = documentsFor(line, documents);
    const found = work.findings[line.id];
    const { claim: _, ...finding } = found ?? { claim: '' };
    return {
      ...line,
      label: kinds[line.kind].label[language],
      criteria: [...kinds[line.kind].criteria],
      evidenceTypes: [...kinds[line.kind].evidenceTypes],
      documents: supporting.map(({ document }) => document),
      automatic: held.automatic.filter((one) => one.line === line.id).map(inWords),
      ...(found && { finding: finding as Omit<typeof found, 'claim'> }),
    };
  });
  return {
    submission: held.submission,
    supplier: held.supplier,
    supplierName: held.supplierName,
    kind: held.kind,
    state: submission.state,
    round: submission.round,
    appeal: submission.appeal,
    noteLanguage: submission.language,
    openedAt: held.openedAt,
    dueAt: held.dueAt,
    answerBy: submission.state === 'information-requested' ? held.answerBy : undefined,
    holder: held.holder,
    heldUntil: held.heldUntil,
    mayClaim: mayDecide(held, me),
    proposed: held.proposed,
    answers,
    checklist,
    documents,
    automatic: held.automatic.filter((one) => one.line === undefined).map(inWords),
    summary: work.summary,
    secondNote: work.secondNote,
    grounds: work.grounds,
    request: work.request,
    findings: everyFinding(opened),
    history,
  };
};
