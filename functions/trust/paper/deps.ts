import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  casework: string;
  registry: string;
  /** Where certificates are verified: `https://…`, without a slash at its end. */
  origin: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.CASEWORK_TABLE),
  casework: env.CASEWORK_TABLE,
  registry: env.REGISTRY_TABLE,
  origin: env.PORTAL_ORIGIN,
});
