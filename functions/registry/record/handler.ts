import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { record } from './record.ts';

const deps = createDependencies(readEnvironment());
export const handler = (input: unknown) => record(deps, input);
