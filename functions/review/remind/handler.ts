import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { remind } from './remind.ts';

const deps = createDependencies(readEnvironment());
export const handler = (input: unknown) => remind(deps, input);
