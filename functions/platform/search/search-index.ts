import { lettersOf } from './distance.ts';
import { fold } from './fold.ts';
import { stem } from './stem.ts';
import { isSmall, type Word, withoutLegalEnd, wordsOf } from './words.ts';

/**
 * What stands in a field. `of` is what its texts stand for, where a reader is shown that instead. Texts that many documents
 * have in common are given as the same object: it is read once, and costs each document one number.
 */
export type Value = string | { of: string; texts: readonly string[] };

/** What is searched: texts in fields, values to filter and count by, and a name to sort by where nothing else decides. */
export type SearchDocument<Field extends string = string, Facet extends string = string> = {
  id: string;
  name: string;
  fields: Readonly<Partial<Record<Field, readonly Value[]>>>;
  facets?: Readonly<Partial<Record<Facet, readonly string[]>>>;
};

export type FieldRule = {
  /** What a word found here is worth, beside the other fields. */
  weight: number;
  /** A name: words written as one are found apart and the other way about, and its legal form at the end counts for nothing. */
  name?: boolean;
};

export type IndexRules<Field extends string = string, Facet extends string = string> = {
  /** At most 32. */
  fields: Readonly<Record<Field, FieldRule>>;
  facets?: readonly Facet[];
  /** Words that mean the same: each group is one word to the index. */
  synonyms?: readonly (readonly string[])[];
};

export const textsOf = (value: Value): readonly string[] => (typeof value === 'string' ? [value] : value.texts);

/** Documents and fields in which a word stands: `number * 32 + field`, each once, growing. */
export type Postings = number[];
export const fieldBits = 32;

/** What a text says apart from its forms: its words without small words and legal endings, stemmed, in order. */
export const keyOf = (words: readonly Word[], canon: (word: string) => string): string => {
  const told = withoutLegalEnd(words).filter(({ word }) => !isSmall(word));
  return (told.length > 0 ? told : words).map(({ word }) => canon(word)).join(' ');
};

const none: Postings[] = [];

/** Where a word stands: in texts of documents themselves, and in texts that documents have in common. */
export class Places {
  readonly own: Postings = [];
  common: Postings[] = none;

  *[Symbol.iterator](): Generator<Postings> {
    yield this.own;
    yield* this.common;
  }

  get size(): number {
    return this.common.reduce((sum, { length }) => sum + length, this.own.length);
  }

  some(test: (entry: number) => boolean): boolean {
    return this.own.some(test) || this.common.some((list) => list.some(test));
  }
}

const push = (list: Postings, entry: number): void => {
  if (list.at(-1) !== entry) list.push(entry);
};

const placesIn = (map: Map<string, Places>, key: string): Places => {
  let places = map.get(key);
  if (!places) {
    places = new Places();
    map.set(key, places);
  }
  return places;
};

export type Analysed = { words: readonly Word[]; key: string };
const mostAnalysed = 20_000;

export type Vocabulary = { sorted: string[]; byLength: [word: string, letters: number][][] };

/** Values of one facet, as small numbers. */
type FacetColumn = { values: string[]; numbers: Map<string, number>; rows: (readonly number[])[] };
const nothing: readonly number[] = [];

/**
 * An inverted index in memory. A document that is put again, or removed, leaves its old entries behind: they count for
 * nothing, and go when the index is made anew.
 */
