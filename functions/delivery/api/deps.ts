import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & { feeds: string; network: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.FEEDS_TABLE),
  feeds: env.FEEDS_TABLE,
  network: env.NETWORK_TABLE,
});
