import { expect, it } from 'vitest';
import { commodities } from './commodities.ts';
import { commodityCode } from './identifiers.ts';
import { bilingual } from './primitives.ts';

it('each commodity of the excerpt has a code of 8 digits, below the class level, and both titles', () => {
  const entries = Object.entries(commodities);
  expect(entries.length).toBeGreaterThanOrEqual(60);
  for (const [code, title] of entries) {
    expect(commodityCode.parse(code)).not.toMatch(/00$/);
    expect(bilingual.parse(title)).toEqual(title);
  }
});
