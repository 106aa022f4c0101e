import type { Criterion } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { CriterionOf } from './finding.ts';
import { formatIn } from './format.ts';
import { townName } from './towns.ts';
import { words } from './words.ts';

export interface Reader {
  language: Language;
  vocabulary: Vocabulary;
}

/** The vocabulary's word for a name; the name itself where it has none. */
export const nameOf = ({ language, vocabulary }: Reader, kind: keyof Vocabulary, slug: string): string =>
  (Object.hasOwn(vocabulary[kind], slug) ? vocabulary[kind][slug]?.[language] : undefined) ?? slug;

/** `CA-QC-montreal` → "Montréal (Québec)". */
export const regionName = (region: string, language: Language): string => {
  const [, province, ...place] = region.split('-');
  if (province === undefined) return 'Canada';
  const name = words[language].provinces[province] ?? province;
  if (place.length === 0) return name;
  return `${townName(province, place.join('-'))} (${name})`;
};

/** Whom or what a criterion names, in words; nothing where it names none. */
export const namesIn = (criterion: Criterion, who: Reader): string[] => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
    case 'control':
      return criterion.groups.map((one) => nameOf(who, 'groups', one));
    case 'certification':
      return criterion.anyOf.map((one) => nameOf(who, 'certifications', one));
    case 'legalForm':
      return criterion.anyOf.map((one) => words[who.language].legalForm[one]);
    case 'region':
      return criterion.anyOf.map((one) => regionName(one, who.language));
    case 'measure':
    case 'flag':
      return [];
  }
};

/** A value of what a criterion measures: dollars, or a number. */
export const amountIn = (c: CriterionOf<'measure'>, value: number, language: Language): string =>
  c.measure === 'revenueCad' ? formatIn(language).money(value) : formatIn(language).number(value);

type Threshold = CriterionOf<'ownership'> | CriterionOf<'workforce'> | CriterionOf<'measure'>;
/** "at least 51%" */
export const thresholdIn = (c: Threshold, language: Language): string =>
  words[language].comparison[c.cmp](
    c.kind === 'measure' ? amountIn(c, c.value, language) : formatIn(language).percent(c.bp),
  );

/**
 * What a criterion asks, said from the rule alone, whatever its name says: "Share owned (Women or Black persons): at least
 * 51%". How well it must be shown is said apart.
 */
export const askedIn = (c: Criterion, reader: Reader): string => {
  const { language } = reader;
  const w = words[language];
  const names = formatIn(language).or(namesIn(c, reader));
  const subject = (): string => {
    switch (c.kind) {
      case 'ownership':
      case 'workforce':
        return `${w.share[c.kind](names)}${c.groups.length > 1 ? w.combine[c.combine] : ''}${w.colon}${thresholdIn(c, language)}`;
      case 'control':
        return w.control[c.aspect](names);
      case 'certification':
        return w.certification + w.colon + names;
      case 'legalForm':
        return w.form + w.colon + names;
      case 'region':
        return w.region[c.scope](names);
      case 'measure':
        return w.measure[c.measure] + w.colon + thresholdIn(c, language);
      case 'flag':
        return nameOf(reader, 'flags', c.flag);
    }
  };
  return c.maxAgeMonths === undefined ? subject() : `${subject()} (${w.atMostOld(c.maxAgeMonths)})`;
};
