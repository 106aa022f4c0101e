import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { notify } from './notify.ts';

const deps = createDependencies(readEnvironment());
export const handler = (input: unknown) => notify(deps, input);
