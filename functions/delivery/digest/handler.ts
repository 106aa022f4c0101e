import { digestDependencies } from '../deps.ts';
import { digestEverywhere } from './digest.ts';

const deps = digestDependencies();

export const handler = async () => digestEverywhere(deps);
