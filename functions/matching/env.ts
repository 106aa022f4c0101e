import * as z from 'zod';

/** What every function that reaches verdicts finds in its environment. */
export const matchingEnvironment = {
  NETWORK_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  FEEDS_TABLE: z.string(),
  KEYS_TABLE: z.string(),
  SEALS_KEY: z.string(),
};
