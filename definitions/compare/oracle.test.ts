import { expect, test } from 'vitest';
import { consult } from './testing/oracle.ts';

test('z3, which reads the meaning of facts on its own, never disagrees', async () => {
  const { disagreements, answers, implied } = await consult(25, 11);
  expect(disagreements).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(70);
  expect(implied).toBeGreaterThan(0);
});
