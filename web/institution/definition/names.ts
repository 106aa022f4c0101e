import { labelRemarks, nameRemarks } from '#definitions/lint/labels.ts';
import { criteriaOf, placesOf } from '#definitions/rules.ts';
import type { Criterion, Definition } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { FieldError } from '../../parts/errors.tsx';
import type { Difference } from './change.ts';

type Named = Pick<Definition, 'label' | 'rule'>;

/** Of what a remark is about, the field that holds the name: `label-fr-owned`, or `name-fr` for the definition's own. */
const fieldOf = (path: string, criterion?: Criterion): string =>
  `${criterion ? 'label' : 'name'}-${path.split('.').at(-1)}${criterion ? `-${criterion.id}` : ''}`;

/** Names that state a number which the rule does not ask, each at its field. */
export const wrongNames = ({ label, rule }: Named, vocabulary: Vocabulary, language: Language): FieldError[] => [
  ...nameRemarks({ label, rule }).map(({ path, message }) => ({ field: fieldOf(path), message: message[language] })),
  ...placesOf(rule).flatMap(({ criterion, negated }) =>
    labelRemarks(criterion, [], vocabulary, negated).map(({ path, message }) => ({
      field: fieldOf(path, criterion),
      message: message[language],
    })),
  ),
];

/** What must be named anew before a change is published: what it changes, and what states another number than it asks. */
export const toName = (
  content: Named,
  changes: readonly Difference[],
  vocabulary: Vocabulary,
): { definition: boolean; criteria: Criterion[] } => {
  const wrong = wrongNames(content, vocabulary, 'en').map(({ field }) => field);
  const changed = new Set(changes.flatMap(({ after }) => (after ? [after.id] : [])));
  return {
    definition: wrong.some((field) => field.startsWith('name-')),
    criteria: criteriaOf(content.rule).filter(
      ({ id }) => changed.has(id) || wrong.includes(`label-fr-${id}`) || wrong.includes(`label-en-${id}`),
    ),
  };
};
