import type { Facts } from './facts.ts';

/** A firm of which nothing is known. */
export const noFacts = (): Facts => ({
  owners: [],
  managed: {},
  controlled: {},
  workforce: {},
  certifications: {},
  places: [],
  flags: {},
});
