import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { keepToken } from './wait.ts';

const deps = createDependencies(readEnvironment());
export const handler = (input: unknown) => keepToken(deps, input);
