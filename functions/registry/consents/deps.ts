import { type VersionDependencies, versionDependencies } from '../deps.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = VersionDependencies & { casework: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...versionDependencies(env),
  casework: env.CASEWORK_TABLE,
});
