import { consumer } from '#platform/stream.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { act } from './outbox.ts';

const deps = createDependencies(readEnvironment());
export const handler = consumer((change) => act(deps, change));
