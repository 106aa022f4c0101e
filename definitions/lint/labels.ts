import type { Criterion, Definition } from '#schemas/definition.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { Remark } from '#schemas/remark.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { thresholdIn } from '../asked.ts';
import type { CriterionOf } from '../finding.ts';
import { criteriaOf } from '../rules.ts';
import { words } from '../words.ts';
import { amountsStated, type Stated, sharesStated } from './label-numbers.ts';
import type { Path } from './remarks.ts';

const languages: readonly Language[] = ['fr', 'en'];
type Share = CriterionOf<'ownership'> | CriterionOf<'workforce'>;
const isShare = (criterion: Criterion): criterion is Share =>
  criterion.kind === 'ownership' || criterion.kind === 'workforce';

/** Whether a number in a name is what a threshold asks: from `least` on, or, where it is excluded, below it. */
const fits = (stated: Stated, { least, value }: { least: number; value: number }, negated: boolean): boolean => {
  const within = (number: number) => number >= stated.from && number <= stated.to;
  switch (stated.comparison) {
    case undefined:
      return within(value) || (stated.to > stated.from && within(least));
    case '>=':
      return within(least);
    case '>':
      return within(least - 1);
    case '<':
      return negated && within(least);
    case '<=':
      return negated && within(least - 1);
  }
};

const fitsShare = (stated: Stated, { cmp, bp }: Share, negated: boolean): boolean =>
  fits(stated, { least: cmp === '>=' ? bp : bp + 1, value: bp }, negated);

const fitsMeasure = (stated: Stated, { cmp, value }: CriterionOf<'measure'>, negated: boolean): boolean => {
  const most = cmp === '<=' || cmp === '<';
  // What asks for at most is what excludes more: 100 or more is excluded where fewer than 100 are asked for.
  const least = cmp === '>=' || cmp === '<' ? value : value + 1;
  if (stated.comparison === undefined) return stated.from === value;
  const says = stated.comparison === '<=' || stated.comparison === '<';
  const flipped = fits(stated, { least, value }, true);
  return flipped && says === (most !== negated);
};

/** As it is said: with the comparison, where there is one. */
const quoted = ({ text, comparison }: Stated, language: Language): string =>
  comparison ? words[language].comparison[comparison](text) : text;

/** Numbers in one language's name of a criterion that its rule does not ask, as they are said there. */
const strangersIn = (criterion: Criterion, language: Language, vocabulary: Vocabulary, negated: boolean): string[] => {
  const label = criterion.label[language];
  const shares = sharesStated(label, language);
  const strange = (): Stated[] => {
    if (isShare(criterion)) return shares.filter((one) => !fitsShare(one, criterion, negated));
    const percents = shares.filter(({ inWords }) => !inWords);
    if (criterion.kind === 'measure')
      return [
        ...percents,
        ...amountsStated(label, language, criterion.measure).filter((one) => !fitsMeasure(one, criterion, negated)),
      ];
    if (criterion.kind !== 'flag') return percents;
    const word = Object.hasOwn(vocabulary.flags, criterion.flag) ? vocabulary.flags[criterion.flag] : undefined;
    const own = sharesStated(word?.[language] ?? '', language);
    return percents.filter(({ from }) => !own.some((one) => one.from === from));
  };
  return strange().map((one) => quoted(one, language));
};

/** What is asked, in both languages; nothing for a criterion without a number. */
const askedBy = (criterion: Criterion): Bilingual | undefined =>
  'cmp' in criterion ? { fr: thresholdIn(criterion, 'fr'), en: thresholdIn(criterion, 'en') } : undefined;

const remark = (path: Path, code: string, message: Bilingual): Remark => ({
  severity: 'error',
  path: path.map(String).join('.'),
  code,
  message,
});

/** A name with a number that is not the rule's would have a definition say one thing and ask another. */
export const labelRemarks = (criterion: Criterion, path: Path, vocabulary: Vocabulary, negated = false): Remark[] => {
  const asked = askedBy(criterion);
  return languages.flatMap((language) =>
    strangersIn(criterion, language, vocabulary, negated).map((stated) =>
      remark([...path, 'label', language], 'label-number', {
        fr: `Le nom du critère « ${criterion.id} » dit « ${stated} », mais la règle ${
          asked ? `demande ${asked.fr}` : 'de ce critère ne demande aucune part'
        }.`,
        en: `The name of the criterion “${criterion.id}” says “${stated}”, but its rule asks ${
          asked ? `for ${asked.en}` : 'for no share'
        }.`,
      }),
    ),
  );
};

/** The same of the name of the definition: a share in it must be one that some criterion asks. */
export const nameRemarks = ({ label, rule }: Pick<Definition, 'label' | 'rule'>): Remark[] => {
  const shares = criteriaOf(rule).filter(isShare);
  return languages.flatMap((language) =>
    sharesStated(label[language], language)
      .filter((stated) => !shares.some((one) => fitsShare(stated, one, false)))
      .map((stated) =>
        remark(['label', language], 'label-number', {
          fr: `Le nom de la définition dit « ${quoted(stated, language)} », mais aucun de ses critères ne le demande.`,
          en: `The name of the definition says “${quoted(stated, language)}”, but none of its criteria asks for that.`,
        }),
      ),
  );
};
