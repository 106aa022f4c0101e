import type { Sealer } from '#platform/sealed.ts';
import { sealerFrom } from '#platform/wiring.ts';
import { type PostDependencies, postDependencies } from '../post/deps.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = PostDependencies & { seals: Sealer; registry: string; audit: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = postDependencies(env);
  return { ...base, seals: sealerFrom(env, base.db), registry: env.REGISTRY_TABLE, audit: env.AUDIT_TABLE };
};
