import * as z from 'zod';

export const feedsEnvironment = { FEEDS_TABLE: z.string() };
export const rolloutEnvironment = { ROLLOUT_WORKFLOW: z.string() };
/** What every function that reaches verdicts finds in its environment. */
export const matchingEnvironment = {
  ...feedsEnvironment,
  NETWORK_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  KEYS_TABLE: z.string(),
  SEALS_KEY: z.string(),
};
