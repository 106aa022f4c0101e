import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import { matchDependencies } from '../deps.ts';
import type { MatchDependencies } from '../match.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  matching: MatchDependencies;
  feedsTable: string;
  network: string;
  casework: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.FEEDS_TABLE),
  matching: matchDependencies(env),
  feedsTable: env.FEEDS_TABLE,
  network: env.NETWORK_TABLE,
  casework: env.CASEWORK_TABLE,
});
