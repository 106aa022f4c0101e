import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criteriaOf } from '#definitions/rules.ts';
import * as arb from '#definitions/testing/arbitrary.ts';
import { all, any, certification, control, measured, ownership } from '#definitions/testing/build.ts';
import { definitions } from '#samples/definitions/index.ts';
import { rule as ruleSchema } from '#schemas/definition.ts';
import type { Fields } from '../../parts/read-form.ts';
import { differences, fieldsOf, ruleIn } from './change.ts';
import { changeWords } from './words.ts';

const rule = all(ownership(), any(control(), certification({ anyOf: ['wbe', 'camsc'] })), measured());
const asked = (more: Fields) => ruleIn(rule, { ...fieldsOf(rule, 'fr'), ...more }, 'fr');
const changedBy = (more: Fields) => {
  const { rule: after } = asked(more);
  return after && differences(rule, after);
};

test('a form that was not touched asks for nothing, whatever the definition and the language', () => {
  const untouched = (one: typeof rule) => {
    for (const language of ['fr', 'en'] as const) {
      // A browser sends the names of a list in the page's order.
      const fields = Object.entries(fieldsOf(one, language)).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.toReversed() : value,
      ]);
      const { errors } = ruleIn(one, Object.fromEntries(fields), language);
      expect(errors).toEqual([{ field: 'assurance-0', message: changeWords[language].wrong.same }]);
    }
  };
  for (const definition of definitions) untouched(definition.rule);
  fc.assert(
    fc.property(arb.definition, (definition) => untouched(definition.rule)),
    { numRuns: 300 },
  );
});

test.each<[string, Fields, object]>([
  ['a share with a comma', { 'bp-0': '50,5 %' }, { bp: 5050 }],
  ['"more than"', { 'bp-0': '50', 'cmp-0': '>' }, { bp: 5000, cmp: '>' }],
  ['an assurance', { 'assurance-0': 'declared' }, { assurance: 'declared' }],
  ['an age', { 'age-0': '24' }, { maxAgeMonths: 24 }],
  ['groups', { 'list-0': ['women', 'indigenous'] }, { groups: ['women', 'indigenous'] }],
])('%s is read', (_, fields, expected) => {
  expect(changedBy(fields)).toEqual([{ before: criteriaOf(rule)[0], after: expect.objectContaining(expected) }]);
});

test('an age that is emptied is asked no more', () => {
  const old = all(ownership({ maxAgeMonths: 12 }));
  const { rule: after } = ruleIn(old, { ...fieldsOf(old, 'en'), 'age-0': '' }, 'en');
  expect(criteriaOf(after!)[0]).not.toHaveProperty('maxAgeMonths');
});

test('a criterion that is left out takes along the part that is empty without it', () => {
  const { rule: after } = asked({ 'out-1': 'yes', 'out-2': 'yes' });
  expect(after).toEqual(all(ownership(), measured()));
  expect(changedBy({ 'out-3': 'yes' })).toEqual([{ before: criteriaOf(rule)[3], after: undefined }]);
});

test.each<[Fields, string, keyof typeof changeWords.fr.wrong]>([
  [{ 'bp-0': '101' }, 'bp-0', 'share'],
  [{ 'bp-0': 'half' }, 'bp-0', 'share'],
  [{ 'value-3': '-1' }, 'value-3', 'number'],
  [{ 'age-0': '601' }, 'age-0', 'age'],
  [{ 'list-2': [] }, 'list-2', 'list'],
  [{ 'out-0': 'yes', 'out-1': 'yes', 'out-2': 'yes', 'out-3': 'yes' }, 'out-0', 'nothing'],
])('%o is refused at %s', (fields, field, message) => {
  expect(asked(fields).errors).toEqual([{ field, message: changeWords.fr.wrong[message] }]);
});

test('what was tried is shown again to be changed further', () => {
  const { rule: tried } = asked({ 'bp-0': '40', 'out-1': 'yes' });
  expect(fieldsOf(rule, 'fr', tried)).toMatchObject({ 'bp-0': '40', 'out-1': 'yes' });
  expect(ruleIn(rule, fieldsOf(rule, 'fr', tried), 'fr').rule).toEqual(tried);
});

test('whatever the form makes of a definition is a rule', () => {
  for (const definition of definitions) {
    const count = criteriaOf(definition.rule).length;
    for (let out = 0; out < count; out++) {
      const { rule: after } = ruleIn(
        definition.rule,
        { ...fieldsOf(definition.rule, 'en'), [`out-${out}`]: 'yes' },
        'en',
      );
      if (after) expect(ruleSchema.safeParse(after).success).toBe(true);
      else expect(count).toBe(1);
    }
  }
});
