import { versionDependencies } from '../deps.ts';
import { readEnvironment } from './env.ts';
import { sweep } from './sweep.ts';

const deps = versionDependencies(readEnvironment());
export const handler = () => sweep(deps);
