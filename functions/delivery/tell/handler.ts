import * as z from 'zod';
import { tellDependencies } from '../deps.ts';
import { tellDisabled } from './tell.ts';

const deps = tellDependencies();
const input = z.object({ institution: z.string(), run: z.int(), because: z.enum(['gone', 'exhausted']) });

export const handler = async (event: unknown): Promise<void> => tellDisabled(deps, input.parse(event));