export class SearchIndex<Field extends string = string, Facet extends string = string> {
  readonly fieldNames: readonly Field[];
  readonly weights: readonly number[];
  readonly surfaces = new Map<string, Places>();
  /** Places of words by their stem, where it is another than the word. */
  readonly stems = new Map<string, Places>();
  /** Whole values, by what they say. */
  readonly wholes = new Map<string, Places>();
  readonly facets = new Map<Facet, FacetColumn>();
  readonly documents: (SearchDocument<Field, Facet> | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly canonical = new Map<string, string>();
  private readonly ranks = new Map<string, Int32Array>();
  private words: Vocabulary | undefined;
  /** Documents that have a value in common, by the field it stands in. */
  private readonly shared = new Map<Field, WeakMap<object, Postings>>();
  private readonly analysed = new Map<string, Analysed>();

  readonly rules: IndexRules<Field, Facet>;

  constructor(rules: IndexRules<Field, Facet>, documents: Iterable<SearchDocument<Field, Facet>> = []) {
    this.rules = rules;
    this.fieldNames = Object.keys(rules.fields) as Field[];
    this.weights = this.fieldNames.map((field) => rules.fields[field].weight);
    for (const facet of rules.facets ?? []) this.facets.set(facet, { values: [], numbers: new Map(), rows: [] });
    for (const group of rules.synonyms ?? []) {
      const [first] = group;
      for (const word of group) this.canonical.set(stem(fold(word)), stem(fold(first ?? word)));
    }
    for (const document of documents) this.put(document);
  }

  get size(): number {
    return this.numbers.size;
  }

  /** Share of what is stored that counts for nothing any more. */
  get waste(): number {
    return this.documents.length === 0 ? 0 : 1 - this.numbers.size / this.documents.length;
  }

  /** The stem of a word, or that of the word which stands for its synonyms. */
  canon = (word: string): string => {
    const short = stem(word);
    return this.canonical.get(short) ?? short;
  };

  put(document: SearchDocument<Field, Facet>): void {
    this.remove(document.id);
    const number = this.documents.length;
    this.documents.push(document);
    this.numbers.set(document.id, number);
    this.ranks.clear();
    this.fieldNames.forEach((name, field) => {
      const entry = number * fieldBits + field;
      for (const value of document.fields[name] ?? []) {
        if (typeof value === 'string') this.read(value, name, (places) => push(places.own, entry));
        else push(this.documentsWith(value, name), entry);
      }
    });
    for (const [facet, column] of this.facets) {
      const values = document.facets?.[facet];
      column.rows.push(values ? [...new Set(values)].map((value) => numberIn(column, value)) : nothing);
    }
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.documents[number] = undefined;
    this.numbers.delete(id);
    this.ranks.clear();
  }

  /** The words of a text and what it says; the same texts stand in many documents. */
  analyse(text: string): Analysed {
    const known = this.analysed.get(text);
    if (known) return known;
    const words = wordsOf(text);
    const analysed = { words, key: keyOf(words, this.canon) };
    if (this.analysed.size >= mostAnalysed) this.analysed.clear();
    this.analysed.set(text, analysed);
    return analysed;
  }

  /** The documents that have a value; its texts are read when it is met first. */
  private documentsWith(value: Exclude<Value, string>, field: Field): Postings {
    const known = this.shared.get(field) ?? new WeakMap<object, Postings>();
    this.shared.set(field, known);
    let documents = known.get(value);
    if (!documents) {
      documents = [];
      known.set(value, documents);
      const list = documents;
      const add = (places: Places) => {
        if (!places.common.includes(list)) places.common = [...places.common, list];
      };
      for (const text of value.texts) this.read(text, field, add);
    }
    return documents;
  }

  private read(text: string, field: Field, place: (places: Places) => void): void {
    const { words, key } = this.analyse(text);
    const add = (word: string) => {
      if (!this.surfaces.has(word)) this.words = undefined;
      place(placesIn(this.surfaces, word));
    };
    words.forEach(({ word, further }, index) => {
      add(word);
      const canon = this.canon(word);
      if (canon !== word) place(placesIn(this.stems, canon));
      for (const one of further) add(one);
      const next = words[index + 1];
      if (this.rules.fields[field].name && next && `${word}${next.word}`.length > 4) add(`${word}${next.word}`);
    });
    if (words.length > 0) place(placesIn(this.wholes, key));
  }

  /** Every word, in order; those that may be misspelled also by their length, with their letters. */
  vocabulary(): Vocabulary {
    if (!this.words) {
      const sorted = [...this.surfaces.keys()].sort();
      const byLength: [string, number][][] = [];
      for (const word of sorted) {
        if (/[\d@.]/.test(word)) continue;
        byLength[word.length] ??= [];
        byLength[word.length]!.push([word, lettersOf(word)]);
      }
      this.words = { sorted, byLength };
    }
    return this.words;
  }

  /** The place of each document when all are sorted by name, as a language sorts. */
  byName(language: string): Int32Array {
    const known = this.ranks.get(language);
    if (known) return known;
    const { compare } = new Intl.Collator(language, { numeric: true });
    const order = this.documents.flatMap((document, number) => (document ? [{ number, document }] : []));
    order.sort((a, b) => compare(a.document.name, b.document.name) || (a.document.id < b.document.id ? -1 : 1));
    const ranks = new Int32Array(this.documents.length);
    order.forEach(({ number }, place) => {
      ranks[number] = place;
    });
    this.ranks.set(language, ranks);
    return ranks;
  }
}

const numberIn = (column: FacetColumn, value: string): number => {
  const known = column.numbers.get(value);
  if (known !== undefined) return known;
  column.numbers.set(value, column.values.length);
  return column.values.push(value) - 1;
};
