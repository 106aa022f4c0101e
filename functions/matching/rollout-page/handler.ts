import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { matchDependencies } from '../deps.ts';
import { matchingEnvironment } from '../env.ts';
import { judgePages } from './page.ts';

const deps = matchDependencies(environment(matchingEnvironment));
const input = z.object({ rollout: z.string(), segment: z.int() });

export const handler = async (event: unknown) => judgePages(deps, input.parse(event));
