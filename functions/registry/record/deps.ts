import type { Sealer } from '#platform/sealed.ts';
import { sealerFrom } from '#platform/wiring.ts';
import { type VersionDependencies, versionDependencies } from '../deps.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = VersionDependencies & { seals: Sealer; casework: string; network: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = versionDependencies(env);
  return { ...base, seals: sealerFrom(env, base.db), casework: env.CASEWORK_TABLE, network: env.NETWORK_TABLE };
};
