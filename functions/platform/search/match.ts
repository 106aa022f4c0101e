import { distance, lettersOf, mayBeNear, tolerance } from './distance.ts';
import { fieldBits, type Places, type Postings, type SearchIndex } from './search-index.ts';

/**
 * By which means a word is found: as it is written, in another form (plural, gender, synonym), as the start of a longer
 * word, or with letters changed. A looser means is tried only where no stricter one finds anything.
 */
export const means = ['written', 'form', 'start', 'spelling'] as const;
export type Means = (typeof means)[number];
const worth: Record<Means, number> = { written: 1, form: 0.85, start: 0.6, spelling: 0.5 };

/** Where a word of a query is found, each list with what it is worth; `near` are the spellings that were taken instead, the commonest first. */
export type Match = { lists: { postings: Postings; worth: number; by: Means }[]; near: readonly string[] };

const leastStart = 3;
const leastNumberStart = 4;
/** Longer lists of words that begin alike are cut: who typed so little means nothing in particular. */
const mostStarts = 2000;

const startsWith = (sorted: readonly string[], start: string): string[] => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; at < sorted.length && sorted[at]!.startsWith(start) && found.length < mostStarts; at++)
    found.push(sorted[at]!);
  return found;
};

/** The code without the levels that it leaves open: `90101600` means the whole class `901016`. */
const level = (code: string): string => (/^\d{8}$/.test(code) ? code.replace(/(?:00)+$/, '') : code);

/** Whether a posting belongs to a document that is still there, in one of the fields asked. */
export type Counts = (entry: number) => boolean;

export const countsIn = (index: SearchIndex, fields: readonly string[] | undefined): Counts => {
  const asked = index.fieldNames.map((name) => fields === undefined || fields.includes(name));
  return (entry) => asked[entry % fieldBits] === true && index.documents[Math.floor(entry / fieldBits)] !== undefined;
};

const spelledLike = (index: SearchIndex, word: string, counts: Counts): string[] => {
  const most = tolerance(word);
  if (most === 0) return [];
  const { byLength } = index.vocabulary();
  const letters = lettersOf(word);
  let [best, found]: [number, string[]] = [most, []];
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const [other, has] of byLength[length] ?? []) {
      if (!mayBeNear(letters, has, best)) continue;
      const apart = distance(word, other, best);
      if (apart > best || !index.surfaces.get(other)!.some(counts)) continue;
      if (apart < best) [best, found] = [apart, []];
      found.push(other);
    }
  return found;
};

/** Where a folded word is found. */
export const matchWord = (index: SearchIndex, word: string, counts: Counts): Match => {
  const { surfaces, stems } = index;
  const lists: Match['lists'] = [];
  const add = (by: Means, places: Places | undefined) => {
    for (const postings of places ?? []) if (postings.some(counts)) lists.push({ postings, worth: worth[by], by });
  };
  add('written', surfaces.get(word));
  if (/\d/.test(word)) {
    const start = level(word);
    if (start.length >= leastNumberStart)
      for (const one of startsWith(index.vocabulary().sorted, start)) if (one !== word) add('start', surfaces.get(one));
    return { lists, near: [] };
  }
  const addForms = (by: Means, one: string) => {
    const canon = index.canon(one);
    add(by, stems.get(canon));
    if (canon !== word) add(by, surfaces.get(canon));
  };
  addForms('form', word);
  if (lists.length > 0) return { lists, near: [] };
  if (word.length >= leastStart)
    for (const one of startsWith(index.vocabulary().sorted, word)) add('start', surfaces.get(one));
  if (lists.length > 0) return { lists, near: [] };
  const near = spelledLike(index, word, counts);
  // What is meant is a word in all its forms.
  for (const one of near) {
    add('spelling', surfaces.get(one));
    addForms('spelling', one);
  }
  const often = (one: string) => surfaces.get(one)?.size ?? 0;
  return { lists, near: near.toSorted((a, b) => often(b) - often(a) || (a < b ? -1 : 1)) };
};
