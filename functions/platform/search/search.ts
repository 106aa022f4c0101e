import { countsIn, type Match, matchWord } from './match.ts';
import { fieldBits, keyOf, type SearchDocument, type SearchIndex, textsOf } from './search-index.ts';
import { type Reason, reasonsFor } from './why.ts';
import { isSmall, withoutLegalEnd, wordsOf } from './words.ts';

export type Query<Field extends string = string, Facet extends string = string> = {
  /** What was typed; several texts, each perhaps for some fields only, must all be found. */
  texts: readonly { text: string; fields?: readonly Field[] }[];
  /** Of each facet one of the values. */
  where?: Readonly<Partial<Record<Facet, readonly string[]>>>;
  /** Whose alphabet names are sorted by where nothing else decides. */
  language: string;
  sort?: 'relevance' | 'name';
  from?: number;
  size: number;
  /** Share of the words that a looser answer must have, where nothing has them all: half, unless a person chooses from it. */
  least?: number;
};

export type Answer<Field extends string = string, Facet extends string = string> = {
  total: number;
  hits: { document: SearchDocument<Field, Facet>; why: Reason[] }[];
  /** How many are found with each value, under the other filters; the most frequent first. */
  facets: Partial<Record<Facet, [value: string, count: number][]>>;
  /** Found by the words if no filter were set. */
  unfiltered: number;
  /** Words that were read in another spelling. */
  corrected: { typed: string; read: string }[];
  /** Nothing has all the words: what is shown has all but these. */
  without: string[];
};

type Term = Match & { word: string; fields: readonly string[] | undefined };
/** A bit for each word: more words than a query may have. */
const mostWords = 30;

const bits = (mask: number): number => {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
};

/** The words that are looked for: small words and a legal form at the end count only where there is nothing else. */
const askedWords = (text: string): string[] => {
  const words = wordsOf(text);
  const telling = withoutLegalEnd(words).filter(({ word }) => !isSmall(word));
  const asked = (telling.length > 0 ? telling : words).map(({ word }) => word);
  // What holds no word is found nowhere, rather than everywhere.
  return asked.length > 0 ? [...new Set(asked)] : [text.trim()];
};

const termsOf = (index: SearchIndex, query: Query): { terms: Term[]; corrected: Answer['corrected'] } => {
  const corrected: Answer['corrected'] = [];
  const terms: Term[] = [];
  for (const { text, fields } of query.texts) {
    const counts = countsIn(index, fields);
    const words = askedWords(text);
    const matched = new Map<string, Match>();
    const match = (word: string): Match => {
      const known = matched.get(word) ?? matchWord(index, word, counts);
      matched.set(word, known);
      return known;
    };
    for (let at = 0; at < words.length && terms.length < mostWords; at++) {
      const word = words[at]!;
      const next = words[at + 1];
      let found = { ...match(word), word, fields };
      const poor = ({ lists }: Match) => lists.every(({ by }) => by === 'spelling');
      // Two words that are nowhere may be one that is: « soleil levant » and a firm called Soleillevant.
      if (next && (poor(found) || poor(match(next)))) {
        const joined = match(`${word}${next}`);
        if (joined.lists.some(({ by }) => by === 'written')) {
          found = { ...joined, word: `${word}${next}`, fields };
          corrected.push({ typed: `${word} ${next}`, read: `${word}${next}` });
          at++;
        }
      }
      if (found.near[0]) corrected.push({ typed: word, read: found.near[0] });
      terms.push(found);
    }
  }
  return { terms, corrected };
};

/** Which words each document has, one bit a word, and what that is worth. */
const weigh = (index: SearchIndex, terms: readonly Term[]) => {
  const { length } = index.documents;
  const masks = new Int32Array(length);
  const scores = new Float64Array(length);
  const best = new Float32Array(length);
  terms.forEach(({ lists, fields }, at) => {
    const counts = countsIn(index, fields);
    const touched: number[] = [];
    for (const { postings, worth } of lists)
      for (const entry of postings) {
        if (!counts(entry)) continue;
        const number = Math.floor(entry / fieldBits);
        const score = index.weights[entry % fieldBits]! * worth;
        if (best[number] === 0) touched.push(number);
        if (score > best[number]!) best[number] = score;
      }
    const rarity = Math.log(1 + index.size / Math.max(1, touched.length));
    for (const number of touched) {
      masks[number]! |= 1 << at;
      scores[number]! += best[number]! * rarity;
      best[number] = 0;
    }
  });
  return { masks, scores };
};

const wholeName = 1e6;

/** A text that says just what was typed comes before one that also says it, and a name before all. */
const addWholes = (index: SearchIndex, query: Query, scores: Float64Array): void => {
  for (const { text, fields } of query.texts) {
    const words = wordsOf(text);
    if (words.length === 0) continue;
    const exact = words.map(({ word }) => word).join(' ');
    const counts = countsIn(index, fields);
    for (const entry of [...(index.wholes.get(keyOf(words, index.canon)) ?? [])].flat()) {
      if (!counts(entry)) continue;
      const number = Math.floor(entry / fieldBits);
      const name = index.fieldNames[entry % fieldBits]!;
      if (!index.rules.fields[name]!.name) {
        scores[number]! += 4 * index.weights[entry % fieldBits]!;
        continue;
      }
      const values = index.documents[number]!.fields[name] ?? [];
      const same = values.some((value) =>
        textsOf(value).some(
          (one) =>
            index
              .analyse(one)
              .words.map(({ word }) => word)
              .join(' ') === exact,
        ),
      );
      scores[number]! += same ? 2 * wholeName : wholeName;
    }
  }
};

