import { evaluateAll } from '#definitions/bulk/bulk.ts';
import { Pack } from '#definitions/bulk/pack.ts';
import { Scanner } from '#definitions/bulk/scan.ts';
import { whatIf } from '#definitions/bulk/what-if.ts';
import { dayOf, isoOf } from '#definitions/days.ts';
import { judge } from '#definitions/evaluate.ts';
import { clock, type Section, shortest } from '../figure.ts';
import { storedFacts } from './stored.ts';
import { at, drafts, eighteen, suppliers } from './world.ts';

/** Seconds for one supplier, and whatever was packed otherwise than by parsing it. */
const packing = (texts: readonly string[]): { seconds: number; wrong: string[] } => {
  const seconds = shortest(7, () => {
    const scanner = new Scanner(new Pack());
    for (const text of texts) scanner.add(text);
  });
  const scanned = new Pack();
  const scanner = new Scanner(scanned);
  const parsed = new Pack();
  for (const text of texts) {
    scanner.add(text);
    parsed.add(JSON.parse(text));
  }
  const byScan = evaluateAll(scanned, eighteen, at);
  const byParsing = evaluateAll(parsed, eighteen, at);
  const wrong = eighteen.flatMap(({ id }, index) => {
    const row = texts.findIndex((_, row) => byScan[index]!.of(row) !== byParsing[index]!.of(row));
    return row < 0 ? [] : [`${id}, supplier ${row}: scanned and parsed differ`];
  });
  return { seconds: seconds / texts.length, wrong };
};
const lengthOf = (texts: readonly string[]): number =>
  Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);

/** Evidence out of storage into columns, and a draft tried on a million suppliers. */
export const section = (): Section => {
  const files = suppliers(10_000);
  const stored = storedFacts(10_000);
  const invented = files.map((file) => JSON.stringify(file));
  const asStored = packing(stored);
  const asInvented = packing(invented);
  const parsing = shortest(5, () => {
    for (const text of stored) JSON.parse(text);
  });

  const million = new Pack();
  for (let i = 0; i < 100; i++) for (const file of files) million.add(file);
  const before = eighteen[0]!;
  const after = drafts(200).find(
    ({ id, rule }) => id !== 'draft-0' && JSON.stringify(rule) !== JSON.stringify(before.rule) && id.endsWith('19'),
  )!;
  const start = clock();
  whatIf(million, before, after, at);
  const first = clock() - start;
  const changing = shortest(7, (run) => {
    whatIf(million, before, after, isoOf(dayOf(at) + run));
  });
  const { gain, lose } = whatIf(million, before, after, at);
  const expected = files.map((file) => [judge(before, file, at).outcome, judge(after, file, at).outcome]);
  const gained = 100 * expected.filter(([a, b]) => a !== 'qualifies' && b === 'qualifies').length;
  const lost = 100 * expected.filter(([a, b]) => a === 'qualifies' && b === 'does-not-qualify').length;
  const wrong = [...asStored.wrong, ...asInvented.wrong];
  if (gain.rows.length !== gained || lose.rows.length !== lost) wrong.push('what-if differs from the single evaluator');
  if (gained + lost === 0) wrong.push('the draft changed nothing: nothing was measured');
  return {
    title: 'the registry',
    figures: [
      {
        name: `packing a supplier from its stored JSON (${lengthOf(stored)} bytes)`,
        value: asStored.seconds * 1e6,
        unit: 'µs',
        atMost: 5,
      },
      {
        name: `packing an invented supplier (${lengthOf(invented)} bytes)`,
        value: asInvented.seconds * 1e6,
        unit: 'µs',
        atMost: 5,
      },
      { name: 'JSON.parse of a stored supplier alone', value: (parsing / stored.length) * 1e6, unit: 'µs' },
      { name: 'what-if over 1,000,000 suppliers', value: changing * 1000, unit: 'ms', atMost: 100 },
      { name: 'the first what-if after packing them', value: first * 1000, unit: 'ms' },
    ],
    wrong,
  };
};
