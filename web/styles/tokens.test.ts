import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('web/styles/tokens.css', 'utf8');
const colours = (part: string) =>
  Object.fromEntries([...part.matchAll(/--([a-z0-9]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value!]));
const [lightText = '', darkText = ''] = text.split('@media (prefers-color-scheme: dark)');
const light = colours(lightText);
const dark: Record<string, string> = { ...light, ...colours(darkText) };

/** Relative luminance and contrast: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (hex: string): number => {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
};

/** Text on its ground, 4.5 : 1 (1.4.3); edges of controls and drawn signs, 3 : 1 (1.4.11). */
const textPairs = [
  ...['paper', 'card', 'soft', 'sand', 'mint', 'blush'].map((ground) => ['ink', ground]),
  ...['paper', 'card'].map((ground) => ['ink2', ground]),
  ...['paper', 'card', 'soft', 'sand'].map((ground) => ['petrol', ground]),
  ['leaf', 'mint'],
  ['clay', 'blush'],
  ['clay', 'paper'],
  ['clay', 'card'],
  ['amber', 'sand'],
  ['on', 'petrol'],
  ['on', 'clay'],
] as [string, string][];
const edgePairs = [
  ['edge', 'paper'],
  ['edge', 'card'],
  ['petrol', 'paper'],
  ['petrol', 'card'],
  ['plum', 'card'],
  ['clay', 'paper'],
] as [string, string][];

describe.each([
  ['light', light],
  ['dark', dark],
])('the tokens, %s', (_, tokens) => {
  const of = ([front, ground]: [string, string]) => contrast(tokens[front]!, tokens[ground]!);
  it.each(textPairs)('%s can be read on %s', (...pair) => expect(of(pair)).toBeGreaterThanOrEqual(4.5));
  it.each(edgePairs)('%s can be seen on %s', (...pair) => expect(of(pair)).toBeGreaterThanOrEqual(3));
  it('white is read on the header', () => expect(contrast('#ffffff', tokens.deep!)).toBeGreaterThanOrEqual(4.5));
});

it('contrast is computed as WCAG says', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