/** What a document is worth by texts that say just one of the words: « peinture » in « peinture industrielle ». */
const wordsAlone = (index: SearchIndex, terms: readonly Term[]): Map<number, number> => {
  const worth = new Map<number, number>();
  for (const { word, fields } of terms) {
    const counts = countsIn(index, fields);
    for (const entry of [...(index.wholes.get(index.canon(word)) ?? [])].flat()) {
      const number = Math.floor(entry / fieldBits);
      if (counts(entry)) worth.set(number, (worth.get(number) ?? 0) + 8 * index.weights[entry % fieldBits]!);
    }
  }
  return worth;
};

/** The set of words that is looked for: all, or, where nothing has all, those of the best of what has the most. */
const wantedOf = (
  { masks, scores }: { masks: Int32Array; scores: Float64Array },
  passes: (number: number) => boolean,
  terms: readonly Term[],
  index: SearchIndex,
  least: number,
): number => {
  const all = terms.length === 0 ? 0 : 2 ** terms.length - 1;
  const best = new Map<number, number>();
  let alone: Map<number, number> | undefined;
  for (let number = 0; number < masks.length; number++) {
    const mask = masks[number]!;
    if (mask === 0 || !index.documents[number] || !passes(number)) continue;
    if (mask === all) return all;
    alone ??= wordsAlone(index, terms);
    const score = scores[number]! + (alone.get(number) ?? 0);
    if (score > (best.get(mask) ?? 0)) best.set(mask, score);
  }
  const [first] = [...best]
    .filter(([mask]) => bits(mask) >= terms.length * least)
    .sort(([a, x], [b, y]) => bits(b) - bits(a) || y - x || b - a);
  for (const [number, worth] of alone ?? []) scores[number]! += worth;
  return first?.[0] ?? all;
};

/** Whom a filter leaves out: how many of its facets a document fails, and the last of them. */
const filterOf = (index: SearchIndex, where: Query['where'] = {}) => {
  const wanted = Object.entries(where).flatMap(([facet, values]) => {
    const column = index.facets.get(facet);
    if (!column || !values || values.length === 0) return [];
    return [{ facet, rows: column.rows, numbers: new Set(values.map((value) => column.numbers.get(value) ?? -1)) }];
  });
  return (number: number): { failed: number; facet: string | undefined } => {
    let failed = 0;
    let which: string | undefined;
    for (const { facet, rows, numbers } of wanted)
      if (!rows[number]!.some((value) => numbers.has(value))) {
        failed++;
        which = facet;
      }
    return { failed, facet: which };
  };
};

const countFacets = (index: SearchIndex) => {
  const columns = [...index.facets].map(([facet, { values, rows }]) => ({
    facet,
    values,
    rows,
    counts: new Uint32Array(values.length),
  }));
  return {
    add: (number: number, only: string | undefined) => {
      for (const { facet, rows, counts } of columns)
        if (only === undefined || only === facet) for (const value of rows[number]!) counts[value]!++;
    },
    read: (): Record<string, [string, number][]> =>
      Object.fromEntries(
        columns.map(({ facet, values, counts }) => [
          facet,
          values
            .map((value, at): [string, number] => [value, counts[at]!])
            .filter(([, count]) => count > 0)
            .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
        ]),
      ),
  };
};

/** The best of many, in order, without sorting them all. */
const bestOf = (found: readonly number[], keys: Float64Array, first: number, size: number): number[] => {
  if (found.length <= first) return [];
  const sorted = Float64Array.from(found, (number) => keys[number]!).sort();
  const least = sorted[Math.max(0, sorted.length - first - size)]!;
  return found
    .filter((number) => keys[number]! >= least)
    .sort((a, b) => keys[b]! - keys[a]!)
    .slice(first, first + size);
};

/**
 * What is found: every word must be, in any field, in whatever form; where nothing has them all, the fewest are left out,
 * and named. Each hit says why it is one.
 */
export const search = <Field extends string, Facet extends string>(
  index: SearchIndex<Field, Facet>,
  query: Query<Field, Facet>,
): Answer<Field, Facet> => {
  const plain = index as unknown as SearchIndex;
  const { terms, corrected } = termsOf(plain, query as Query);
  const weighed = weigh(plain, terms);
  const { masks, scores } = weighed;
  addWholes(plain, query as Query, scores);
  const filter = filterOf(plain, query.where);
  const wanted = wantedOf(weighed, (number) => filter(number).failed === 0, terms, plain, query.least ?? 0.5);
  const facets = countFacets(plain);
  const found: number[] = [];
  let unfiltered = 0;
  for (let number = 0; number < masks.length; number++) {
    if ((masks[number]! & wanted) !== wanted || !plain.documents[number]) continue;
    unfiltered++;
    const { failed, facet } = filter(number);
    if (failed === 0) found.push(number);
    if (failed < 2) facets.add(number, facet);
  }
  const ranks = plain.byName(query.language);
  const keys = new Float64Array(masks.length);
  const relevant = query.sort !== 'name' && terms.length > 0;
  // The score first, then the name: one number, each of them another.
  for (const number of found)
    keys[number] = (relevant ? Math.round(scores[number]! * 100) * 2 ** 21 : 0) - ranks[number]!;
  const shown = bestOf(found, keys, query.from ?? 0, query.size);
  const kept = terms.filter((_, at) => wanted & (1 << at));
  return {
    total: found.length,
    hits: shown.map((number) => {
      const document = index.documents[number]!;
      return { document, why: reasonsFor(plain, document as SearchDocument, kept) };
    }),
    facets: facets.read() as Answer<Field, Facet>['facets'],
    unfiltered,
    corrected: corrected.filter(({ typed }) => kept.some(({ word, near }) => near.length === 0 || word === typed)),
    without: terms.filter((_, at) => !(wanted & (1 << at))).map(({ word }) => word),
  };
};
