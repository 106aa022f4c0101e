import type { Sealer } from '#platform/sealed.ts';
import { sealerFrom } from '#platform/wiring.ts';
import type { Policy } from '#schemas/policy.ts';
import { type PostDependencies, postDependencies } from '../post/deps.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = PostDependencies & { seals: Sealer; policy: Policy };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = postDependencies(env);
  return { ...base, seals: sealerFrom(env, base.db), policy: env.POLICY };
};
