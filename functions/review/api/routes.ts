import { decisions } from './decisions.ts';
import type { Dependencies } from './deps.ts';
import { holding } from './holding.ts';
import { observing } from './observations.ts';
import { reading } from './reading.ts';

export const routes = (deps: Dependencies) => [
  ...reading(deps),
  ...holding(deps),
  ...decisions(deps),
  ...observing(deps),
];
