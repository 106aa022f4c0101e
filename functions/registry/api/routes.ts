import type { Dependencies } from './deps.ts';
import { reading } from './reading.ts';
import { standing } from './standing.ts';

export const routes = (deps: Dependencies) => [...reading(deps), ...standing(deps)];
