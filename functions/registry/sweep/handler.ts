import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { sweep } from './sweep.ts';

const deps = createDependencies(readEnvironment());
export const handler = () => sweep(deps);
