import { expect, it } from 'vitest';
import { compare } from '#definitions/compare/compare.ts';
import type { Definition } from '#schemas/definition.ts';
import { definitions } from './definitions/index.ts';

const definitionOf = (id: string): Definition => {
  const found = definitions.find((one) => one.id === id);
  if (!found) throw new Error(`no definition ${id}`);
  return found;
};
const relation = (a: string, b: string, reading: 'evidence' | 'standards' = 'evidence') =>
  compare(definitionOf(a), definitionOf(b), { reading }).relation;

it('whom the Indigenous procurement of Canada recognises Ontario does too, which also takes those that nobody owns', () => {
  expect(relation('federal-psib', 'ontario-indigenous-procurement')).toBe('a-implies-b');
});

it('"more than 51 %" is equivalent to "at least 51.01 %"', () => {
  expect(relation('toronto-metropolitan-university', 'centre-deux-ponts')).toBe('equivalent');
});

it.each([
  'city-of-toronto',
  'toronto-metropolitan-university',
  'york-university-policy',
  'city-of-brampton',
  'federal-psib',
  'quebec-social-economy',
  'quebec-entreprise-adaptee',
  'nacca-model',
])('%s implies the broadest definition', (id) => {
  expect(relation(id, 'hopital-du-havre')).toBe('a-implies-b');
});

it.each(['city-of-toronto', 'city-of-brampton'])('the narrowest definition implies that of %s', (id) => {
  expect(relation('transport-sainte-rive', id)).toBe('a-implies-b');
});

it('no social economy enterprise can meet a definition for firms for profit', () => {
  expect(relation('quebec-social-economy', 'transport-sainte-rive')).toBe('disjoint');
});

it.each(['city-of-toronto', 'city-of-brampton'])(
  'a certificate alone implies %s only when the standards of the certifying bodies are taken for granted',
  (id) => {
    expect(relation('transport-sainte-rive-certificate', id, 'evidence')).toBe('overlapping');
    expect(relation('transport-sainte-rive-certificate', id, 'standards')).toBe('a-implies-b');
  },
);

it('the two texts of York contradict each other: neither implies the other', () => {
  expect(relation('york-university-policy', 'york-university-faq')).toBe('overlapping');
});
