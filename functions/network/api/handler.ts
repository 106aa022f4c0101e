import { api } from '#platform/api.ts';
import { clientRoutes } from './clients.ts';
import { comparisonRoutes } from './comparison.ts';
import { definitionRoutes } from './definitions.ts';
import { createDependencies } from './deps.ts';
import { endpointRoutes } from './endpoint.ts';
import { readEnvironment } from './env.ts';
import { institutionRoutes } from './institutions.ts';
import { peopleRoutes } from './people.ts';

const deps = createDependencies(readEnvironment());
export const handler = api(
  [
    ...institutionRoutes(deps),
    ...definitionRoutes(deps),
    ...comparisonRoutes(deps),
    ...endpointRoutes(deps),
    ...clientRoutes(deps),
    ...peopleRoutes(deps),
  ],
  deps,
);
