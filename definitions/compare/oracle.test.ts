import { expect, test } from 'vitest';
import { worldOf } from '../testing/arbitrary.ts';
import { consult } from './testing/oracle.ts';

test('z3, which reads the meaning of facts on its own, never disagrees', async () => {
  const { disagreements, answers, implied } = await consult(25, 11);
  expect(disagreements).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(70);
  expect(implied).toBeGreaterThan(0);
});

test('nor does it where there are more than 32 names of a kind', async () => {
  const { disagreements, answers } = await consult(6, 5, undefined, worldOf(40));
  expect(disagreements).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(12);
});
