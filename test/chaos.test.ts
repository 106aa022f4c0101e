import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** The short form of `npm run chaos`: it exits 1 where anything was lost, told twice with two contents, or out of order. */
it('a network killed at random moments completes what it acknowledged, and leaves no gap', () => {
  const out = execFileSync(process.execPath, ['test/chaos/run.ts', '--kills', '4', '--journeys', '3'], {
    encoding: 'utf8',
    timeout: 280_000,
  });
  const counts = JSON.parse(out.slice(out.indexOf('{')));
  expect(counts).toMatchObject({ kills: 4, gaps: 0, missing: 0, unexpected: 0, outOfOrder: 0, idsWithTwoContents: 0 });
  expect(counts.submissionsAcknowledged).toBeGreaterThanOrEqual(3);
}, 300_000);
