import { expect, it } from 'vitest';
import { chaos } from '../chaos/delivery.ts';

it('after crashes, repeats, disorder, publications and endpoints in trouble every institution holds what is true', async () => {
  const { wrong, crashes, endpointFaults, publications } = await chaos({ changes: 400, institutions: 4, seed: 11 });
  expect(wrong).toEqual([]);
  expect(crashes.before + crashes.after).toBeGreaterThan(5);
  expect(endpointFaults).toBeGreaterThan(5);
  expect(publications).toBeGreaterThan(0);
}, 120_000);
