import type { Definition } from '#schemas/definition.ts';
import type { Facts, Known } from '#schemas/facts.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { nameOf, regionName } from '../asked.ts';
import { type Format, formatIn } from '../format.ts';
import { type Words, words } from '../words.ts';
import type { Comparison, Example } from './compare.ts';
import { type CompareWords, compareWords } from './words.ts';

/** An example told in both languages: who it is, what is known of it line by line, what each definition says. */
export interface ToldExample {
  title: Bilingual;
  facts: Bilingual[];
  outcomes: Bilingual[];
}

/** A comparison told in plain French and English. */
export interface ToldComparison {
  relation: Bilingual;
  /** Which suppliers "every" means. */
  reading: Bilingual;
  /** Definitions that no supplier can meet. */
  never: Bilingual[];
  examples: ToldExample[];
}

interface Speaker {
  w: Words;
  c: CompareWords;
  f: Format;
  language: Language;
  vocabulary: Vocabulary;
  at: string;
}

/** `comparison` is what `compare(a, b)` found. */
export const describe = (
  comparison: Comparison,
  a: Definition,
  b: Definition,
  vocabulary: Vocabulary,
): ToldComparison => {
  const { at, reading, relation, satisfiable, onlyA, onlyB, both } = comparison;
  const speaker = (language: Language): Speaker => ({
    w: words[language],
    c: compareWords[language],
    f: formatIn(language),
    language,
    vocabulary,
    at,
  });
  const [en, fr] = [speaker('en'), speaker('fr')];
  const say = (tell: (s: Speaker, a: string, b: string) => string): Bilingual => {
    const inLanguage = (s: Speaker) => tell(s, s.c.quoted(a.label[s.language]), s.c.quoted(b.label[s.language]));
    return { fr: inLanguage(fr), en: inLanguage(en) };
  };
  const told = (example: Example | null, title: (s: Speaker, a: string, b: string) => string): ToldExample[] => {
    if (!example) return [];
    const english = profileSaid(en, example.facts);
    return [
      {
        title: say(title),
        facts: profileSaid(fr, example.facts).map((line, i) => ({ fr: line, en: english[i]! })),
        outcomes: [
          say(({ c }, first) => c.outcome[example.a](first)),
          say(({ c }, _, second) => c.outcome[example.b](second)),
        ],
      },
    ];
  };
  return {
    relation: say(({ c }, first, second) => c.relation[relation](first, second)),
    reading: say(({ c }) => c.reading[reading]),
    never: [
      ...(satisfiable.a === 'no' ? [say(({ c }, first) => c.never(first))] : []),
      ...(satisfiable.b === 'no' ? [say(({ c }, _, second) => c.never(second))] : []),
    ],
    examples: [
      ...told(onlyA, ({ c }, first, second) => c.only(first, second)),
      ...told(onlyB, ({ c }, first, second) => c.only(second, first)),
      ...told(both, ({ c }, first, second) => c.both(first, second)),
    ],
  };
};

/** What is known of a supplier, a line for each fact, in one order for both languages. */
const profileSaid = (s: Speaker, facts: Facts): string[] => {
  const { w, c, f } = s;
  const known = (fact: Known<unknown>): string =>
    ` (${w.assurance[fact.level]}${fact.since === s.at ? '' : `, ${c.since(f.date(fact.since))}`})`;
  const named = (
    subject: (name: string) => string,
    record: Readonly<Record<string, Known<unknown>>>,
    kind: keyof Vocabulary,
    told: (value: unknown) => string,
  ) =>
    Object.entries(record).map(
      ([name, fact]) => subject(nameOf(s, kind, name)) + w.colon + told(fact.value) + known(fact),
    );
  const yesNo = (value: unknown) => (value === true ? w.yes : w.no);

  const lines = [
    ...facts.owners.map(({ bp, groups }) => {
      const belonging = Object.entries(groups).map(
        ([group, fact]) => c.ofGroup(nameOf(s, 'groups', group), fact.value) + known(fact),
      );
      return [c.owner(f.percent(bp)), ...belonging].join(', ');
    }),
    ...named(w.control.managed, facts.managed, 'groups', yesNo),
    ...named(w.control.controlled, facts.controlled, 'groups', yesNo),
    ...named(w.share.workforce, facts.workforce, 'groups', (value) => f.percent(Number(value))),
    ...named(
      (name) => `${w.certification}${w.colon}${name}`,
      facts.certifications,
      'certifications',
      (value) => (value === true ? w.held : w.notListed),
    ),
    ...(facts.legalForm ? [w.form + w.colon + w.legalForm[facts.legalForm.value] + known(facts.legalForm)] : []),
    ...facts.places.map((place) => {
      const { region, head } = place.value;
      return c.place + w.colon + whereabouts(s, region) + (head ? `, ${w.headOffice}` : '') + known(place);
    }),
    ...(facts.placesComplete ? [c.allPlaces + known(facts.placesComplete)] : []),
    ...(facts.employees
      ? [w.measure.employees + w.colon + f.number(facts.employees.value) + known(facts.employees)]
      : []),
    ...(facts.revenueCad
      ? [w.measure.revenueCad + w.colon + f.money(facts.revenueCad.value) + known(facts.revenueCad)]
      : []),
    ...(facts.foundedOn ? [c.founded(f.date(facts.foundedOn.value)) + known(facts.foundedOn)] : []),
    ...named((name) => name, facts.flags, 'flags', yesNo),
  ];
  return lines.length === 0 ? [c.nothing] : lines;
};

/** `CA-ON-elsewhere` is how an example says "in Ontario, in none of the places that the definitions name". */
const whereabouts = ({ c, language }: Speaker, region: string): string => {
  const [, province, elsewhere] = region.split('-');
  return elsewhere === 'elsewhere' ? c.outside(regionName(`CA-${province}`, language)) : regionName(region, language);
};
