import { formatIn } from '#definitions/format.ts';
import { nameOf, regionName } from '#definitions/sentences.ts';
import { words } from '#definitions/words.ts';
import type { Criterion } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { changeWords } from './words.ts';

/** Who or what counts for a criterion, where it names any. */
export const whatCounts = (criterion: Criterion, vocabulary: Vocabulary, language: Language): string => {
  const names = (kind: keyof Vocabulary, all: readonly string[]) =>
    formatIn(language).or(all.map((one) => nameOf({ language, vocabulary }, kind, one)));
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
    case 'control':
      return names('groups', criterion.groups);
    case 'certification':
      return names('certifications', criterion.anyOf);
    case 'legalForm':
      return formatIn(language).or(criterion.anyOf.map((one) => words[language].legalForm[one]));
    case 'region':
      return formatIn(language).or(criterion.anyOf.map((one) => regionName(one, language)));
    case 'measure':
    case 'flag':
      return '';
  }
};

const threshold = (criterion: Criterion, language: Language): string => {
  if (!('cmp' in criterion)) return '';
  const f = formatIn(language);
  const value = () => {
    if (criterion.kind !== 'measure') return f.percent(criterion.bp);
    return criterion.measure === 'revenueCad' ? f.money(criterion.value) : f.number(criterion.value);
  };
  return words[language].comparison[criterion.cmp](value());
};

/** What a criterion asks and `other` does not ask just so: its threshold, what counts, how well and how recently shown. */
export const askedBeside = (
  criterion: Criterion,
  other: Criterion | undefined,
  vocabulary: Vocabulary,
  language: Language,
): string => {
  const parts = (one: Criterion) => [
    threshold(one, language),
    whatCounts(one, vocabulary, language),
    words[language].assurance[one.assurance],
    one.maxAgeMonths === undefined && !other ? '' : changeWords[language].age(one.maxAgeMonths),
  ];
  const others = other && parts(other);
  return parts(criterion)
    .filter((part, index) => part !== '' && (!others || part !== others[index]))
    .join(' · ');
};
