import { namesIn, thresholdIn } from '#definitions/asked.ts';
import { formatIn } from '#definitions/format.ts';
import { words } from '#definitions/words.ts';
import type { Criterion } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { changeWords } from './words.ts';

/** Who or what counts for a criterion, where it names any. */
export const whatCounts = (criterion: Criterion, vocabulary: Vocabulary, language: Language): string =>
  formatIn(language).or(namesIn(criterion, { language, vocabulary }));

/** What a criterion asks and `other` does not ask just so: its threshold, what counts, how well and how recently shown. */
export const askedBeside = (
  criterion: Criterion,
  other: Criterion | undefined,
  vocabulary: Vocabulary,
  language: Language,
): string => {
  const parts = (one: Criterion) => [
    'cmp' in one ? thresholdIn(one, language) : '',
    whatCounts(one, vocabulary, language),
    words[language].assurance[one.assurance],
    one.maxAgeMonths === undefined && !other ? '' : changeWords[language].age(one.maxAgeMonths),
  ];
  const others = other && parts(other);
  return parts(criterion)
    .filter((part, index) => part !== '' && (!others || part !== others[index]))
    .join(' · ');
};
