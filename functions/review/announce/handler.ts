import { consumer } from '#platform/stream.ts';
import { announce } from './announce.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';

const deps = createDependencies(readEnvironment());
export const handler = consumer((change) => announce(deps, change));
