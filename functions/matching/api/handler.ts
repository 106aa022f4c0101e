import { api } from '#platform/api.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { rolloutRoutes } from './rollouts.ts';
import { verdictRoutes } from './verdicts.ts';

const deps = createDependencies(readEnvironment());
export const handler = api([...verdictRoutes(deps), ...rolloutRoutes(deps)], deps);
