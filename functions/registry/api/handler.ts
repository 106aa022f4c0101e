import { api } from '#platform/api.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { routes } from './routes.ts';

const deps = createDependencies(readEnvironment());
export const handler = api(routes(deps), deps);
