import { api } from '#platform/api.ts';
import { againRoutes } from './again.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { feedRoutes } from './feed.ts';
import { healthRoutes } from './health.ts';
import { recognisedRoutes } from './recognised.ts';
import { recognitionRoutes } from './recognition.ts';
import { sandboxRoutes } from './sandbox.ts';

const deps = createDependencies(readEnvironment());
export const handler = api(
  [
    ...feedRoutes(deps),
    ...againRoutes(deps),
    ...healthRoutes(deps),
    ...recognisedRoutes(deps),
    ...recognitionRoutes(deps),
    ...sandboxRoutes(),
  ],
  deps,
);
