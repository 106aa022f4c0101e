import { environment } from '#platform/environment.ts';
import { batchConsumer } from '#platform/stream.ts';
import { matchDependencies } from '../deps.ts';
import { matchingEnvironment } from '../env.ts';
import { matchChanges } from './changes.ts';

const deps = matchDependencies(environment(matchingEnvironment));

export const handler = batchConsumer((changes) => matchChanges(deps, changes));
