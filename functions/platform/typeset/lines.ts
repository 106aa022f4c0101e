import LineBreaker from 'linebreak';
import type { Styled } from './fonts.ts';
import { type Line, setLine } from './shape.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });
/** Scripts that write no space between words: a dictionary tells where one ends. */
const unspaced = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Where a line may end: after UAX #14, less the places within a word of Chinese or Japanese, and with those between the words
 * of the scripts that it leaves to dictionaries.
 */
export const breaksOf = (text: string): number[] => {
  const found = new Set<number>([text.length]);
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) found.add(next.position);
  for (const { index, segment } of words.segment(text)) {
    if (index > 0 && unspaced.test(segment) && unspaced.test(text.slice(0, index).at(-1) ?? '')) found.add(index);
    if (eastAsian.test(segment)) for (let at = index + 1; at < index + segment.length; at++) found.delete(at);
  }
  return [...found].sort((a, b) => a - b);
};

type Setter = (from: number, to: number) => Line;
/** Sets parts of a text, each once, without the space at their end. */
const setterOf = (styled: Styled): Setter => {
  const set = new Map<string, Line>();
  return (from, to) => {
    const end = from + styled.text.slice(from, to).trimEnd().length;
    const key = `${from}-${end}`;
    const line = set.get(key) ?? setLine(styled, from, end);
    set.set(key, line);
    return line;
  };
};

/** The last place up to which a line is no wider than `width`: the wider the part, the wider its line. */
const furthest = (set: Setter, from: number, places: readonly number[], width: number): number | undefined => {
  const after = places.filter((place) => place > from);
  let [low, high] = [0, after.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set(from, after[middle]!).width <= width) low = middle + 1;
    else high = middle;
  }
  return after[low - 1];
};

type Places = { words: readonly number[]; letters: readonly number[] };
/** Breaks a text into lines no wider than `width` for a size of 1; a word that is wider alone is cut between letters. */
const fill = (text: string, set: Setter, places: Places, width: number): { lines: Line[]; cut: boolean } => {
  const lines: Line[] = [];
  let cut = false;
  for (let from = 0; from < text.length; ) {
    let to = furthest(set, from, places.words, width);
    if (to === undefined) {
      cut = true;
      to = furthest(set, from, places.letters, width) ?? places.letters.find((end) => end > from) ?? text.length;
    }
    lines.push(set(from, to));
    while (text[to] === ' ') to++;
    from = to;
  }
  return { lines, cut };
};

/** Lines under one another, each `leading` points below the one before, the first with its baseline at `ascent` points. */
export type Block = { lines: Line[]; size: number; ascent: number; leading: number; height: number };
const blockOf = (lines: Line[], size: number): Block => {
  const ascent = Math.max(...lines.map((line) => line.ascent)) * size;
  const leading = ascent + Math.max(...lines.map((line) => line.descent)) * size;
  return { lines, size, ascent, leading, height: lines.length * leading };
};

/**
 * Sets a text in a box, as large as its words allow: a size that takes fewer lines wins while it is at least two thirds of
 * the largest. When a word must be cut, or nothing fits, the text becomes as small as it must. Lines are about equally long.
 */
export const fitInBox = (styled: Styled, width: number, height: number, sizes: readonly number[]): Block => {
  const { text } = styled;
  const set = setterOf(styled);
  const letters = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
  const places = { words: breaksOf(text), letters };
  const at = (size: number) => {
    const { lines, cut } = fill(text, set, places, width / size);
    const block = blockOf(lines, size);
    return { block, cut, fits: block.height <= height };
  };
  const fitting = sizes.map(at).filter(({ fits }) => fits);
  const whole = fitting.filter(({ cut }) => !cut);
  const largest = whole[0]?.block.size ?? 0;
  let best = whole
    .filter(({ block }) => block.size >= largest * 0.66)
    .reduce<(typeof whole)[number] | undefined>(
      (least, one) => (least && least.block.lines.length <= one.block.lines.length ? least : one),
      undefined,
    );
  best ??= fitting[0];
  for (let size = (sizes.at(-1) ?? 8) * 0.85; !best; size *= 0.85) {
    const smaller = at(size);
    if (smaller.fits) best = smaller;
  }
  const { lines, size } = best.block;
  let balanced = lines;
  // The narrowest measure that takes as many lines.
  let [low, high] = [0, width / size];
  for (let step = 0; step < 10 && lines.length > 1 && !best.cut; step++) {
    const middle = (low + high) / 2;
    const narrower = fill(text, set, places, middle);
    if (narrower.lines.length === lines.length && !narrower.cut) {
      balanced = narrower.lines;
      high = middle;
    } else low = middle;
  }
  return blockOf(balanced, size);
};
