import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The numbers of OWASP ASVS 5.0.0, by level. */
const numbers: Record<string, string[]> = JSON.parse(readFileSync('test/fixtures/asvs-5.0.0.json', 'utf8'));
const levels = new Map(Object.entries(numbers).flatMap(([level, ids]) => ids.map((id) => [id, level] as const)));

const document = readFileSync('docs/security.md', 'utf8');
const rows = document
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  .map(([number = '', level, , state, how = '', shown = '']) => ({ id: number.slice(1), level, state, how, shown }));

it('every requirement of levels 1 and 2 is answered exactly once', () => {
  expect(rows.map(({ id }) => id)).toEqual(
    [...levels.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  );
  for (const { id, level } of rows) expect([id, level]).toEqual([id, levels.get(id)]);
  expect(rows).toHaveLength(253);
});

it('what is met names the test or file that shows it, and what is not says what is missing or why it need not be', () => {
  for (const { id, state, how, shown } of rows) {
    expect(['met', 'partly', 'n/a'], id).toContain(state);
    if (state === 'met') expect(shown, id).toMatch(/^`[^`]+`(, `[^`]+`)*$/);
    if (state === 'partly') expect(how, id).toMatch(/missing/i);
    if (state === 'n/a') expect(how.length, id).toBeGreaterThan(10);
  }
  const [, met, partly, none] = /(\d+) met, (\d+) partly .*?, (\d+) not applicable/s.exec(document) ?? [];
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  expect([met, partly, none].map(Number)).toEqual([count('met'), count('partly'), count('n/a')]);
});

it.each(['docs/security.md', 'docs/threats.md'])('every file that %s names is there', (file) => {
  const named = [...readFileSync(file, 'utf8').matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|json|md))`/g)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, path]) => path).filter((path) => !existsSync(path ?? ''))).toEqual([]);
});

it('every threat says which kind it is, what holds against it, and what shows that', () => {
  const threats = readFileSync('docs/threats.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| (?!room|-)/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const rooms = [
    'every door',
    'portal',
    'sign-in',
    'intake',
    'evidence',
    'review',
    'registry',
    'network',
    'matching',
    'delivery',
    'trust',
  ];
  for (const room of rooms) {
    const kinds = new Set(
      threats
        .filter(([one]) => one === room)
        .flatMap(([, threat = '']) => /^([STRIDE, ]+):/.exec(threat)?.[1]?.split(', ') ?? []),
    );
    expect([room, ...[...'STRIDE'].filter((kind) => !kinds.has(kind))]).toEqual([room]);
  }
  for (const [room, threat, holds, shown] of threats) {
    expect(rooms).toContain(room);
    expect(threat).toMatch(/^[STRIDE](, [STRIDE])*: /);
    expect(holds?.length, threat).toBeGreaterThan(10);
    expect(shown, threat).toContain('`');
  }
});
