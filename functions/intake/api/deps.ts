import type { ApiDependencies } from '#platform/api.ts';
import type { Sealer } from '#platform/sealed.ts';
import { apiDependencies, sealerFrom } from '#platform/wiring.ts';
import type { Policy } from '#schemas/policy.ts';
import { type Pace, paceOf } from '#workflows/certification-review/pace.ts';
import { type ReadWords, wordsIn } from '../words.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  seals: Sealer;
  policy: Policy;
  pace: Pace;
  words: ReadWords;
  casework: string;
  registry: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = apiDependencies(env, env.CASEWORK_TABLE);
  return {
    ...base,
    seals: sealerFrom(env, base.db),
    policy: env.POLICY,
    pace: paceOf({ db: base.db, table: env.CASEWORK_TABLE, policy: env.POLICY }),
    words: wordsIn(base.db, env.NETWORK_TABLE),
    casework: env.CASEWORK_TABLE,
    registry: env.REGISTRY_TABLE,
  };
};
