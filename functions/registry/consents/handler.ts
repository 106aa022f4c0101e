import { consumer } from '#platform/stream.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { follow } from './follow.ts';

const deps = createDependencies(readEnvironment());
export const handler = consumer((change) => follow(deps, change));
