import type { Criterion, ReciprocityTable } from '#schemas/definition.ts';
import type { Remark } from '#schemas/remark.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { type Path, remarkOf } from './remarks.ts';

/** Names a criterion uses, with where each stands. */
const namesIn = (
  criterion: Criterion,
):
  | {
      names: readonly string[];
      key: string;
      code: 'unknown-group' | 'unknown-flag' | 'unknown-certification';
      kind: keyof Vocabulary;
    }
  | undefined => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
    case 'control':
      return { names: criterion.groups, key: 'groups', code: 'unknown-group', kind: 'groups' };
    case 'certification':
      return { names: criterion.anyOf, key: 'anyOf', code: 'unknown-certification', kind: 'certifications' };
    case 'flag':
      return { names: [criterion.flag], key: 'flag', code: 'unknown-flag', kind: 'flags' };
    default:
      return undefined;
  }
};

/** Every name must be in the vocabulary: a misspelt group would never be met and never be noticed. */
export const wordsUsed = (
  criterion: Criterion,
  path: Path,
  vocabulary: Vocabulary,
  tables: readonly ReciprocityTable[],
): Remark[] => {
  const remarks: Remark[] = [];
  const used = namesIn(criterion);
  used?.names.forEach((name, index) => {
    if (Object.hasOwn(vocabulary[used.kind], name)) return;
    remarks.push(remarkOf('error', [...path, used.key, ...(used.key === 'flag' ? [] : [index])], used.code, name));
  });
  if (criterion.kind === 'certification' && criterion.reciprocity !== null) {
    const { reciprocity } = criterion;
    if (!tables.some(({ id }) => id === reciprocity)) {
      remarks.push(remarkOf('error', [...path, 'reciprocity'], 'unknown-table', reciprocity));
    }
  }
  return remarks;
};
