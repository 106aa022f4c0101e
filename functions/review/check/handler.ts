import { openCase } from './check.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';

const deps = createDependencies(readEnvironment());
export const handler = (input: unknown) => openCase(deps, input);
