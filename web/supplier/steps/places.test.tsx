import { expect, test } from 'vitest';
import type { Language } from '#schemas/primitives.ts';
import { answers as answersSchema, type DraftAnswers } from '#schemas/submission.ts';
import type { StepView } from '../step.ts';
import { places } from './places.tsx';

const network = {} as StepView['network'];
const read = (fields: Record<string, string>) => places.read(fields, {}, network);
const c = { req: { query: () => undefined } } as unknown as StepView['c'];
const shown = (answers: DraftAnswers, language: Language = 'fr') =>
  String(places.body({ c, language, network, answers, errors: [] }));
const told = (answers: DraftAnswers, language: Language) =>
  places.rows({ c, language, network, answers }).map(({ value }) => value);

test.each([
  ['QC', 'Québec', 'CA-QC-quebec'],
  ['QC', 'Saint-Éloi', 'CA-QC-saint-eloi'],
  ['QC', 'L’Isle-aux-Coudres', 'CA-QC-l-isle-aux-coudres'],
  ['BC', '100 Mile House', 'CA-BC-mile-house'],
  ['NU', 'ᐃᖃᓗᐃᑦ', 'CA-NU'],
])('a town is kept as it was typed, beside its code: %s, %s', (province, town, region) => {
  const answers = read({ 'province-0': province, 'town-0': town, 'address-0': '' });
  expect(answers.places).toEqual([{ region, head: true, town }]);
  expect(answersSchema.shape.places.safeParse(answers.places).success).toBe(true);
  expect(shown(answers)).toContain(`value="${town}"`);
  expect(told(answers, 'en')).toEqual([expect.stringMatching(new RegExp(`^${town} \\(`))]);
});

test('a place that came by its code alone is shown by the name of its town', () => {
  const answers = { places: [{ region: 'CA-QC-montreal', head: true }] };
  expect(shown(answers)).toContain('value="Montréal"');
  expect(told(answers, 'fr')).toEqual(['Montréal (Québec)']);
});

test('without a province a town is not taken for one', () => {
  const answers = read({ 'province-0': '', 'town-0': 'Gatineau', 'address-0': '' });
  expect(answersSchema.shape.places.safeParse(answers.places).success).toBe(false);
});
