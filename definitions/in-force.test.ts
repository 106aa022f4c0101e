import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allInForceOn, comingAfter, inForceOn, speakingOn } from './in-force.ts';
import { definitionOf, ownership } from './testing/build.ts';

const days = ['2025-01-01', '2025-06-01', '2025-06-02', '2026-01-01'] as const;
const versions = fc
  .array(
    fc.record({ from: fc.constantFrom(...days), length: fc.option(fc.constantFrom(...days), { nil: undefined }) }),
    {
      maxLength: 5,
    },
  )
  .chain((list) => {
    const all = list.map(({ from, length }, index) =>
      definitionOf(ownership(), {
        version: index + 1,
        effective: { from, ...(length && length >= from && { until: length }) },
      }),
    );
    return fc.shuffledSubarray(all, { minLength: all.length });
  });

it('the version in force is the latest that has begun and not ended, whatever the order they are read in', () => {
  fc.assert(
    fc.property(versions, fc.constantFrom(...days), (all, day) => {
      const open = all.filter(({ effective: { from, until } }) => from <= day && (!until || day <= until));
      const latest = Math.max(0, ...open.map(({ version }) => version));
      expect(inForceOn(all, day)?.version ?? 0).toBe(latest);
      const begun = all.filter(({ effective }) => effective.from <= day).map(({ version }) => version);
      const speaking = speakingOn(all, day);
      expect(speaking?.definition.version ?? 0).toBe(latest || Math.max(0, ...begun));
      expect(speaking?.ended ?? false).toBe(begun.length > 0 && latest === 0);
    }),
  );
});

it('what comes next is the soonest that has not begun', () => {
  fc.assert(
    fc.property(versions, fc.constantFrom(...days), (all, day) => {
      const later = all.filter(({ effective }) => effective.from > day);
      const first = later.map(({ effective }) => effective.from).sort()[0];
      const next = comingAfter(all, day);
      expect(next?.effective.from).toBe(first);
      if (next)
        expect(next.version).toBe(
          Math.max(...later.filter(({ effective }) => effective.from === first).map(({ version }) => version)),
        );
    }),
  );
});

it('of several definitions, those not yet and no longer in force are left out', () => {
  const one = (id: string, effective: { from: string; until?: string }) => definitionOf(ownership(), { id, effective });
  const all = [
    one('b', { from: '2025-01-01' }),
    one('a', { from: '2026-01-01' }),
    one('c', { from: '2024-01-01', until: '2025-05-31' }),
  ];
  expect(allInForceOn(all, '2025-06-01').map(({ id }) => id)).toEqual(['b']);
  expect(allInForceOn(all, '2025-05-31').map(({ id }) => id)).toEqual(['b', 'c']);
  expect(allInForceOn(all, '2026-01-01').map(({ id }) => id)).toEqual(['a', 'b']);
});
