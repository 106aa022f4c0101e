import bidiFactory from 'bidi-js';
import { ClusterLevel, Direction, Buffer as ShapingBuffer, shape } from 'harfbuzzjs';
import type { OpenFont, Styled } from './fonts.ts';

/** Characters that are drawn together, and the pictures that show them; lengths in thousandths of the size. */
export type Letter = { text: string; advance: number; pictures: { id: number; x: number; y: number }[] };
/** Letters of one font, from left to right. */
export type Run = { font: OpenFont; rtl: boolean; letters: Letter[] };
/** A line in the order in which it is seen; lengths for a size of 1. */
export type Line = { text: string; runs: Run[]; width: number; ascent: number; descent: number; rtl: boolean };

// Its types describe the ES module, Node loads the other one.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/** Neighbours in reading order that one font draws in one direction. */
const logicalRuns = ({ text, stretches }: Styled, levels: Uint8Array, from: number, to: number) => {
  const runs: { start: number; end: number; level: number; font: OpenFont }[] = [];
  for (const { start, end, font } of stretches)
    for (let at = Math.max(start, from); at < Math.min(end, to); at++) {
      const level = levels[at] ?? 0;
      const last = runs.at(-1);
      if (last?.font === font && last.level === level && last.end === at) last.end = at + 1;
      else runs.push({ start: at, end: at + 1, level, font });
    }
  return { text, runs };
};

/** Rule L2 of the bidirectional algorithm, on runs. */
const inVisualOrder = <R extends { level: number }>(runs: R[]): R[] => {
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level--)
    for (let start = 0; start < runs.length; start++) {
      let end = start;
      while (end < runs.length && runs[end]!.level >= level) end++;
      if (end > start + 1) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  return runs;
};

/** What a picture looks like: from right to left « ( » is drawn as « ) », and readers of a document turn it back. */
const seen = (text: string, rtl: boolean): string => (rtl ? (bidi.getMirroredCharacter(text) ?? text) : text);

const shapeRun = (text: string, start: number, end: number, rtl: boolean, font: OpenFont): Letter[] => {
  const buffer = new ShapingBuffer();
  // The whole text goes along: how a letter joins depends on its neighbours.
  buffer.addText(text, start, end - start);
  buffer.guessSegmentProperties();
  if (font.file.script) buffer.setScript(font.file.script);
  buffer.setDirection(rtl ? Direction.RTL : Direction.LTR);
  buffer.setClusterLevel(ClusterLevel.MONOTONE_GRAPHEMES);
  shape(font.font, buffer);
  const infos = buffer.getGlyphInfosAndPositions();
  const starts = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const scale = 1000 / font.unitsPerEm;
  const letters = new Map<number, Letter>();
  for (const { codepoint: id, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 } of infos) {
    const next = starts[starts.indexOf(cluster) + 1] ?? end;
    const letter = letters.get(cluster) ?? { text: seen(text.slice(cluster, next), rtl), advance: 0, pictures: [] };
    letter.pictures.push({ id, x: letter.advance + xOffset * scale, y: yOffset * scale });
    letter.advance += xAdvance * scale;
    letters.set(cluster, letter);
  }
  return [...letters.values()];
};

/** How high and low the line is inked, never less than a line of Latin letters is. */
const extentsOf = (runs: readonly Run[]) => {
  let [ascent, descent] = [0.98, 0.3];
  for (const { font, letters } of runs)
    for (const { id, y } of letters.flatMap(({ pictures }) => pictures)) {
      const ink = font.font.glyphExtents(id);
      if (!ink) continue;
      const top = ink.yBearing / font.unitsPerEm + y / 1000;
      ascent = Math.max(ascent, top + 0.05);
      descent = Math.max(descent, 0.05 - (top + ink.height / font.unitsPerEm));
    }
  return { ascent, descent };
};

/** Sets a part of a text on one line, as the bidirectional algorithm and the rules of its scripts ask. */
export const setLine = (styled: Styled, from = 0, to = styled.text.length): Line => {
  const { text } = styled;
  const embedding = bidi.getEmbeddingLevels(text);
  const { runs } = logicalRuns(styled, embedding.levels, from, to);
  const shaped = inVisualOrder(runs).map(({ start, end, level, font }) => ({
    font,
    rtl: level % 2 === 1,
    letters: shapeRun(text, start, end, level % 2 === 1, font),
  }));
  const width = shaped.flatMap(({ letters }) => letters).reduce((sum, { advance }) => sum + advance, 0) / 1000;
  const rtl = (embedding.paragraphs[0]?.level ?? 0) % 2 === 1;
  return { text: text.slice(from, to), runs: shaped, width, ...extentsOf(shaped), rtl };
};
