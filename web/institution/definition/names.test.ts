import { expect, test } from 'vitest';
import { withCriteria } from '#definitions/rules.ts';
import { all, not, ownership, vocabulary } from '#definitions/testing/build.ts';
import type { Criterion } from '#schemas/definition.ts';
import { differences } from './change.ts';
import { toName, wrongNames } from './names.ts';
import { contentIn } from './publish.ts';

const owned = ownership({ label: { fr: 'Détenue à au moins 51 %', en: 'Owned at least 51%' } });
const other = ownership({ id: 'other', bp: 2500, label: { fr: 'Détenue en partie', en: 'Partly owned' } });
const rule = all(owned, not(other));
const asked = (bp: number) => withCriteria(rule, (one): Criterion => (one.id === 'owned' ? { ...owned, bp } : one))!;
const label = { fr: 'Entreprise de femmes', en: 'Women-owned firm' };
const tried = (bp: number) => ({
  institution: 'toronto',
  label,
  effective: { from: '2024-01-01' },
  source: { status: 'institution' as const, text: { fr: 'Politique', en: 'Policy' } },
  rule: asked(bp),
});
const typed = { from: '2999-01-01', 'text-fr': 'Politique', 'text-en': 'Policy' };
const errors = (more: Record<string, string>, bp = 6600) =>
  contentIn(tried(bp), { ...typed, ...more }, 'en', vocabulary).errors.map(({ field }) => field);

test('the names of the old threshold are not published with the new one', () => {
  expect(errors({ 'label-fr-owned': owned.label.fr, 'label-en-owned': owned.label.en })).toEqual([
    'label-fr-owned',
    'label-en-owned',
  ]);
  // Nor where the form was sent without them, or with them emptied.
  expect(errors({})).toEqual(['label-fr-owned', 'label-en-owned']);
  expect(errors({ 'label-fr-owned': '', 'label-en-owned': 'Owned at least 66%' })).toEqual(['label-fr-owned']);
  expect(errors({ 'label-fr-owned': 'Détenue à au moins 66 %', 'label-en-owned': 'Owned at least 66%' })).toEqual([]);
});

test('what changed and what says another number is named anew, and the definition where its name does', () => {
  const changes = differences(rule, asked(6600));
  expect(toName(tried(6600), changes, vocabulary)).toEqual({ definition: false, criteria: [{ ...owned, bp: 6600 }] });
  const published = { ...tried(6600), label: { fr: 'Entreprise détenue à 51 %', en: 'Women-owned firm' } };
  // The change is to another criterion: the name that does not fit was published earlier.
  const found = toName(published, [{ after: other }], vocabulary);
  expect([found.definition, found.criteria.map(({ id }) => id)]).toEqual([true, ['owned', 'other']]);
  expect(wrongNames(published, vocabulary, 'fr').map(({ field }) => field)).toEqual([
    'name-fr',
    'label-fr-owned',
    'label-en-owned',
  ]);
  expect(
    contentIn(published, { ...typed, 'label-fr-owned': 'Part', 'label-en-owned': 'Share' }, 'fr', vocabulary).errors,
  ).toEqual([{ field: 'name-fr', message: expect.stringContaining('51 %') }]);
});
