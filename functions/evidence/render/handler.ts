import { consumer } from '#platform/stream.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { renderAccepted } from './render.ts';

const deps = createDependencies(readEnvironment());
export const handler = consumer((change) => renderAccepted(deps, change));
