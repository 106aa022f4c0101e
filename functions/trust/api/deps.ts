import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import { headDependencies } from '../env.ts';
import type { HeadDependencies } from '../heads.ts';
import type { Signer } from '../signer.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  casework: string;
  registry: string;
  network: string;
  log: HeadDependencies;
  signers: readonly Signer[];
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = apiDependencies(env, env.CASEWORK_TABLE);
  const log = headDependencies(env, base.db);
  return {
    ...base,
    casework: env.CASEWORK_TABLE,
    registry: env.REGISTRY_TABLE,
    network: env.NETWORK_TABLE,
    log,
    signers: [log.signer],
  };
};
