import { type FieldReason, Problem, reasons } from '#platform/problem.ts';
import { documentsFor, kinds, type Line, linesOf } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import { type Answers, answers, awaitsGovernance, type DraftAnswers, sections } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { contradictions } from './rules.ts';
import { unknownWords } from './words.ts';

type Section = keyof Answers;

/** What is wrong in the sections that were filled in, and which are still to be. */
export const look = (
  draft: DraftAnswers,
  at: Date,
  words?: Vocabulary,
): { problems: FieldReason[]; missing: Section[] } => {
  const sound: Partial<Answers> = {};
  const problems = sections.flatMap((section) => {
    if (draft[section] === undefined) return [];
    const parsed = answers.shape[section].safeParse(draft[section]);
    if (!parsed.success) return reasons(parsed.error, ['answers', section]);
    Object.assign(sound, { [section]: parsed.data });
    return [];
  });
  return {
    problems: [...problems, ...unknownWords(sound, words), ...contradictions(sound, at)].slice(0, 100),
    missing: sections.filter(
      (section) => draft[section] === undefined && (section !== 'governance' || awaitsGovernance(draft)),
    ),
  };
};

const unshown = (line: Line): FieldReason => ({
  field: `evidence.${line.id}`,
  code: 'evidence-missing',
  message: {
    fr: `${kinds[line.kind].label.fr} : aucun document reçu ne l’appuie.`,
    en: `${kinds[line.kind].label.en}: no document received supports it.`,
  },
});

const unaccepted = ({ document, state }: Document): FieldReason => ({
  field: `documents.${document}`,
  code: `document-${state}`,
  message: {
    fr: {
      'awaiting-upload': 'Ce fichier n’a pas encore été reçu : déposez-le ou retirez-le.',
      screening: 'Ce fichier est en cours de contrôle : recommencez dans un instant.',
      refused: 'Ce fichier a été refusé : retirez-le ou remplacez-le.',
      accepted: 'Ce fichier est reçu.',
    }[state],
    en: {
      'awaiting-upload': 'This file has not been received yet: store it, or remove it.',
      screening: 'This file is being checked: try again in a moment.',
      refused: 'This file was refused: remove or replace it.',
      accepted: 'This file is received.',
    }[state],
  },
});

/**
 * The answers of a submission that may be submitted, normalised.
 * @throws Problem `invalid` with every reason: answers, contradictions, files not accepted, claims without evidence
 */
export const complete = (
  draft: DraftAnswers,
  documents: readonly Document[],
  at: Date,
  words?: Vocabulary,
): Answers => {
  const parsed = answers.safeParse(draft);
  const fields = [
    ...(parsed.success ? [] : reasons(parsed.error, ['answers'])),
    ...(parsed.success
      ? [...unknownWords(parsed.data, words), ...contradictions(parsed.data, at)]
      : look(draft, at, words).problems),
    ...documents.filter(({ state }) => state !== 'accepted').map(unaccepted),
    ...(parsed.success
      ? linesOf(parsed.data)
          .filter((line) => line.evidenceRequired && documentsFor(line, documents).length === 0)
          .map(unshown)
      : []),
  ];
  const once = fields.filter(
    (one, index) => fields.findIndex(({ field, code }) => field === one.field && code === one.code) === index,
  );
  if (!parsed.success || once.length > 0) throw new Problem('invalid', { fields: once });
  return parsed.data;
};
