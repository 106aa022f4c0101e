import type { ApiDependencies } from '#platform/api.ts';
import type { Sealer } from '#platform/sealed.ts';
import { apiDependencies, sealerFrom } from '#platform/wiring.ts';
import type { Policy } from '#schemas/policy.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  seals: Sealer;
  policy: Policy;
  casework: string;
  registry: string;
  feeds: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = apiDependencies(env, env.CASEWORK_TABLE);
  return {
    ...base,
    seals: sealerFrom(env, base.db),
    policy: env.POLICY,
    casework: env.CASEWORK_TABLE,
    registry: env.REGISTRY_TABLE,
    feeds: env.FEEDS_TABLE,
  };
};
