import { environment } from '#platform/environment.ts';
import { matchDependencies } from '../deps.ts';
import { matchingEnvironment } from '../env.ts';
import { sweep } from './sweep.ts';

const deps = matchDependencies(environment(matchingEnvironment));

export const handler = async () => sweep(deps);
