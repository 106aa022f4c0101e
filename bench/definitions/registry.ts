import { Pack } from '#definitions/bulk/pack.ts';
import { Scanner } from '#definitions/bulk/scan.ts';
import { whatIf } from '#definitions/bulk/what-if.ts';
import { dayOf, isoOf } from '#definitions/days.ts';
import { judge } from '#definitions/evaluate.ts';
import { type Section, shortest } from '../figure.ts';
import { at, drafts, eighteen, suppliers } from './world.ts';

/** Evidence out of storage into columns, and a draft tried on a million suppliers. */
export const section = (): Section => {
  const files = suppliers(10_000);
  const stored = files.map((file) => JSON.stringify(file));
  const bytes = stored.reduce((sum, text) => sum + text.length, 0) / stored.length;
  const packing = shortest(5, () => {
    const scanner = new Scanner(new Pack());
    for (const text of stored) scanner.add(text);
  });
  const parsing = shortest(5, () => {
    for (const text of stored) JSON.parse(text);
  });

  const million = new Pack();
  for (let i = 0; i < 100; i++) for (const file of files) million.add(file);
  const before = eighteen[0]!;
  const after = drafts(200).find(
    ({ id, rule }) => id !== 'draft-0' && JSON.stringify(rule) !== JSON.stringify(before.rule) && id.endsWith('19'),
  )!;
  const changing = shortest(7, (run) => {
    whatIf(million, before, after, isoOf(dayOf(at) + run));
  });
  const { gain, lose } = whatIf(million, before, after, at);
  const expected = files.map((file) => [judge(before, file, at).outcome, judge(after, file, at).outcome]);
  const gained = 100 * expected.filter(([a, b]) => a !== 'qualifies' && b === 'qualifies').length;
  const lost = 100 * expected.filter(([a, b]) => a === 'qualifies' && b === 'does-not-qualify').length;
  const wrong =
    gain.rows.length === gained && lose.rows.length === lost ? [] : ['what-if differs from the single evaluator'];
  if (gained + lost === 0) wrong.push('the draft changed nothing: nothing was measured');
  return {
    title: `the registry (${Math.round(bytes)} bytes of JSON a supplier)`,
    figures: [
      {
        name: 'packing a supplier from its stored JSON',
        value: (packing / stored.length) * 1e6,
        unit: 'µs',
        atMost: 5,
      },
      { name: 'JSON.parse alone', value: (parsing / stored.length) * 1e6, unit: 'µs' },
      { name: 'what-if over 1,000,000 suppliers', value: changing * 1000, unit: 'ms', atMost: 100 },
    ],
    wrong,
  };
};
