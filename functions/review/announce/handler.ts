import { consumer } from '#platform/stream.ts';
import { postDependencies } from '../post/deps.ts';
import { announce } from './announce.ts';
import { readEnvironment } from './env.ts';

const deps = postDependencies(readEnvironment());
export const handler = consumer((change) => announce(deps, change));
